"""Every shipped selector runs, on both engines, and is read-only."""

from __future__ import annotations

import pytest

from aigeo.config import Settings
from aigeo.errors import NotFoundError
from aigeo.queries import lint
from aigeo.queries.selectors import select, selectors
from aigeo.store import Store
from tests.queries.world import AS_OF

NAMES = sorted(selectors(Settings.from_env({})))
EXPECTED = {
    "chip-makers": ["firm:tsmc"],
    "sanctioned-parties": ["firm:huawei", "firm:rosfab"],
    "us-authorities": None,
    "us-ai-labs": None,
    "chinese-ai-labs": None,
}


@pytest.mark.parametrize("name", NAMES)
def test_each_selector_on_the_world(world: Store, name: str) -> None:
    query = selectors(world.settings)[name]
    faults = lint(query.path.read_text("utf-8"))
    # A selector names a set; the evidence is in the answers about it.
    assert not [fault for fault in faults if "carries its evidence" not in fault]
    try:
        found = select(world, world.settings, f"@{name}", AS_OF)
    except NotFoundError as error:
        found = []
        assert "names nobody" in str(error)
    expected = EXPECTED[name]
    if expected is not None:
        assert found == expected
