"""What every test shares: one thread, so that numbers repeat and runs do not fight over cores."""

import pytest
import torch


@pytest.fixture(scope="session", autouse=True)
def _one_thread():
    torch.set_num_threads(1)
