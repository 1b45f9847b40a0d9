"""Analyses that can be asked again from plain parameters, as a receipt holds them.

Those that load scipy are imported when they are asked.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from aigeo.influence import Answer, Filters, paths
from aigeo.influence.paths import DIVERSITY
from aigeo.influence.plugins import load_score
from aigeo.influence.source import FactSource

Row = dict[str, Any]
Parameters = dict[str, Any]
DEFAULT = "default"
"""Name of the score that analyses use unless another is asked for."""


@dataclass(frozen=True, slots=True)
class Analysis:
    """How an analysis is asked with plain parameters, which rows it has, what they are about."""

    ends: tuple[str, ...]
    answer: Callable[[FactSource, Parameters], Any]
    rows: Callable[[Any], list[Row]]
    about: Callable[[Row], Any]


def _filters(parameters: Parameters) -> Filters:
    given: dict[str, Any] = {
        key: tuple(value) if isinstance(value, list) else value
        for key, value in parameters["filters"].items()
    }
    return Filters(**given)


def _paths(facts: FactSource, p: Parameters) -> Answer:
    weigh = load_score(p.get("score", DEFAULT))
    wanted = _filters(p), p["top"], weigh, p.get("diversity", DIVERSITY)
    return paths(facts, p["source"], p["target"], *wanted)


def _reach(facts: FactSource, p: Parameters) -> list[Row]:
    from aigeo.influence.reach import reach

    weigh = load_score(p.get("score", DEFAULT))
    return reach(facts, p["entity"], _filters(p), p["direction"], p["sign"], p["top"], weigh)


def _ownership(facts: FactSource, p: Parameters) -> Row:
    from aigeo.influence.ownership import ownership

    return ownership(facts, p["entity"], p["rule"], _filters(p), p["top"])


def _owned(found: Row) -> list[Row]:
    verdict = {"part": "verdict", **{key: found[key] for key in ("blocked", "because")}}
    return [verdict, *({"part": "owner", **owner} for owner in found["owners"])]


def _chokepoints(facts: FactSource, p: Parameters) -> Row:
    from aigeo.influence.chokepoints import chokepoints

    return chokepoints(facts, p["entity"], _filters(p), p["top"], p["substitute"])


def _choked(found: Row) -> list[Row]:
    return [
        *({"part": "loss", **row} for row in found["bottlenecks"]),
        *({"part": "cut", "id": level, **cut} for level, cut in found["cuts"].items()),
    ]


def _countries(facts: FactSource, p: Parameters) -> Row:
    from aigeo.influence.chokepoints import stopping_countries

    return stopping_countries(facts, _filters(p), p["threshold"], p["top"])


def _part(row: Row) -> Any:
    return row.get("part"), row.get("id")


ANALYSES: dict[str, Analysis] = {
    "paths": Analysis(
        ("source", "target"), _paths, lambda found: found.paths,
        lambda row: tuple(hop["fact"] for hop in row["hops"]),
    ),
    "reach": Analysis(("entity",), _reach, lambda found: found, _part),
    "ownership": Analysis(("entity",), _ownership, _owned, _part),
    "chokepoints": Analysis(("entity",), _chokepoints, _choked, _part),
    "stopping_countries": Analysis((), _countries, lambda found: found["countries"], _part),
}  # fmt: skip
"""Analyses that can be asked again; one more is a line here."""
