"""Generators of runs by name, with a stand-in for where runs keep them."""

from types import SimpleNamespace

import pytest
import torch

from explorer.gan.files.weights import save_generator
from explorer.gan.networks.dcgan import NETWORKS, Generator
from explorer.latent import LatentView, list_generators, load_generator
from explorer.runs import NothingSavedError, RunGenerators, UnknownRunError, generator_name
from explorer.runs import generators as module
from explorer.runs.broadcast import watch_token

RUN = "a-run_of-sixteen"


class Shelf:
    """The `generator_folder` of runs: one run with some rungs."""

    def __init__(self, folder):
        self.folder = folder
        self.asked = []
        self.followed = 0

    def add(self, step):
        network = Generator(NETWORKS["light28"](8, 4, 1), torch.Generator().manual_seed(step))
        save_generator(self.folder / str(step), network.eval(), {})

    def follow(self, run_id, since=0):
        self.followed += 1
        if run_id != RUN:
            raise UnknownRunError
        return SimpleNamespace(step=max(int(path.name) for path in self.folder.iterdir()))

    def generator_folder(self, run_id, step=None):
        self.asked.append(step)
        if run_id != RUN:
            raise UnknownRunError
        steps = sorted(int(path.name) for path in self.folder.iterdir())
        if not steps or (step is not None and step not in steps):
            raise NothingSavedError("There is no such rung.")
        return self.folder / str(steps[-1] if step is None else step)


@pytest.fixture
def shelf(tmp_path):
    return Shelf(tmp_path)


def test_a_run_s_generator_is_found_by_a_name_that_a_view_takes(shelf):
    shelf.add(7)
    shelf.add(500)
    generators = RunGenerators(shelf)
    name = generators.open(RUN)
    assert name == generator_name(RUN, 500)
    assert LatentView.from_text(LatentView(generator=name).to_text()).generator == name
    z = torch.randn(2, 8)
    expected = load_generator(shelf.folder / "500").generate(z)
    torch.testing.assert_close(generators.load(name).generate(z), expected, rtol=0, atol=0)
    assert generators.load(name).name == "this run, step 500"
    assert generators.open(RUN, 7) == generator_name(RUN, 7)


def test_a_name_that_is_shared_does_not_hold_what_commands_the_run(shelf):
    shelf.add(7)
    generators = RunGenerators(shelf)
    name = generators.open(RUN)
    assert RUN not in name
    assert generators.load(f"{name.removesuffix('-7')}-now").fixed_name == name
    with pytest.raises(ValueError, match="gone"):
        RunGenerators(shelf).load(name)  # a server that has not heard of the run yet
    assert watch_token(RUN) not in name


def test_whoever_explores_keeps_a_generator_whose_rung_is_gone(shelf):
    shelf.add(7)
    generators = RunGenerators(shelf)
    name = generators.open(RUN, 7)
    kept = generators.load(name)
    for file in (shelf.folder / "7").iterdir():
        file.unlink()
    assert generators.load(name) is kept


class Clock:
    now = 0.0

    def __call__(self):
        return self.now


def test_a_run_as_it_is_now_is_looked_for_anew_but_not_by_every_page(shelf):
    clock = Clock()
    generators, name = RunGenerators(shelf, clock), f"run-{RUN}-now"
    assert LatentView.from_text(LatentView(generator=name).to_text()).generator == name
    shelf.add(7)
    assert generators.load(name).run_step == 7
    shelf.add(8)
    clock.now = module.LIVE_SECONDS * 0.9
    assert generators.load(name).run_step == 7
    assert shelf.followed == 1
    clock.now = module.LIVE_SECONDS * 1.1
    assert generators.load(name).run_step == 8
    assert shelf.followed == 2


def test_a_run_that_stands_still_stays_the_same_object(shelf):
    clock = Clock()
    generators, name = RunGenerators(shelf, clock), f"run-{RUN}-now"
    shelf.add(7)
    first = generators.load(name)
    clock.now = 10
    assert generators.load(name) is first
    assert shelf.asked == [None]


def test_what_was_seen_of_a_run_as_it_was_has_a_name_of_its_own(shelf):
    clock = Clock()
    generators = RunGenerators(shelf, clock)
    shelf.add(7)
    seen = generators.load(f"run-{RUN}-now")
    (shelf.folder / "7").rename(shelf.folder / "9")  # the run has gone on and thinned its rungs
    assert generators.load(seen.fixed_name) is seen
    clock.now = 10
    assert generators.load(f"run-{RUN}-now").run_step == 9
    assert generators.load(seen.fixed_name) is seen


def test_a_run_that_is_gone_stays_as_it_was_last_seen(shelf, monkeypatch):
    clock = Clock()
    generators = RunGenerators(shelf, clock)
    shelf.add(7)
    seen = generators.load(f"run-{RUN}-now")
    clock.now = 10
    monkeypatch.setattr(shelf, "follow", lambda _: (_ for _ in ()).throw(UnknownRunError))
    assert generators.load(f"run-{RUN}-now") is seen


def test_memory_is_bounded(shelf, monkeypatch):
    monkeypatch.setattr(module, "MOST_LOADED", 2)
    for step in (1, 2, 3):
        shelf.add(step)
    generators = RunGenerators(shelf)
    for step in (1, 2, 1, 3, 1):
        generators.load(f"run-{RUN}-{step}")
    assert shelf.asked == [1, 2, 3]
    generators.load(f"run-{RUN}-2")
    assert shelf.asked == [1, 2, 3, 2]


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        (generator_name("nobody-knows-this", 3), r"^This run is gone: start a new one\.$"),
        (generator_name("nobody-knows-this", None), r"^This run is gone: start a new one\.$"),
        (f"run-{RUN}-8", r"^There is no such rung\.$"),
        (f"run-{RUN}-007", "There is no generator named 'run-a-run_of-sixteen-007'"),
        (f"run-{RUN}-", "There is no generator named"),
        (f"run-{RUN}-1/../..", "There is no generator named"),
        ("run-../../../etc/passwd-1", "There is no generator named"),
        ("", "There is no generator named"),
    ],
)
def test_a_name_of_nothing_is_one_sentence(shelf, name, sentence):
    shelf.add(7)
    with pytest.raises(ValueError, match=sentence):
        RunGenerators(shelf).load(name)


def test_a_damaged_rung_is_one_sentence(shelf):
    shelf.add(7)
    (shelf.folder / "7" / "generator.safetensors").write_bytes(b"no")
    with pytest.raises(ValueError, match="SHA-256 differs"):
        RunGenerators(shelf).open(RUN, 7)


def test_pretrained_generators_are_found_as_ever(shelf):
    for name in list_generators():
        assert RunGenerators(shelf).load(name) is load_generator(name)
