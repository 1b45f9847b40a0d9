"""A part of the graph, compared with what a plain program picks from the whole."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import networkx as nx
import pytest
from click.testing import CliRunner

from aigeo.cli import main
from aigeo.errors import AigeoError, NotFoundError, UsageError
from aigeo.export import Selection, export_to, export_to_stream, format_names, get_format
from aigeo.load import run
from aigeo.store import Store
from tests.export.graphs import ARTICLE
from tests.load.sources import CODE, YAML, Firms, add_loader, write_csv

ROWS = (
    ("Huawei", "China", "1987", "China Mobile", "2009"),
    ("Nvidia", "United States", "1993", "OpenAI", "2016-08"),
    ("TSMC", "Taiwan", "1987", "Nvidia", "2030"),
    ("ASML", "Netherlands", "1984", "TSMC", "2003"),
)
CLOSED = YAML.replace("name: firms", "name: closed").replace(
    "licence: CC0",
    "licence: CC BY-NC 4.0\nattribution: The <b>Closed</b> & Co\ncommercial_use: false",
).replace("firms.csv", "closed.csv")  # fmt: skip
Records = dict[str, list[dict[str, Any]]]


@pytest.fixture
def filled(store: Store, tmp_path: Path) -> Store:
    firms = Firms(store, tmp_path)
    firms.load(ROWS)
    add_loader(tmp_path / "loaders", CLOSED, CODE.replace("firms.csv", "closed.csv"), "closed")
    path = write_csv(tmp_path / "closed.csv", [("Nvidia", "United States", "1993", "Palantir", "")])
    run(store, firms.settings, [path])
    article = tmp_path / "trade-notes.txt"
    article.write_text(ARTICLE, encoding="utf-8")
    run(store, firms.settings, [str(article)])
    return store


def records(store: Store, selection: Selection) -> Records:
    out = io.BytesIO()
    export_to_stream(store, "jsonl", out, selection)
    found: Records = {}
    for line in out.getvalue().decode().splitlines():
        row = json.loads(line)
        found.setdefault(row["record"], []).append(row)
    return found


def ids(rows: list[dict[str, Any]] | None) -> set[str]:
    return {row["id"] for row in rows or ()}


def test_selections(filled: Store):
    """One test for all, since filling the graph takes longer than reading it."""
    whole = records(filled, Selection())
    entities = {row["id"]: row for row in whole["entity"]}
    relations = whole["relation"]
    check_types(filled, entities, relations)
    check_relations(filled, relations)
    check_sources(filled, whole)
    check_as_of(filled, relations)
    check_confidence(filled, entities, relations)
    check_around(filled, relations)
    check_consistent(filled)
    check_refusals(filled)
    check_notices(filled)


def check_types(store: Store, entities, relations) -> None:
    got = records(store, Selection(types=("Organization",)))
    wanted = {i for i, row in entities.items() if "Organization" in row["labels"]}
    assert ids(got["entity"]) == wanted
    assert "Firm" in {row["type"] for row in got["entity"]}
    assert ids(got["relation"]) == {
        r["id"] for r in relations if {r["subject"], r["object"]} <= wanted
    }


def check_relations(store: Store, relations) -> None:
    got = records(store, Selection(relations=("SUPPLIES",)))
    wanted = [r for r in relations if r["type"] == "SUPPLIES"]
    assert ids(got["relation"]) == ids(wanted)
    named = {r[k] for r in wanted for k in ("subject", "object", "item") if k in r}
    assert ids(got["entity"]) == named


def check_sources(store: Store, whole: Records) -> None:
    for name in ("closed", "article"):
        got = records(store, Selection(sources=(name,)))
        of_source = [s for s in whole["statement"] if s["source"].partition(":")[0] == name]
        assert ids(got["statement"]) == ids(of_source)
        facts = {s["fact"] for s in of_source}
        assert ids(got["entity"]) | ids(got["relation"]) == facts & (
            ids(whole["entity"]) | ids(whole["relation"])
        )
        assert ids(got["source"]) == {s for row in got["entity"] for s in row["sources"]} | {
            s for row in got["relation"] for s in row["sources"]
        }


def check_as_of(store: Store, relations) -> None:
    for day in ("2010", "2016-08-01", "2035-12-31"):
        first = {4: f"{day}-01-01"}.get(len(day), day)
        got = records(store, Selection(as_of=day))
        assert ids(got["relation"]) == {
            r["id"]
            for r in relations
            if r.get("valid_from", "") <= first <= r.get("valid_to", "9999")
        }
    assert len(records(store, Selection(as_of="2010"))["relation"]) < len(relations)


def check_confidence(store: Store, entities, relations) -> None:
    got = records(store, Selection(min_confidence=0.99))
    kept = {i for i, row in entities.items() if row["confidence"] >= 0.99}
    assert ids(got["entity"]) == kept != set(entities)
    assert ids(got["relation"]) == {
        r["id"]
        for r in relations
        if r["confidence"] >= 0.99 and {r["subject"], r["object"]} <= kept
    }


def check_around(store: Store, relations) -> None:
    graph = nx.Graph((r["subject"], r["object"]) for r in relations)
    start = next(r["subject"] for r in relations if r["type"] == "SUPPLIES")
    for hops in (0, 1, 2):
        got = records(store, Selection(around=start, hops=hops))
        near = set(nx.single_source_shortest_path_length(graph, start, hops))
        assert ids(got["entity"]) == near
        assert ids(got.get("relation")) == {
            r["id"] for r in relations if {r["subject"], r["object"]} <= near
        }
    only = records(store, Selection(around=start, hops=1, relations=("BASED_IN",)))
    assert {r["type"] for r in only["relation"]} == {"BASED_IN"}


def check_consistent(store: Store) -> None:
    """All formats hold the same part."""
    selection = Selection(types=("Firm",), relations=("SUPPLIES",))
    number = len(records(store, selection)["relation"])
    for name in format_names():
        out = io.BytesIO()
        export_to_stream(store, name, out, selection)
        text = out.getvalue()
        again = io.BytesIO()
        export_to_stream(store, name, again, selection)
        assert again.getvalue() == text, name
        if name == "graphml":
            assert (
                nx.read_graphml(io.BytesIO(text), force_multigraph=True).number_of_edges() == number
            )
        if name == "node-link":
            assert len(json.loads(text)["links"]) == number


def check_refusals(store: Store) -> None:
    with pytest.raises(NotFoundError, match="'nobody'"):
        records(store, Selection(sources=("nobody",)))
    for bad in (
        {"types": ("Martian",)}, {"relations": ("LOVES",)}, {"as_of": "soon"},
        {"min_confidence": 2.0}, {"hops": 99},
    ):  # fmt: skip
        with pytest.raises(UsageError):
            Selection(**bad)


def check_notices(store: Store) -> None:
    """A source that forbids commercial use is named wherever it is part, and only there."""
    for name in format_names():
        said = _all_text(store, name, Selection())
        assert "CC BY-NC 4.0" in said, name
        assert "commercial" in said.lower(), name
        other = _all_text(store, name, Selection(around="cc:cn", hops=0))
        assert "CC BY-NC" not in other, name


def _all_text(store: Store, name: str, selection: Selection) -> str:
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        for path in export_to(store, name, Path(folder) / f"x{get_format(name).suffix}", selection):
            if path.suffix == ".zip":
                export_to(store, name, Path(folder) / "parts", selection)
                return (Path(folder) / "parts" / "LICENCE.txt").read_text()
            if path.suffix == ".xlsx":
                import openpyxl

                sheet = openpyxl.load_workbook(path)["licences"]
                return "\n".join(str(row[0].value) for row in sheet.iter_rows())
        return "".join(p.read_text("utf-8") for p in Path(folder).iterdir() if p.is_file())


def test_the_command(embedded: Store, tmp_path: Path, use_store):
    Firms(embedded, tmp_path).load(ROWS)
    use_store(embedded)
    path = tmp_path / "part.json"
    done = CliRunner().invoke(
        main,
        [
            "export",
            "node-link",
            "--around",
            "nvidia",
            "--hops",
            "1",
            "--type",
            "Firm",
            "-o",
            str(path),
        ],
    )
    assert done.exit_code == 0, done.output
    names = {node["name"] for node in json.loads(path.read_text())["nodes"]}
    assert names == {"Nvidia", "OpenAI", "TSMC"}
    for arguments in (["--around", "nobody at all"], ["--type", "Martian"], ["--source", "x"]):
        with pytest.raises(AigeoError):
            CliRunner().invoke(
                main, ["export", "jsonl", *arguments], standalone_mode=False, catch_exceptions=False
            )
