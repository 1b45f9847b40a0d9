"""Every shipped loader passes its own check on its sample."""

from __future__ import annotations

import pytest

from aigeo.config import Settings
from aigeo.load.checking import check_loader
from aigeo.load.registry import loaders

# What reads aigeo's own exports is tested by writing and reading them (tests/export).
LOADERS = {
    name: loader
    for name, loader in loaders(Settings.from_env({})).items()
    if not name.startswith("aigeo-")
}


@pytest.mark.parametrize("name", sorted(LOADERS))
def test_a_loader_passes_on_its_sample(name: str) -> None:
    checks = check_loader(Settings.from_env({}), LOADERS[name])
    assert checks
    for check in checks:
        assert check.failures == []
        assert check.emitted > 0
        # Every column is used, or declared with a reason why not.
        assert not [w for w in check.warnings if "columns not read" in w]
        # Whatever is rejected says which row of which file.
        assert all(r.file and r.row for r in check.rejections)


@pytest.mark.parametrize(
    "name",
    sorted(
        name
        for name, loader in LOADERS.items()
        if loader.spec.kind != "export"  # there each source says so itself
        and name not in {"table", "article", "ftm", "kgx", "wikidata"}
    ),
)
def test_a_source_says_who_publishes_it_and_on_what_terms(name: str) -> None:
    spec = LOADERS[name].spec
    assert all((spec.title, spec.publisher, spec.url, spec.licence, spec.updates))
    assert spec.commercial_use is not None
    assert spec.assertions.get("entities")
    assert spec.assertions.get("withdrawn_max") is not None
    # A column is left out for a reason.
    assert all(reason for file in spec.files for reason in file.ignore.values())
