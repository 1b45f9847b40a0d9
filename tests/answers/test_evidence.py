"""Every hop of every answer can be read in a source; saved queries have their own test."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from aigeo.answers.analyses import ANALYSES
from aigeo.answers.changes import changes
from aigeo.answers.questions import analysis
from aigeo.influence import Filters
from aigeo.store import Store
from tests.queries.world import AS_OF

ASKED: dict[str, list[dict[str, Any]]] = {
    "paths": [
        {"source": ["cc:us"], "target": ["firm:baidu"], "top": 20},
        {"source": ["firm:asml"], "target": ["firm:baidu", "firm:huawei"], "top": 20},
        # Without a path: the misses are hops too.
        {"source": ["firm:baidu"], "target": ["firm:kunlunxin"], "top": 1, "hops": 1},
    ],
    "reach": [
        {"entity": entity, "direction": direction, "sign": "both", "top": 50}
        for entity in ("firm:baidu", "gov:us", "firm:tsmc")
        for direction in ("in", "out")
    ],
    "ownership": [
        {"entity": entity, "rule": rule, "top": 50}
        for entity in ("firm:kunlunxin", "firm:baidu")
        for rule in ("ofac50", "bis50", "control")
    ],
    "chokepoints": [
        {"entity": entity, "top": 50, "substitute": 0.0}
        for entity in ("model:gpt-4", "chip:h100", "firm:nvidia")
    ],
    "stopping_countries": [{"threshold": 10.0, "top": 20}],
}


def hops(answer: Any) -> Iterator[dict[str, Any]]:
    """Give every fact that an answer shows, wherever it stands in it."""
    if hasattr(answer, "paths"):
        answer = [answer.paths, answer.misses]
    if isinstance(answer, dict):
        if {"type", "from", "to", "fact"} <= set(answer):
            yield answer
        for part in answer.values():
            yield from hops(part)
    elif isinstance(answer, list | tuple):
        for part in answer:
            yield from hops(part)


def test_all_analyses_are_asked() -> None:
    assert set(ASKED) == set(ANALYSES)


@pytest.mark.parametrize("kind", ASKED)
def test_every_hop_has_a_quote_and_its_sources(world: Store, kind: str) -> None:
    statuses = ("stated", "alleged", "planned")
    seen = 0
    for given in ASKED[kind]:
        parameters = dict(given)
        filters = Filters(as_of=AS_OF, statuses=statuses, max_hops=parameters.pop("hops", 4))
        for hop in hops(analysis(kind, parameters, filters).document(world)):
            seen += 1
            assert hop["quote"], hop
            assert hop["sources"], hop
            assert 0 < hop["confidence"] <= 1, hop
            told = world.read(
                "MATCH (s:Statement {fact: $fact}) RETURN s.source AS source", {"fact": hop["fact"]}
            )
            assert {row["source"] for row in told} >= set(hop["sources"])
    assert seen >= 3


def test_every_change_has_a_quote_and_its_sources(world: Store) -> None:
    found = changes(world, "2000-01-01")
    assert found
    assert all(change.quote and change.sources and change.date for change in found)
