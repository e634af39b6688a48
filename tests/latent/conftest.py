"""Two small generators on disk: untrained, but with batch norm statistics of their own."""

import pytest
import torch

from explorer.gan.files.weights import save_generator
from explorer.gan.networks.dcgan import NETWORKS, Generator
from explorer.latent import load_generator


@pytest.fixture(scope="session")
def pretrained(tmp_path_factory):
    """A folder of pretrained generators: "grey" (28×28) and "colour" (32×32)."""
    folder = tmp_path_factory.mktemp("pretrained")
    for name, network, channels in (("grey", "light28", 1), ("colour", "dcgan32", 3)):
        rng = torch.Generator().manual_seed(1)
        module = Generator(NETWORKS[network](12, 8, channels), rng)
        for norm in module.norms:
            norm.running_mean.normal_(generator=rng).mul_(0.1)
            norm.running_var.uniform_(0.05, 0.5, generator=rng)
        save_generator(folder / name, module.eval(), {})
    return folder


@pytest.fixture(autouse=True, scope="module")
def _only_these(pretrained):
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("EXPLORER_PRETRAINED", str(pretrained))
        yield


@pytest.fixture(scope="session")
def grey(pretrained):
    return load_generator(pretrained / "grey")
