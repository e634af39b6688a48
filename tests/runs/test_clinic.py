from types import SimpleNamespace

import pytest

from explorer.gan import TrainingConfig
from explorer.gan.doctor import Diagnosis, Outcome
from explorer.runs import checkpoint, clinic
from explorer.runs.backend import Treatment
from explorer.runs.clinic import Clinic, prescription

CONFIG = TrainingConfig()
SWING = Diagnosis(name="oscillation", since=40, evidence={"swing": 0.2}, change={"r1": 1.0})
COLLAPSE = Diagnosis(
    name="mode_collapse", since=60, evidence={"modes": 1}, change={"loss": "hinge", "augment": True}
)


@pytest.fixture
def doctor(monkeypatch):
    """A doctor who says what he is told to."""
    says = SimpleNamespace(diagnoses=[], outcome=None)
    monkeypatch.setattr(clinic, "diagnose", lambda *_: says.diagnoses)
    monkeypatch.setattr(clinic, "follow_up", lambda *asked: says.asked(*asked) or says.outcome)
    says.asked = lambda *asked: None
    return says


def examine(visits):
    return visits.examine({}, {}, CONFIG)


def test_only_a_new_answer_is_worth_telling(doctor):
    visits = Clinic()
    assert not examine(visits)
    doctor.diagnoses = [SWING]
    assert examine(visits)
    assert visits.diagnoses == (SWING,)
    assert not examine(visits)
    doctor.diagnoses = []
    assert examine(visits)


@pytest.mark.parametrize(
    ("settings", "found"),
    [
        ({"r1": 1.0}, SWING),
        ({"r1": 2.0}, None),
        ({"loss": "hinge", "augment": True, "flip": True}, COLLAPSE),
        ({"loss": "hinge"}, None),
        ({}, None),
    ],
)
def test_a_prescription_is_followed_wholly_or_not_at_all(settings, found):
    assert prescription((SWING, COLLAPSE), settings) == found


def test_whether_a_change_has_helped_is_asked_until_it_is_known_and_after(doctor):
    visits = Clinic()
    doctor.diagnoses = [SWING, COLLAPSE]
    examine(visits)
    visits.note(70, {"flip": True})
    assert visits.treatment is None
    visits.note(80, {"r1": 1.0})
    assert visits.treatment == Treatment(diagnosis=SWING, step=80, outcome=None)
    assert not examine(visits)
    for gone in (False, True, False):
        doctor.outcome = Outcome(gone=gone, before=0.5, after=0.2)
        assert examine(visits)
        assert visits.treatment.outcome == doctor.outcome
        assert not examine(visits)


def test_the_doctor_is_asked_about_what_was_treated_and_when(doctor):
    asked = []
    doctor.asked = lambda *more: asked.append(more)
    visits = Clinic()
    doctor.diagnoses = [SWING]
    examine(visits)
    visits.note(80, {"r1": 1.0})
    visits.examine({"step": 1}, {"step": 2}, CONFIG)
    assert asked == [(SWING, 80, {"step": 1}, {"step": 2}, CONFIG)]


@pytest.mark.parametrize(
    ("treated", "outcome"),
    [(False, None), (True, None), (True, Outcome(gone=True, before=0.5, after=None))],
)
def test_visits_survive_a_checkpoint(doctor, tmp_path, treated, outcome):
    visits = Clinic()
    doctor.diagnoses = [SWING, COLLAPSE]
    examine(visits)
    if treated:
        visits.note(80, {"r1": 1.0})
        doctor.outcome = outcome
        examine(visits)
    checkpoint.save(tmp_path / "file", visits.state_dict())
    again = Clinic()
    again.load_state_dict(checkpoint.load(tmp_path / "file"))
    assert (again.diagnoses, again.treatment) == (visits.diagnoses, visits.treatment)
