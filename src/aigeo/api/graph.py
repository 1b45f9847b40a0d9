"""A graph to ask questions of, for programs and notebooks."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from aigeo.api.asking import AskingRows, Day, Known, WhatIf, day_of, filters_of
from aigeo.api.results import Entity, Rows
from aigeo.config import Settings

if TYPE_CHECKING:
    import networkx as nx

    from aigeo.answers.verify import Verified
    from aigeo.store import Store


class Graph(AskingRows):
    """The graph as it is; made by `aigeo.open`. Closes itself in a `with` statement."""

    def __init__(self, settings: Settings) -> None:
        super().__init__(self)
        self.settings = settings

    @cached_property
    def store(self) -> Store:
        """The store below, opened on first use; loads that were cut off are undone first."""
        from aigeo.store import open_store

        store = open_store(self.settings)
        if store.read("MATCH (l:Load) WHERE l.state <> 'done' RETURN l.id LIMIT 1"):
            from aigeo.load import recover

            recover(store)
        return store

    def close(self) -> None:
        """Close the graph; asking again opens it again."""
        if "store" in self.__dict__:
            self.store.close()
            del self.__dict__["store"]

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def __repr__(self) -> str:
        return f"<aigeo graph {self.settings.uri or self.settings.home}>"

    def what_if(self, overlay: str | Path | Mapping[str, Any]) -> WhatIf:
        """Give the graph as an overlay supposes it: a YAML file, or the same as a dict."""
        from aigeo.answers.overlay import overlay_of, read_overlay

        if isinstance(overlay, Mapping):
            return WhatIf(self, overlay_of(dict(overlay), Path("overlay")))
        return WhatIf(self, read_overlay(Path(overlay)))

    def known_at(self, day: Day) -> Known:
        """Give the graph as it was known at the end of a day."""
        return Known(self, day=day_of(day))

    def queries(self) -> Rows:
        """Give the saved queries with their questions, parameters and columns."""
        from aigeo.queries import catalogue

        return Rows(
            {
                "name": query.name,
                "question": query.question,
                "parameters": [p.name for p in query.parameters],
                "columns": list(query.columns),
            }
            for query in catalogue(self.settings).values()
        )

    def find(self, text: str) -> str:
        """Give the canonical id of an entity by id or any name.

        Raises NotFoundError with near names, AmbiguousNameError with the candidates.
        """
        from aigeo.resolve.find import find

        return find(self.store, text)

    def show(self, entity: str, /, *, limit: int = 50) -> Entity:
        """Give everything about one entity; at most `limit` (0: all) relations each way."""
        from aigeo.lookup import described

        return Entity(described(self.store, self.find(entity), limit))

    def entities(
        self,
        type: str = "Entity",
        *,
        country: str | None = None,
        name: str | None = None,
        limit: int = 1000,
    ) -> Rows:
        """Give entities of a type (parents included), by code of country or part of a name.

        Those with the most statements come first. Raises UsageError for an unknown type.
        """
        from aigeo.lookup import listed

        return Rows(listed(self.store, type, country=country, name=name, limit=limit))

    def load(
        self, *inputs: str | Path, loader: str | None = None, dry_run: bool = False, **options: str
    ) -> Rows:
        """Load files, folders, URLs or loaders by name; give one report a source.

        Raises AigeoError naming file and row when an input cannot be used.
        """
        from aigeo.answers.watching import alert
        from aigeo.load import run

        reports = run(
            self.store, self.settings, [str(i) for i in inputs], loader=loader, dry_run=dry_run,
            options=options,
        )  # fmt: skip
        alert(self.store, self.settings, [r.load for r in reports if r.load])
        return Rows(report.to_dict() for report in reports)

    def changes(self, since: Day, /, *entities: str) -> Rows:
        """Give the facts that are new, over or corrected since a day; of some entities, or all."""
        from aigeo.answers.changes import changes

        found = changes(self.store, day_of(since), [self.find(entity) for entity in entities])
        return Rows(change.to_dict() for change in found)

    def ownership(
        self, entity: str, /, *, rule: str = "ofac50", as_of: Day | None = None, top: int = 50
    ) -> dict[str, Any]:
        """Give who owns an entity in the end and what a rule says; see `aigeo ownership`."""
        from aigeo.influence import StoredFacts
        from aigeo.influence.ownership import ownership

        filters = filters_of(as_of, 0.0, ("stated",), (), 4)
        return ownership(StoredFacts(self.store), self.find(entity), rule, filters, top)

    def chokepoints(
        self,
        entity: str,
        /,
        *,
        as_of: Day | None = None,
        max_hops: int = 5,
        top: int = 20,
        substitute: float = 0.0,
    ) -> dict[str, Any]:
        """Give on whom an entity's supply hangs; see `aigeo chokepoints`."""
        from aigeo.influence import StoredFacts
        from aigeo.influence.chokepoints import chokepoints

        filters = filters_of(as_of, 0.0, ("stated",), (), max_hops)
        return chokepoints(StoredFacts(self.store), self.find(entity), filters, top, substitute)

    def to_networkx(
        self, *, as_of: Day | None = None, evidence: bool = True
    ) -> nx.MultiDiGraph[str]:
        """Give all facts that hold on a day as one graph, edges the way leverage runs."""
        from aigeo.influence import StoredFacts
        from aigeo.influence.graph import influence_graph

        filters = filters_of(as_of, 0.0, ("stated",), (), 4)
        return influence_graph(StoredFacts(self.store), filters, evidence=evidence)

    def verify(self, receipt: str | Path) -> Verified:
        """Ask a receipt's question again and compare. Raises InputError when it is none."""
        from aigeo.answers.receipt import read_receipt
        from aigeo.answers.verify import verify

        path = Path(receipt)
        return verify(self.store, read_receipt(path), path)
