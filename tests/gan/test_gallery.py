"""Each recipe is trained for real, which takes most of the time that the tests of gan take."""

from dataclasses import asdict
from functools import cache
from typing import get_args

import numpy as np
import pytest

from explorer.gan import TrainingSession
from explorer.gan.doctor import Name, diagnose, follow_up
from explorer.gan.gallery import RECIPES
from explorer.gan.quality import Judge

CURED_AFTER = {"oscillation": 1000, "mode_collapse": 1000, "mode_collapse_digits": 500}
"""Recipe → steps after which the change that the doctor offers has shown what it does. Of the
others docs/quality.md tells: they need a new run, or more time than a test has."""


class Watched:
    """A session with everything that the doctor reads."""

    def __init__(self, recipe):
        few = 2000 if recipe.config.is_points else 300  # what is looked for is not subtle
        self.session = TrainingSession(recipe.config, "cpu")
        self.judge, self.every = Judge(recipe.config, n=few), recipe.score_every
        self.history, self.scores = [], []

    def train(self, steps):
        for _ in range(steps):
            snapshot = self.session.step()
            self.history.append(asdict(snapshot))
            if self.every and snapshot.step % self.every == 0:
                score = asdict(self.judge.judge(self.session))
                self.scores.append({"step": snapshot.step} | score)

    def columns(self):
        return tuple(
            {
                name: np.array([np.nan if row[name] is None else row[name] for row in rows])
                for name in (rows[0] if rows else ())
                if not isinstance(rows[0][name], str)
            }
            for rows in (self.history, self.scores)
        )

    def diagnoses(self):
        return diagnose(*self.columns(), self.session.config)


@cache
def trained(name):
    run = Watched(RECIPES[name])
    run.train(RECIPES[name].steps)
    return run


def test_there_is_a_recipe_for_every_diagnosis_and_some_without_any():
    assert set(get_args(Name)) == set().union(*(recipe.sees for recipe in RECIPES.values()))
    healthy = [recipe.config for recipe in RECIPES.values() if not recipe.sees]
    assert {config.is_points for config in healthy} == {True, False}


def test_a_failure_is_named_after_what_is_seen():
    failures = {name: recipe.sees for name, recipe in RECIPES.items() if recipe.sees}
    assert all(name.startswith(tuple(sees)) for name, sees in failures.items())


@pytest.mark.parametrize("name", RECIPES)
def test_the_doctor_sees_in_each_recipe_what_it_should_and_nothing_else(name):
    assert {found.name for found in trained(name).diagnoses()} == RECIPES[name].sees


@pytest.mark.parametrize("name", CURED_AFTER)
def test_the_change_that_the_doctor_offers_cures(name):
    run = trained(name)
    (found,) = run.diagnoses()
    changed_at = run.session.steps_done
    run.session.change(**found.change)
    run.train(CURED_AFTER[name])
    outcome = follow_up(found, changed_at, *run.columns(), run.session.config)
    assert outcome.worked, outcome
