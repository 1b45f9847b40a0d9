"""Two small sources that name the same things differently, for tests of identity."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from aigeo.config import Settings
from aigeo.load import remove_source, run
from aigeo.load.publish import Publication
from aigeo.load.stage import Stage
from aigeo.store import Store
from tests.load.sources import add_loader, snapshot, with_loaders, write_csv

HEADER = ("Id", "Name", "Aliases", "Country", "Wikidata", "Owner", "Item")
CODE = """
def load(context):
    for row in context.rows("{name}.csv"):
        firm = context.entity(
            "Firm", row["Name"], evidence=row, id=row["Id"] or None,
            aliases=[a for a in row["Aliases"].split(";") if a],
            countries=[row["Country"]] if row["Country"] else [],
            external_ids={{"wd": row["Wikidata"]}} if row["Wikidata"] else None,
        )
        if row["Owner"]:
            owner = context.entity("Firm", row["Owner"], evidence=row.cite("Owner"))
            context.relation("OWNS", owner, firm, evidence=row.cite("Owner", "Name"))
        if row["Item"]:
            item = context.entity("Chip", row["Item"], evidence=row.cite("Item"))
            buyer = context.entity("Firm", "Buyer of All", evidence=row.cite("Item"))
            context.relation("SUPPLIES", firm, buyer, evidence=row.cite("Item"), item=item)
"""
YAML = "name: {name}\ntitle: Source {name}\nlicence: CC0\nfiles:\n  - name: {name}.csv\n"

Row = Sequence[str]
ONE: tuple[Row, ...] = (
    ("", "Acme", "", "us", "Q1", "", "Chip A"),
    ("", "Acme Holdings", "Acme Group", "us", "", "", ""),
    ("", "Borealis", "", "no", "", "Acme", ""),
    ("", "Celadon", "青瓷", "cn", "", "Borealis", "Chip B"),
)
TWO: tuple[Row, ...] = (
    ("two:1", "Acme Inc.", "", "us", "Q1", "", "Chip-A"),
    ("two:2", "Borealis AS", "", "no", "Q2", "", ""),
    ("two:3", "Celadon Technology", "", "cn", "", "Acme Group", "Chip B"),
    ("two:4", "Dunlin", "", "gb", "", "Celadon", ""),
)
THREE: tuple[Row, ...] = (
    ("three:1", "青瓷", "", "cn", "", "Dunlin", ""),
    ("three:2", "Acme Holdings", "", "us", "Q1", "", "Chip C"),
)
ROWS = {"one": ONE, "two": TWO, "three": THREE}


class World:
    """The sources on one store."""

    def __init__(self, store: Store, folder: Path) -> None:
        self.store = store
        self.folder = folder
        for name in ROWS:
            add_loader(folder / "loaders", YAML.format(name=name), CODE.format(name=name), name)
        self.settings: Settings = with_loaders(store, folder / "loaders")

    def load(self, name: str, rows: Sequence[Row] | None = None) -> None:
        """Load one of the sources, by default its own rows."""
        path = write_csv(self.folder / f"{name}.csv", rows or ROWS[name], HEADER)
        (report,) = run(self.store, self.settings, [path], loader=name)
        assert not report.rejected, report.rejected

    def remove(self, name: str) -> None:
        """Take a source out."""
        remove_source(self.store, name)

    def loaded(self) -> list[str]:
        """Give the names of the sources that the graph has."""
        return [r["id"] for r in self.store.read("MATCH (s:Source) RETURN s.id AS id ORDER BY id")]

    def entities(self) -> list[str]:
        """Give all canonical ids."""
        return [r["id"] for r in self.store.read("MATCH (e:Entity) RETURN e.id AS id ORDER BY id")]

    def source_ids(self) -> list[str]:
        """Give all ids that sources use for firms."""
        rows = self.store.read(
            "MATCH (s:Statement {kind: 'entity'}) RETURN DISTINCT s.subject AS id ORDER BY id"
        )
        return [row["id"] for row in rows]

    def picture(self) -> dict[str, list[str]]:
        """Give everything but the log of changes and what merely passes."""
        seen = snapshot(self.store)
        return {kind: [s for s in shown if "'change:" not in s] for kind, shown in seen.items()}

    def reproject(self) -> None:
        """Compute every node and edge from the statements again."""
        with Stage() as stage:
            for source in self.loaded():
                Publication(self.store, stage, source, "load:again", "2026-01-01").reproject_all()


def exported(store: Store, folder: Path) -> bytes:
    """Give the bytes of an export of nodes, edges, statements, judgements and identities."""
    from aigeo.export.reader import Graph

    graph = Graph(store)
    parts = (
        graph.entities(), graph.relations(), graph.statements(), graph.judgements(),
        graph.identities(), graph.sources(),
    )  # fmt: skip
    return "\n".join(repr(row) for part in parts for row in part).encode()
