"""What the widgets of the Train tab mean."""

from dataclasses import fields

import gradio as gr
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from explorer.gan import TrainingConfig
from explorer.gan.data.points import POINT_SETS
from explorer.ui.text import LANGUAGES
from explorer.ui.train import settings as train_settings
from explorer.ui.train import tab as train
from explorer.ui.train.settings import SETTINGS, config_from, settle
from explorer.ui.train.uploads import UploadedSets
from explorer.ui.train.visits import Visits
from tests.ui.train.one_run import RUN, OneRun, event, page

USUAL = vars(TrainingConfig())


def values(**changed):
    """What the widgets hold, in their order, when some were changed."""
    return [{**USUAL, **changed}[name] for name in SETTINGS]


def visits(runs=None):
    return Visits(runs or OneRun(), UploadedSets())


def check(changed, token="", runs=None, **others):
    return train.check(visits(runs), changed, token, *values(**others))


def fields_of(updates):
    """Setting → its update, of what a handler returned."""
    return dict(zip(SETTINGS, updates[-len(SETTINGS) - 1 : -1], strict=True))


def said(updates):
    """Setting → the sentence under its field."""
    infos = {name: update.get("info") for name, update in fields_of(updates).items()}
    return {name: info for name, info in infos.items() if info}


def moved(updates):
    """Setting → the value that its widget is given."""
    given = fields_of(updates)
    return {name: update["value"] for name, update in given.items() if "value" in update}


@pytest.fixture(scope="module")
def widgets():
    with gr.Blocks():
        return train.build_train(OneRun()).widgets


def test_every_setting_of_a_run_has_a_widget_that_opens_with_its_default(widgets):
    assert sorted(SETTINGS) == sorted(field.name for field in fields(TrainingConfig))
    opened = {name: widget.value for name, widget in widgets.items()}
    assert config_from(opened) == TrainingConfig()


def test_menus_offer_every_legal_value(widgets):
    for name, legal in train_settings.MENUS.items():
        assert [value for _, value in widgets[name].choices] == list(legal)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_setting_is_explained(language):
    for name in SETTINGS:
        assert LANGUAGES[language][f"train.about_{name}"]


BAD = [
    ("learning_rate_g", 1e9),
    ("learning_rate_d", float("nan")),
    ("batch_size", 0),
    ("batch_size", 2.5),
    ("width", -1),
    ("ema_decay", 1),
    ("dropout", 0.9),
    ("r1", -1),
    ("d_steps", 11),
    ("steps", 0),
    ("seed", -1),
    ("seed", None),
    ("loss", "nonsense"),
    ("upsampling", "nonsense"),
]


@pytest.mark.parametrize(("name", "bad"), BAD)
def test_a_bad_value_is_told_at_its_own_field_and_nothing_else_changes(name, bad):
    updates = check(name, **{name: bad})
    assert list(said(updates)) == [name]
    assert said(updates)[name].endswith(".")
    assert not moved(updates)
    assert "value" not in updates[0]


def test_good_values_clear_the_sentences_and_write_the_link():
    updates = check("seed", seed=7)
    assert updates[0] == {"link": "seed=7"}
    assert not said(updates)
    assert not moved(updates), "a field that is right is left to the visitor's fingers"


@pytest.mark.parametrize("dataset", [*POINT_SETS, "drawn"])
def test_points_switch_to_their_network_and_pictures_back(dataset):
    to_points = settle("dataset", USUAL | {"dataset": dataset})
    assert config_from(to_points).is_points
    assert to_points["z_dim"] == 2
    back = settle("dataset", to_points | {"dataset": "fashion_mnist"})
    assert config_from(back) == TrainingConfig()


def test_avatars_get_the_noise_without_which_they_are_not_learned():
    avatars = settle("dataset", USUAL | {"dataset": "avatars"})
    assert avatars["instance_noise"] == 0.2
    assert settle("network", avatars | {"instance_noise": 0.0})["instance_noise"] == 0
    assert config_from(settle("dataset", avatars | {"dataset": "digits"})) == TrainingConfig(
        dataset="digits"
    )


