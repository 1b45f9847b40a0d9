"""The seam between the graph and the analysis: where an analysis takes its facts from.

Every analysis asks a `FactSource` and nothing else. `StoredFacts` reads the stored graph,
`GivenFacts` holds facts in memory, and an overlay wraps another source: it filters what that
gives and adds its own, so that any answer can be asked of a graph that is not stored.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from aigeo.influence.facts import Fact, Filters
from aigeo.influence.table import FactTable

Edge = dict[str, Any]
Entity = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Step:
    """Facts that touch a set of entities; `cut` when there were more than one step fetches."""

    facts: list[Fact]
    cut: bool = False


@dataclass(frozen=True, slots=True)
class Claim:
    """What one statement says of a fact: its own dates and qualifiers, with its evidence.

    A fact is one edge though its sources may disagree on shares and dates; ownership looks at
    each claim. `quote` is the text, or the row of the dataset and its cells.
    """

    fact: str
    statement: str
    source: str
    start: str | None
    end: str | None
    status: str
    confidence: float
    quote: str
    qualifiers: Mapping[str, Any]


class FactSource(Protocol):
    """Facts with what an answer says about them. Ids are canonical; unknown ones give nothing."""

    def around(self, ids: Collection[str], filters: Filters, outward: bool) -> Step:
        """Give the facts that lead out of (else into) any of `ids` and that `filters` admit."""

    def at_hand(self) -> bool:
        """Tell whether `table` answers without reading the graph."""

    def table(self, filters: Filters) -> FactTable:
        """Give all facts that `filters` admit, as columns; `max_hops` plays no part."""

    def edges(self, facts: Iterable[Fact]) -> dict[str, Edge]:
        """Give the properties of each edge by fact id, with `subject_name` and `object_name`.

        Every edge has `id`, `quote`, `sources` and `confidence`; the others (`start`, `end`,
        `status`, `item`, `list`, `published`, …) are there where they have a value.
        """

    def claims(self, facts: Iterable[Fact]) -> list[Claim]:
        """Give what current statements say of the facts, once for those that say the same."""

    def entities(self, ids: Iterable[str]) -> dict[str, Entity]:
        """Give `id`, `name`, `aliases`, `type` and `countries` of the known among `ids`."""
