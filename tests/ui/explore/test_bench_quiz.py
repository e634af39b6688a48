"""Real or fake, as the page asks for it."""

import json

import pytest
import torch

from explorer.gan.quality.proportion import wilson_interval
from explorer.ui.explore import bench_quiz as bench
from explorer.ui.explore.rounds import Rounds

FASHION = {"generator": "fashion"}


def begin():
    return json.loads(json.dumps(bench.begin_round(FASHION)))


def finish(token, guesses):
    asked = FASHION | {"token": token, "guesses": guesses}
    return json.loads(json.dumps(bench.finish_round(asked)))


def test_a_round_tells_nothing_before_its_end_and_everything_then():
    begun = begin()
    assert begun.keys() == {"images", "token"}
    assert begun["images"]["shape"] == [20, 28, 28, 1]
    guesses = [True] * 8 + [False] * 8 + [None] * 4
    answer = finish(begun["token"], guesses)
    right = sum(g == r for g, r in zip(guesses, answer["real"], strict=True))
    expected = {"right": right, "judged": 16, "interval": list(wilson_interval(right, 16))}
    assert answer["visitor"] == expected
    told = sum(t == r for t, r in zip(answer["taken"], answer["real"], strict=True))
    assert answer["discriminator"]["right"] == told
    assert answer["discriminator"]["judged"] == 20
    assert (answer["shown"], answer["learned"]) == (28, 28)
    assert "Zalando" in answer["licence"]
    assert answer["score"]["distance"] > answer["score"]["floor"]
    assert "is over" in finish(begun["token"], guesses)["problem"]


def test_a_round_without_guesses_has_no_share():
    nothing = {"right": 0, "judged": 0, "interval": [0, 1]}
    assert finish(begin()["token"], [None] * 20)["visitor"] == nothing


def test_the_discriminator_is_measured_on_the_same_pictures():
    taken = torch.tensor([True] * 15 + [False] * 5)
    token = bench.ROUNDS.begin(torch.ones(20, dtype=torch.bool), taken)
    answer = finish(token, [False] * 20)
    assert answer["discriminator"]["right"] == 15
    assert answer["taken"] == taken.tolist()
    assert answer["visitor"]["right"] == 0


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        ({"guesses": []}, "has 20 guesses"),
        ({"guesses": ["real"] * 20}, "true for real"),
        ({"guesses": [True] * 20, "token": "x"}, "is over"),
    ],
)
def test_a_wrong_end_gets_a_sentence(asked, sentence):
    assert sentence in bench.finish_round(FASHION | asked)["problem"]


def test_photographs_that_may_not_be_shown_are_not_played():
    assert "no real pictures" in bench.begin_round({"generator": "cats"})["problem"]


def test_the_oldest_round_makes_room():
    rounds, nothing = Rounds(most=2), torch.zeros(1)
    first, *_ = [rounds.begin(nothing, None) for _ in range(3)]
    with pytest.raises(ValueError, match="is over"):
        rounds.finish(first)
