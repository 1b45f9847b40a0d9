"""The guide to mapping tables does what it says."""

from __future__ import annotations

from pathlib import Path

from tests.docs.runner import REPOSITORY, Reader


def test_map_a_table(tmp_path: Path) -> None:
    assert Reader(tmp_path).work_through(REPOSITORY / "docs/how-to/map-a-table.md") >= 9
