import shutil

import pytest
import torch

from explorer.gan.files.weights import WeightsError, add_extra
from explorer.latent import (
    DIRECTIONS,
    describe_directions,
    direction_kinds,
    find_directions,
    load_generator,
    read_generator,
    variance_shares,
)
from explorer.latent.layer_directions import (
    LAYERS,
    find_layer_directions,
    pack_layer_directions,
    regressed_components,
)

SPANNING = ("principal", "raw_z")


@pytest.mark.parametrize("kind", SPANNING)
def test_directions_are_orthonormal(grey, kind):
    rows = find_directions(grey, kind)
    assert torch.allclose(rows @ rows.T, torch.eye(len(rows)), atol=1e-5)


def test_principal_directions_are_ranked_by_measured_variance(grey):
    steps = torch.randn(500, 1, generator=torch.Generator().manual_seed(0))
    module = grey.module
    rows = find_directions(grey, "principal")
    measured = []
    for row in rows:
        along = steps * row  # z that vary along this direction alone
        response = module.norms[0](module.convs[0](along[:, :, None, None]))
        measured.append(float(response.var(dim=0).sum()))
    assert measured == sorted(measured, reverse=True)


def test_no_direction_moves_the_first_layer_more_than_the_first_principal_one(grey):
    probe = torch.randn(200, grey.z_dim, generator=torch.Generator().manual_seed(0))
    probe = torch.cat([find_directions(grey, "principal")[:1], probe / probe.norm(dim=1)[:, None]])
    module = grey.module
    response = module.norms[0](module.convs[0](probe[:, :, None, None]))
    at_zero = module.norms[0](module.convs[0](torch.zeros(1, grey.z_dim, 1, 1)))
    assert (response - at_zero).square().sum(dim=(1, 2, 3)).argmax() == 0


def test_principal_directions_have_a_fixed_sign(grey):
    rows = find_directions(grey, "principal")
    assert (rows.gather(1, rows.abs().argmax(dim=1, keepdim=True)) > 0).all()


@pytest.mark.parametrize("kind", SPANNING)
def test_variance_shares_sum_to_one(grey, kind):
    assert variance_shares(grey, kind).sum() == pytest.approx(1, abs=1e-5)


def test_principal_shares_fall(grey):
    shares = variance_shares(grey, "principal")
    assert (shares.diff() <= 1e-7).all()


@pytest.mark.parametrize("kind", DIRECTIONS)
def test_every_kind_is_there_or_says_why_not(grey, kind):
    if kind not in direction_kinds(grey):
        with pytest.raises(ValueError, match="grey"):
            find_directions(grey, kind)
        return
    rows = find_directions(grey, kind)
    assert torch.allclose(rows.norm(dim=1), torch.ones(len(rows)), atol=1e-5)
    assert len(describe_directions(grey, kind)) == len(rows)


@pytest.mark.parametrize("kind", ["principal", "layers", "raw_z"])
def test_a_step_and_the_same_step_back_return(grey, kind):
    z = torch.randn(4, grey.z_dim, generator=torch.Generator().manual_seed(0))
    before = grey.generate(z)
    for row in find_directions(grey, kind)[:5]:
        moved = z + 3 * row
        assert (grey.generate(moved) - before).abs().max() > 1e-4
        assert torch.allclose(grey.generate(moved - 3 * row), before, atol=1e-5)


def test_components_of_a_linear_response_are_its_singular_vectors():
    rng = torch.Generator().manual_seed(0)
    z = torch.randn(600, 6, generator=rng)
    left, right = (
        torch.linalg.qr(torch.randn(n, n, generator=rng)).Q[:, :6].contiguous() for n in (40, 6)
    )
    scales = torch.tensor([6.0, 5, 4, 3, 2, 1])
    rows, shares = regressed_components(z, z @ (left * scales @ right.T).T, 10)
    assert rows.shape == (6, 6)
    assert ((rows @ right).diagonal().abs() > 0.9).all()
    assert torch.allclose(shares, scales**2 / (scales**2).sum(), atol=0.05)


def test_layer_directions_go_layer_by_layer_strongest_first(grey):
    found = find_layer_directions(grey, 64)
    notes = describe_directions(grey, "layers")
    assert found.layers.unique().tolist() == list(range(1, len(grey.layers)))
    for layer in found.layers.unique():
        assert (found.shares[found.layers == layer].diff() <= 1e-7).all()
    assert [note.component for note in notes if note.layer == 1] == list(range(10))


def test_a_strong_layer_direction_moves_its_layer_more_than_a_random_one(grey):
    rng = torch.Generator().manual_seed(5)
    z = torch.randn(64, grey.z_dim, generator=rng)
    found = find_layer_directions(grey)
    for layer in (1, 2):
        strongest = found.rows[found.layers == layer][0]
        random = torch.nn.functional.normalize(torch.randn(20, grey.z_dim, generator=rng))

        def moved(row, layer=layer):
            ends = [grey.activations(z + side * row)[layer] for side in (-2, 2)]
            return (ends[1] - ends[0]).mean(0).norm()

        assert moved(strongest) > torch.stack([moved(row) for row in random]).median()


def test_stored_layer_directions_are_used_and_checked(pretrained, tmp_path):
    folder = tmp_path / "grey"
    shutil.copytree(pretrained / "grey", folder)
    found = find_layer_directions(load_generator(pretrained / "grey"), 64, seed=7)
    add_extra(folder, LAYERS, pack_layer_directions(found), {})
    stored = read_generator(folder, "stored")
    assert torch.equal(find_directions(stored, "layers"), found.rows)
    (folder / LAYERS).write_bytes(b"something else")
    with pytest.raises(WeightsError, match="layers.safetensors"):
        find_directions(read_generator(folder, "changed"), "layers")
