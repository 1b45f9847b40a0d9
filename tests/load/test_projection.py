"""What statements add up to, computed without a graph."""

from __future__ import annotations

from typing import Any

import pytest

from aigeo.load.projection import project_relation
from aigeo.model.vocabulary import vocabulary

SOURCES = {"s": {"id": "s", "title": "S"}}


def stint(number: int, start: str | None, end: str | None) -> dict[str, Any]:
    return {
        "id": f"st:{number}", "kind": "relation", "type": "WORKS_FOR", "source": "s",
        "confidence": 0.9, "status": "stated", "qualifiers": "{}", "start": start, "end": end,
        "quote": "words", "first_seen": "2026-01-01",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("stints", "end"),
    [
        ([("2019", "2021")], "2021"),
        ([("2019", "2021"), ("2023-05", None)], None),
        ([("2019", "2021"), ("2020", None)], "2021"),
        ([("2019", "2021"), (None, None)], "2021"),
        ([("2019", "2021"), ("2022", "2024")], "2024"),
        ([("2019", None)], None),
    ],
)
def test_a_fact_lasts_to_its_latest_end_unless_a_later_stint_is_open(
    stints: list[tuple[str | None, str | None]], end: str | None
) -> None:
    statements = [stint(n, *dates) for n, dates in enumerate(stints)]
    edge = project_relation(
        "f:1", statements, SOURCES, vocabulary().relation_types["WORKS_FOR"], {}
    )
    assert edge is not None
    assert edge.get("end") == end
    assert (edge.get("valid_to") is None) == (end is None)
