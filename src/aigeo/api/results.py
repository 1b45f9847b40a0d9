"""What the Python interface gives: lists of rows that turn into data frames and graphs."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from aigeo.api import html
from aigeo.errors import ConfigError

if TYPE_CHECKING:
    import networkx as nx
    import pandas as pd

    from aigeo.answers.asking import Answered

Row = dict[str, Any]
_STEP = re.compile(r"(?P<a>.+?) (?:-\[(?P<out>[A-Z_]+)\]->|<-\[(?P<in>[A-Z_]+)\]-) (?P<b>.+)")
_STEPS = ("steps", "to_a", "to_b", "tie", "fact")


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
        title: str = "",
        receipt: Callable[[Path], None] | None = None,
    ) -> None:
        super().__init__(rows)
        self.columns = list(columns or dict.fromkeys(key for row in self for key in row))
        self.meanings = dict(meanings or {})
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
        edges as they are. In the rows of a saved query each fact that a column spells out (`A
        -[SUPPLIES]-> B`) is an edge between names; where there is none, the first entity of a row
        is tied to each other one, the edge's `type` being the row's `relation` or the column.
        """
        import networkx as nx

        graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
        for row in self:
            if not _add_stored(graph, row.values()) and not _add_steps(graph, row):
                _add_columns(graph, row, self.columns, self.meanings)
        return graph

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


def _add_steps(graph: nx.MultiDiGraph[str], row: Row) -> bool:
    found = False
    for name in _STEPS:
        value = row.get(name)
        for text in value if isinstance(value, list) else [value]:
            if isinstance(text, str) and (step := _STEP.fullmatch(text)):
                ends = (step["a"], step["b"]) if step["out"] else (step["b"], step["a"])
                kind = step["out"] or step["in"]
                graph.add_edge(*ends, key=kind, type=kind)
                found = True
    return found


def _add_columns(
    graph: nx.MultiDiGraph[str], row: Row, columns: Sequence[str], meanings: Mapping[str, str]
) -> None:
    entities = [
        name
        for name in columns
        if meanings.get(name, "").startswith("entity id") and row.get(name) is not None
    ]
    for position, name in enumerate(entities):
        label = row.get(f"{name}_name") or (row.get("name") if position == 0 else None)
        graph.add_node(row[name], name=label or row[name])
    for name in entities[1:]:
        kind = row.get("relation") or row.get("measure") or name
        graph.add_edge(row[entities[0]], row[name], key=kind, type=kind, column=name)
