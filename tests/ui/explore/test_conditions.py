"""One z under each condition, as Explore shows it and as its tools ask for it."""

from dataclasses import asdict

import pytest
import torch

from explorer.gan.config import TrainingConfig
from explorer.gan.files.weights import save_generator
from explorer.gan.systems.conditional import build_generator
from explorer.latent import LatentView, read_generator
from explorer.latent.units import UnitEdit
from explorer.ui.components.explore.conditions import conditions_view, one_answer_each
from explorer.ui.explore.answers import answer, film, surround

CONFIG = TrainingConfig(
    system="conditional_gan", network="tiny16", width=4, z_dim=6, embedding_dim=3
)


@pytest.fixture(scope="module")
def load(tmp_path_factory):
    network = build_generator(CONFIG, 1, torch.Generator().manual_seed(0))
    for conv in network.stack.convs:
        torch.nn.init.normal_(conv.weight, 0, 0.3)
    folder = tmp_path_factory.mktemp("clothes")
    save_generator(folder, network.eval(), {"training": asdict(CONFIG)})
    generator = read_generator(folder, "clothes")
    return lambda name: generator


def test_each_answer_takes_the_whole_of_its_question_and_leaves_the_others():
    rows = one_answer_each(torch.tensor([0.3, 0.7, 0.0, 0.0, 1.0]), (2, 3))
    assert rows[:2, :2].tolist() == [[1, 0], [0, 1]]
    assert rows[:2, 2:].tolist() == [[0, 0, 1]] * 2
    assert torch.equal(rows[2:, 2:], torch.eye(3))
    torch.testing.assert_close(rows[2:, :2], torch.tensor([[0.3, 0.7]] * 3))


def test_one_z_is_shown_under_every_class(load):
    shown = conditions_view(LatentView(generator="clothes", condition=((4, 1.0),)), load=load)
    (question, answers), *_ = shown["questions"]
    assert (question, answers[0]) == ("class", "T-shirt")
    assert shown["images"]["shape"][0] == len(answers) == 10
    assert shown["row"] == torch.eye(10)[4].tolist()


def test_changed_units_change_the_pictures_of_all_classes(load):
    view = LatentView(generator="clothes")
    changed = LatentView(generator="clothes", units=(UnitEdit(layer=1, unit=0, factor=9.0),))
    before, after = (conditions_view(v, load=load)["images"]["bytes"] for v in (view, changed))
    assert before != after


def test_the_page_gets_them_with_the_surroundings(load):
    view = {"generator": "clothes", "condition": [[2, 0.5], [3, 0.5]]}
    answered = surround({"view": view, "condition": view["condition"]}, load=load)
    assert answered["conditions"]["row"][2:4] == [0.5, 0.5]


def test_a_tool_that_names_a_generator_alone_works_under_the_condition_on_stage(load):
    seen = answer(lambda request, *, load: {"image": load("clothes").generate(torch.zeros(1, 6))})
    plain, coat = (
        seen({"condition": condition}, load=load)["image"] for condition in ([], [[4, 1]])
    )
    assert not torch.equal(plain, coat)


def test_what_is_no_condition_is_answered_with_a_sentence(load):
    problem = surround({"view": {"generator": "clothes"}, "condition": "coat"}, load=load)
    assert "answer" in problem["problem"]


def test_a_film_says_what_each_frame_asks_for(load):
    views = [{"generator": "clothes", "condition": [[place, 1]]} for place in (1, 4)]
    made = film({"views": views, "path": "slerp"}, load=load)
    assert made["conditions"][0] == [(1, 1.0)]
    assert made["conditions"][-1] == [(4, 1.0)]
    assert len(made["conditions"]) == made["frames"]["shape"][0]
