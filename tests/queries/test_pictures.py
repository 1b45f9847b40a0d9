"""The pictures beside the saved queries are those of their answers."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree

from aigeo.queries import catalogue
from aigeo.queries.reference import PICTURES
from aigeo.resources import base_dir
from aigeo.store import Store
from scripts.draw_queries import pictures, stale


def test_the_pictures_are_fresh(world: Store, tmp_path: Path) -> None:
    drawn = dict(pictures(world, tmp_path))
    assert stale(drawn) == [], "run: python scripts/draw_queries.py"
    assert drawn.keys() == catalogue(world.settings).keys()


@pytest.mark.parametrize("name", ["influence-paths", "owners", "revolving-door"])
def test_a_picture_shows_entities_and_evidence(name: str) -> None:
    text = (base_dir() / PICTURES.with_stem(name)).read_text(encoding="utf-8")
    root = etree.fromstring(text.encode())
    titles = [e.text for e in root.iter("{http://www.w3.org/2000/svg}title")]
    assert any("ledger-" in str(title) for title in titles)