@pytest.mark.parametrize("dataset", ["ring", "avatars", "digits"])
def test_a_link_tells_what_is_usual_for_other_data_from_what_was_chosen(dataset):
    asked = vars(TrainingConfig()) | {"dataset": dataset}
    config = config_from(asked | ({"network": "mlp"} if dataset == "ring" else {}))
    link = train_settings.stage_value(config)["link"]
    assert train_settings.config_of_link(link) == config


def test_what_a_visitor_chose_survives_a_switch():
    chosen = USUAL | {"dataset": "ring", "z_dim": 16, "steps": 123, "seed": 9}
    settled = settle("dataset", chosen)
    assert (settled["z_dim"], settled["steps"], settled["seed"]) == (16, 123, 9)


def test_the_network_for_points_brings_points_and_another_pictures():
    points = settle("network", USUAL | {"network": "mlp"})
    assert config_from(points).is_points
    pictures = settle("network", points | {"network": "dcgan32"})
    assert not config_from(pictures).is_points
    assert pictures["network"] == "dcgan32"


def test_choosing_points_moves_the_network_widget():
    updates = check("dataset", dataset="ring")
    assert moved(updates) == train_settings.FOR_POINTS
    assert not fields_of(updates)["upsampling"]["visible"]


def test_only_what_a_loss_uses_is_shown():
    shown = fields_of(check("loss", loss="wasserstein_gp"))
    assert shown["gradient_penalty"]["visible"]
    assert not shown["weight_clip"]["visible"]


def legal(name):
    metadata = train_settings.FIELDS[name].metadata
    usual = USUAL[name]
    if "names" in metadata:
        return st.sampled_from(metadata["names"])
    if isinstance(usual, bool):
        return st.booleans()
    kind = st.integers if isinstance(usual, int) else st.floats
    return kind(metadata["least"], metadata["most"])


@st.composite
def configs(draw):
    drawn = {name: draw(legal(name)) for name in SETTINGS}
    if drawn["kernel_size"] == 4:
        drawn["upsampling"] = "transposed"
    if drawn["norm_g"] == "none":
        drawn["conditional_norm"] = False
    return config_from(settle("dataset", drawn | {"network": "light28"}))


@settings(deadline=None, max_examples=60)
@given(configs())
def test_a_link_opens_the_settings_it_was_made_of(config):
    updates = train.open_link(train_settings.stage_value(config)["link"])
    assert config_from(moved(updates)) == config
    assert updates[0] == train_settings.stage_value(config)


def test_a_link_carries_only_what_is_not_usual():
    assert train_settings.stage_value(TrainingConfig())["link"] == ""
    assert train_settings.stage_value(TrainingConfig(r1=1))["link"] == "r1=1.0"


def test_a_short_link_to_points_brings_their_network():
    assert moved(train.open_link("dataset=spiral"))["network"] == "mlp"


def test_a_link_may_carry_a_run():
    stage, *_ = train.open_link(f"seed=7&run={RUN}")
    assert stage == {"link": "seed=7"}


@pytest.mark.parametrize(
    "query", ["steps=soon", "batch_size=0", "loss=nonsense", "network=mlp&dataset=digits"]
)
def test_a_link_that_no_run_can_have_is_refused(query):
    with pytest.raises(ValueError, match=query.split("=")[0]):
        train.open_link(query)


def test_a_live_setting_goes_to_the_running_run_once_and_others_do_not():
    runs = OneRun()
    check("learning_rate_d", RUN, runs, learning_rate_d=3e-3)
    check("learning_rate_d", RUN, runs, learning_rate_d=runs.config.learning_rate_d)
    check("width", RUN, runs, width=16)
    assert runs.calls == [("change", RUN, {"learning_rate_d": 3e-3})]


def test_a_run_that_has_ended_takes_no_change():
    runs = OneRun()
    runs.status = "finished"
    check("r1", RUN, runs, r1=1)
    assert runs.calls == []


def test_start_takes_the_place_of_widgets_where_the_page_says_so():
    runs = OneRun()
    asked = event(asked=1, settings={"dataset": "ring", "seed": 3})
    updates = visits(runs).start("", "", asked, page(), *values(r1=2))
    ((_, config),) = runs.calls
    assert (config.dataset, config.network, config.seed, config.r1) == ("ring", "mlp", 3, 2)
    assert moved(updates) == train_settings.FOR_POINTS | {"dataset": "ring", "seed": 3}
