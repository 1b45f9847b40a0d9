"""What the Python interface gives: lists of rows that turn into data frames and graphs."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from aigeo.api import html
from aigeo.api.drawing import Edges, drawn, hops_of
from aigeo.errors import ConfigError, UsageError

if TYPE_CHECKING:
    import networkx as nx
    import pandas as pd

    from aigeo.answers.asking import Answered

Row = dict[str, Any]


class Rows(list[Row]):
    """Rows of an answer: a list of dicts, in the order of the query.

    `columns` names the columns in order, `meanings` what each means where it is known.
    """

    def __init__(
        self,
        rows: Iterable[Row] = (),
        columns: Sequence[str] | None = None,
        *,
        meanings: Mapping[str, str] | None = None,
        edges: Edges = (),
        ends: Row | None = None,
        title: str = "",
        receipt: Callable[[Path], None] | None = None,
    ) -> None:
        super().__init__(rows)
        self.columns = list(columns or dict.fromkeys(key for row in self for key in row))
        self.meanings = dict(meanings or {})
        self.edges = tuple(edges)
        self._ends = dict(ends or {})
        self.title = title
        self._receipt = receipt

    def receipt(self, path: str | Path) -> None:
        """Write a receipt of this answer, which `aigeo verify` checks.

        Raises ConfigError for rows that are not the answer to a question.
        """
        if self._receipt is None:
            raise ConfigError("these rows are not the whole answer to one question")
        self._receipt(Path(path))

    def to_dataframe(self) -> pd.DataFrame:
        """Give a pandas data frame. Raises ConfigError where pandas is not installed."""
        try:
            import pandas as pd
        except ImportError:
            raise ConfigError(
                "pandas is not installed", hint="pip install 'aigeo[notebook]'"
            ) from None
        return pd.DataFrame(list(self), columns=self.columns)

    def to_networkx(self) -> nx.MultiDiGraph[str]:
        """Give the entities of the rows as a graph.

        Nodes, relationships and paths that a Cypher statement returns become nodes (by `id`) and
        edges as they are. Of a saved query's rows, the facts that its header names (`edges`) tie
        entities by id, and those that a column spells out (`A -[SUPPLIES]-> B`) tie names.
        """
        import networkx as nx

        graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
        for row in self:
            if not _add_stored(graph, row.values()):
                _add_hops(graph, hops_of(self._whole(row), self.edges))
        return graph

    def picture(self, path: str | Path) -> Path:
        """Draw the first rows into a .svg or .png file; give its path.

        Raises UsageError for another suffix, ConfigError when the rows tie no entities together.
        """
        from aigeo.influence.picture import write_picture

        if Path(path).suffix.lower() not in (".svg", ".png"):
            raise UsageError(f"{path}: a picture of rows is .svg or .png")
        ways = drawn([self._whole(row) for row in self], self.edges)
        if not ways:
            raise ConfigError("these rows tie no entities together that could be drawn")
        file = Path(path)
        write_picture(file, ways, self.title)
        return file

    def _whole(self, row: Row) -> Row:
        """Give a row with the entities that all rows are about."""
        return {**row, **{key: value for key, value in self._ends.items() if key not in row}}

    def _repr_html_(self) -> str:
        shown = [c for c in self.columns if f"{c}_name" not in self.columns]
        return html.table(self, shown, self.title)


class Paths(Rows):
    """Influence paths, the strongest first; each a dict of `score`, `sign` and `hops`."""

    def to_dataframe(self) -> pd.DataFrame:
        """Give one line a hop, with the number and score of its path."""
        hops = [
            {"path": number, "score": path["score"], "path_sign": path["sign"], **hop}
            for number, path in enumerate(self, 1)
            for hop in path["hops"]
        ]
        return Rows(hops).to_dataframe()

    def to_networkx(self) -> nx.MultiDiGraph[str]:
        """Give the hops as edges the way leverage runs, keyed by fact, with their evidence."""
        import networkx as nx

        graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
        for path in self:
            for hop in path["hops"]:
                graph.add_node(hop["from"], name=hop["from_name"])
                graph.add_node(hop["to"], name=hop["to_name"])
                rest = {k: v for k, v in hop.items() if k not in ("from", "to", "fact")}
                graph.add_edge(hop["from"], hop["to"], key=hop["fact"], **rest)
        return graph

    def picture(self, path: str | Path) -> Path:
        """Draw the paths into a .svg, .png or .html file; give its path."""
        from aigeo.influence.picture import write_picture

        file = Path(path)
        write_picture(file, self, self.title)
        return file

    def _repr_html_(self) -> str:
        from aigeo.influence.text import EFFECTS, chain

        if not self:
            return html.paragraph("no influence path")
        return html.paragraph(self.title) + "".join(
            html.paragraph(f"{number}. {EFFECTS[path['sign']]}, score {path['score']:.3g}")
            + html.listing(
                (chain({"hops": [hop]}), f"“{hop['quote']}” {', '.join(hop['sources'])}")
                for hop in path["hops"]
            )
            for number, path in enumerate(self, 1)
        )


class Change(Rows):
    """What an overlay changes in an answer: one row a change, the first column says which.

    `added`, `removed` and `changed` hold the rows apart; `real` and `supposed` both answers.
    """

    def __init__(self, answered: Answered, columns: Sequence[str] | None, **more: Any) -> None:
        found = answered.difference
        if found is None:
            raise ConfigError("only an answer under an overlay has a difference")
        super().__init__(found.rows(), ["change", *columns] if columns else None, **more)
        self.added, self.removed, self.changed = found.added, found.removed, found.changed
        self.real, self.supposed = answered.real, answered.rows


class Entity(dict[str, Any]):
    """One entity: `id`, `name`, `type`, `properties`, `relations` and more."""

    def to_networkx(self) -> nx.MultiDiGraph[str]:
        """Give the entity with its neighbours, edges as they are written, keyed by fact."""
        import networkx as nx

        graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
        graph.add_node(self["id"], name=self["name"], type=self["type"])
        for relation in self["relations"]:
            graph.add_node(relation["other"], name=relation["other_name"])
            ends = (self["id"], relation["other"])
            subject, object_ = ends if relation["direction"] == "out" else ends[::-1]
            rest = {k: v for k, v in relation.items() if k not in ("direction", "id", "other")}
            graph.add_edge(subject, object_, key=relation["id"], **rest)
        return graph

    def _repr_html_(self) -> str:
        facts = []
        for relation in self["relations"]:
            ends = (self["name"], relation["other_name"])
            subject, object_ = ends if relation["direction"] == "out" else ends[::-1]
            facts.append(
                (f"{subject} {relation['type']} {object_}", f"“{relation.get('quote', '')}”")
            )
        head = f"{self['name']} ({self['type']}, {self['id']})"
        return html.paragraph(head) + html.listing(facts)


def _add_stored(graph: nx.MultiDiGraph[str], values: Iterable[Any]) -> bool:
    """Add the nodes, relationships and paths among the values; tell whether there were any."""
    found = False
    for value in values:
        if isinstance(value, list):
            found = _add_stored(graph, value) or found
        elif isinstance(value, Mapping) and "_labels" in value:
            rest = {k: v for k, v in value.items() if k not in ("id", "_labels")}
            graph.add_node(str(value.get("id")), labels=value["_labels"], **rest)
            found = True
        elif isinstance(value, Mapping) and "_type" in value:
            if value["_start"] is not None and value["_end"] is not None:
                rest = {k: v for k, v in value.items() if not k.startswith("_")}
                key = rest.pop("id", None)
                graph.add_edge(value["_start"], value["_end"], key=key, type=value["_type"], **rest)
                found = True
        elif isinstance(value, Mapping) and {"nodes", "relationships"} <= value.keys():
            found = _add_stored(graph, [*value["nodes"], *value["relationships"]]) or found
    return found


def _add_hops(graph: nx.MultiDiGraph[str], hops: Iterable[Mapping[str, Any]]) -> None:
    """Add hops, each the way its fact is written."""
    for hop in hops:
        graph.add_node(hop["from"], name=hop["from_name"])
        graph.add_node(hop["to"], name=hop["to_name"])
        ends = (hop["from"], hop["to"]) if hop["direction"] == "along" else (hop["to"], hop["from"])
        rest = {key: hop[key] for key in ("type", "sign", "quote", "sources", "start")}
        graph.add_edge(*ends, key=hop["type"], **rest)
