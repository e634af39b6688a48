import math
from dataclasses import FrozenInstanceError, asdict, fields

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.gan import DATASETS, TrainingConfig, limits

NUMBERS = [f.name for f in fields(TrainingConfig) if "least" in f.metadata]


@pytest.mark.parametrize(
    ("setting", "sentence"),
    [
        (
            {"learning_rate_g": 1e9},
            "learning_rate_g must be a number between 1e-06 and 0.1, not 1000000000.0.",
        ),
        ({"learning_rate_d": 0}, "learning_rate_d must be a number between 1e-06 and 0.1, not 0."),
        (
            {"learning_rate_d": math.nan},
            "learning_rate_d must be a number between 1e-06 and 0.1, not nan.",
        ),
        ({"beta1": math.inf}, "beta1 must be a number between 0.0 and 0.999, not inf."),
        ({"batch_size": 0}, "batch_size must be a number between 1 and 1,024, not 0."),
        ({"batch_size": 6.5}, "batch_size must be a whole number, not 6.5"),
        ({"batch_size": "64"}, "batch_size must be a number between 1 and 1,024, not '64'."),
        ({"steps": True}, "steps must be a number between 1 and 1,000,000, not True."),
        ({"width": -4}, "width must be a number between 4 and 128, not -4."),
        ({"z_dim": 10**400}, "z_dim must be a number between 2 and 512, not 1000"),
        ({"seed": None}, "seed must be a number between 0 and 4,294,967,295, not None."),
        ({"precision": "float16"}, "precision must be one of auto, float32, bfloat16"),
        (
            {"loss": "gan"},
            "loss must be one of non_saturating, minimax, least_squares, hinge, wasserstein",
        ),
        (
            {"network": ["dcgan28"]},
            "network must be one of mlp, tiny16, light28, dcgan28, dcgan32, dcgan64",
        ),
        ({"dataset": "/etc/passwd"}, f"dataset must be one of {', '.join(DATASETS)}, ring, "),
    ],
)
def test_an_impossible_setting_is_refused_in_one_sentence(setting, sentence):
    with pytest.raises(ValueError, match=r"^[^\n]*\.$") as refusal:
        TrainingConfig(**setting)
    assert str(refusal.value).startswith(sentence)


def test_a_config_is_rebuilt_from_its_fields():
    config = TrainingConfig(width=16, seed=7, loss="hinge")
    assert TrainingConfig(**asdict(config)) == config


def test_a_config_is_frozen():
    with pytest.raises(FrozenInstanceError):
        TrainingConfig().seed = 1  # pyright: ignore


def test_a_slider_s_64_point_0_is_the_int_64():
    config = TrainingConfig(batch_size=64.0)
    assert type(config.batch_size) is int
    assert config == TrainingConfig(batch_size=64)


@given(data=st.data(), name=st.sampled_from(NUMBERS))
def test_limits_are_legal_and_everything_beyond_is_not(data, name):
    least, most = limits(name)
    assert getattr(TrainingConfig(**{name: least}), name) == least
    assert getattr(TrainingConfig(**{name: most}), name) == most
    beyond = data.draw(
        st.one_of(st.integers(max_value=math.ceil(least) - 1), st.integers(math.floor(most) + 1))
    )
    with pytest.raises(ValueError, match=f"^{name} must be a number between"):
        TrainingConfig(**{name: beyond})
