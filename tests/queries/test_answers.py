"""Each saved query gives the answers that are known of the hand-made world, on both engines."""

from __future__ import annotations

import pytest

from aigeo.queries import catalogue, run
from aigeo.resources import queries_dir
from aigeo.store import Store
from tests.queries.answers import ANSWERS, Known
from tests.queries.world import AS_OF

EVIDENCE = (("quote", "quotes"), ("sources",), ("date", "dates"))
FULL = [next(k for k in ANSWERS if k.query == name and k.rows)
        for name in sorted({k.query for k in ANSWERS if k.rows})]  # fmt: skip


@pytest.mark.parametrize("known", ANSWERS, ids=[f"{k.query}-{i}" for i, k in enumerate(ANSWERS)])
def test_the_answer_is_the_known_one(world: Store, known: Known) -> None:
    query = catalogue(world.settings)[known.query]
    found = run(world, query, {"as_of": AS_OF, **known.ask})
    assert [[row[c] for c in known.columns] for row in found] == known.rows
    for row in found:
        assert list(row) == list(query.columns)


def test_every_query_has_a_known_answer_that_is_not_empty() -> None:
    assert {k.query for k in FULL} == {path.stem for path in queries_dir().glob("*.cypher")}


def test_there_are_at_least_forty_queries() -> None:
    assert len(FULL) >= 40


@pytest.mark.parametrize("known", FULL, ids=[k.query for k in FULL])
def test_every_row_carries_its_evidence(world: Store, known: Known) -> None:
    query = catalogue(world.settings)[known.query]
    for row in run(world, query, {"as_of": AS_OF, **known.ask}):
        for names in EVIDENCE:
            column = next(n for n in names if n in row)
            if known.query == "timeline" and column == "date":
                assert row["date"] or row["read"]
            else:
                assert row[column], column
                assert None not in (row[column] if isinstance(row[column], list) else [1])
