"""Tools that analyse the graph, and that ask it under other assumptions."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import Annotated, Any, Literal

from pydantic import Field

from aigeo.answers import asked
from aigeo.influence import StoredFacts
from aigeo.influence.text import EFFECTS, chain
from aigeo.mcp.answers import OF_HOP
from aigeo.mcp.citing import cited, sources
from aigeo.store import Store

Answer = dict[str, Any]
ROWS = 100
"""Most rows of an answer under other assumptions."""
Name = Annotated[str, Field(min_length=1, max_length=500, description="An id or any name.")]
Hops = Annotated[int, Field(ge=1, le=6, description="The longest chain.")]
Top = Annotated[int, Field(ge=1, le=50)]
Day = Annotated[
    date | None, Field(description="The day on which facts must hold, YYYY-MM-DD.")
]  # fmt: skip
Asked = Annotated[
    asked.Asked,
    Field(description="`kind` says what is asked: paths, reach, chokepoints, ownership or query."),
]


def tools(store: Store) -> list[tuple[str, Callable[..., Answer]]]:
    """Give the tools with their titles."""

    def reach(
        entity: Name,
        direction: Literal["in", "out"] = "in",
        sign: Literal["constrain", "enable", "both"] = "both",
        max_hops: Hops = 4,
        top: Top = 10,
        as_of: Day = None,
        min_confidence: Annotated[float, Field(ge=0, le=1)] = 0.0,
    ) -> Answer:
        """Rank who has leverage on an entity (`in`), or on whom it has leverage (`out`).

        Each row has the strongest chain as explanation, with citations for each hop.
        """
        from aigeo.influence.reach import reach as ranked

        wanted = asked.AskedReach(
            kind="reach", entity=entity, direction=direction, sign=sign, max_hops=max_hops,
            top=top, as_of=as_of, min_confidence=min_confidence,
        )  # fmt: skip
        question = wanted.question(store)
        id = question.parameters["entity"]
        rows = ranked(StoredFacts(store), id, wanted.filters(), direction, sign, top)
        known = _sources(store, (hop for row in rows for hop in row["path"]["hops"]))
        return {
            "entity": id,
            "rows": [
                {
                    **{key: row[key] for key in ("id", "name", "type", "score")},
                    "effect": EFFECTS[row["path"]["sign"]],
                    "chain": chain(row["path"]),
                    "hops": _hops(row["path"]["hops"], known),
                }
                for row in rows
            ],
        }

    def choke_points(
        entity: Name,
        max_hops: Hops = 4,
        top: Top = 10,
        substitute: Annotated[
            float, Field(ge=0, le=100, description="Least share of a maker that can stand in.")
        ] = 0.0,
        as_of: Day = None,
    ) -> Answer:
        """Tell on whom an entity's supply hangs: `loss` is the percentage that goes with each.

        `cuts` has the smallest sets of firms, countries and items whose loss leaves nothing.
        """
        from aigeo.influence.chokepoints import chokepoints

        wanted = asked.AskedChokepoints(
            kind="chokepoints", entity=entity, max_hops=max_hops, top=top, substitute=substitute,
            as_of=as_of,
        )  # fmt: skip
        id = wanted.question(store).parameters["entity"]
        found = chokepoints(StoredFacts(store), id, wanted.filters(), top, substitute)
        known = _sources(store, (hop for row in found["bottlenecks"] for hop in row["hops"]))
        return {
            **{key: found[key] for key in ("entity", "name", "as_of", "cuts")},
            "bottlenecks": [
                {**row, "hops": _hops(row["hops"], known)} for row in found["bottlenecks"]
            ],
            "concentration": [
                {key: row[key] for key in ("item", "name", "by_maker", "by_country")}
                for row in found["concentration"]
            ],
        }

    def known_at(question: Asked, day: date) -> Answer:
        """Answer from what sources had said by the end of a day, as the graph was known then."""
        return asked.known_at(store, question, day, ROWS)

    def what_if(
        question: Asked,
        overlay: Annotated[
            dict[str, Any],
            Field(
                description='Facts to suppose: {"add": [{"type", "subject", "object"}], '
                '"remove": [{"type", "subject", "object"} or {"fact"}], "entities": [{"type", '
                '"name"}]}. The graph is left as it is.'
            ),
        ],
    ) -> Answer:
        """Tell what an answer would be with facts added or removed: its rows that differ."""
        return asked.what_if(store, question, overlay, ROWS)

    return [
        ("Who has leverage", reach),
        ("Choke points", choke_points),
        ("As it was known", known_at),
        ("What if", what_if),
    ]


def _sources(store: Store, hops: Iterable[Answer]) -> dict[str, Answer]:
    return sources(store, (source for hop in hops for source in hop["sources"] or ()))


def _hops(hops: Iterable[Answer], known: dict[str, Answer]) -> list[Answer]:
    return [
        {**{key: hop.get(key) for key in OF_HOP}, "citations": cited(hop, known)} for hop in hops
    ]
