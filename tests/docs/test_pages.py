"""Every page whose examples are meant to be typed is worked through as a reader would."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.docs.runner import REPOSITORY, Reader

TYPED = re.compile(r"^```(?:console|python)", re.M)
NOT_TO_BE_TYPED = {
    # A sketch of the contract between packages, not a program.
    "docs/architecture.md",
}


def pages() -> list[str]:
    """Give README.md and the pages under docs/ that have examples to type, as relative paths."""
    found = [REPOSITORY / "README.md", *sorted((REPOSITORY / "docs").rglob("*.md"))]
    names = [p.relative_to(REPOSITORY).as_posix() for p in found if TYPED.search(p.read_text())]
    return [name for name in names if name not in NOT_TO_BE_TYPED]


@pytest.mark.parametrize("page", pages())
def test_a_reader_gets_what_the_page_shows(page: str, tmp_path: Path) -> None:
    reader = Reader(tmp_path)
    try:
        assert reader.work_through(REPOSITORY / page) > 0
    finally:
        reader.stop_what_runs()


def test_the_pages_for_each_kind_of_user_are_among_them() -> None:
    assert {"README.md", "docs/quick-start.md", "docs/tutorials/analyst.md"} <= set(pages())
