"""The commands on a loaded graph, on both engines."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import networkx as nx
import pytest

from tests.cli.conftest import complaint, ok
from tests.load.sources import ROWS, add_loader, write_csv

ARTICLE = """Chips and locks
Published: 2025-04-02

Huawei, based in China, was sanctioned by the United States in May 2019. TSMC supplies Nvidia.
"""


@pytest.fixture
def firms(cli, tmp_path: Path, monkeypatch) -> Path:
    """The small source of firms, loaded through the command line; gives its file."""
    monkeypatch.setenv("AIGEO_LOADERS", str(add_loader(tmp_path / "loaders")))
    path = Path(write_csv(tmp_path / "firms.csv", ROWS))
    (report,) = ok(cli("load", str(path)))
    assert report["source"] == "firms"
    assert report["read"] == 4
    assert report["rejected"] == {}
    assert report["added"] > 0
    return path


def test_load_reports_and_repeats(cli, firms: Path):
    stats = ok(cli("stats", "--format", "json"))
    (again,) = ok(cli("load", str(firms)))
    assert again["unchanged"] is True
    assert ok(cli("stats")) == stats
    write_csv(firms, [ROWS[0], ROWS[1], ROWS[2], ("ASML", "Netherlands", "1985", "TSMC", "2003")])
    (dry,) = ok(cli("load", str(firms), "--dry-run"))
    assert dry["dry_run"] is True
    assert dry["changed"] == 1
    assert ok(cli("stats")) == stats
    (changed,) = ok(cli("load", str(firms)))
    assert (changed["changed"], changed["added"], changed["withdrawn"]) == (1, 0, 0)
    table = cli("load", str(firms), "--format", "table")
    assert "firms (unchanged)" in table.stdout


def test_force_needs_a_reason_and_keeps_it(cli, firms: Path):
    write_csv(firms, [ROWS[0]])
    assert "withdrawn" in complaint(cli("load", str(firms)))
    assert cli("load", str(firms), "--force").exit_code == 2
    assert cli("load", str(firms), "--reason", "x").exit_code == 2
    (report,) = ok(cli("load", str(firms), "--force", "--reason", "the others closed"))
    assert report["forced"] == "the others closed"


def test_load_reads_stdin(cli):
    (report,) = ok(cli("load", "-", input=ARTICLE))
    assert report["loader"] == "article"
    assert report["added"] > 0
    assert ok(cli("stats"))["sources"] == 1


def test_one_bad_file_among_good_ones(cli, tmp_path: Path):
    (tmp_path / "news").mkdir()
    (tmp_path / "news" / "good.txt").write_text(ARTICLE)
    (tmp_path / "news" / "bad.txt").write_bytes(b"\x00\x01\x02\xff" * 50)
    result = cli("load", str(tmp_path / "news"))
    assert result.exit_code == 1
    assert "bad.txt" in result.stderr
    assert {bool(report["error"]) for report in json.loads(result.stdout)} == {True, False}
    assert ok(cli("stats"))["sources"] == 1


def test_stats_have_exactly_the_promised_form(cli, firms: Path, store):
    stats = ok(cli("stats", "--format", "json"))
    assert list(stats) == ["entities", "relations", "statements", "sources"]
    assert stats["entities"]["Firm"] == 6
    assert stats["entities"]["Country"] == 4
    assert stats["entities"]["Entity"] == 10
    assert stats["relations"] == {"SUPPLIES": 4, "BASED_IN": 4}
    for label, n in stats["entities"].items():
        assert store.read(f"MATCH (n:{label}) RETURN count(n) AS n") == [{"n": n}]
    assert stats["statements"] == store.read("MATCH (s:Statement) RETURN count(s) AS n")[0]["n"]
    assert stats["sources"] == 1
    assert "Firm" in cli("stats", "--format", "table").stdout


def test_stats_of_an_empty_graph(cli):
    empty = {"entities": {}, "relations": {}, "statements": 0, "sources": 0}
    assert ok(cli("stats", "--format", "json")) == empty


def test_show_gives_relations_both_ways_with_evidence(cli, firms: Path):
    found = ok(cli("show", "nvidia"))
    assert (found["id"], found["name"], found["type"]) == ("firm:nvidia", "Nvidia", "Firm")
    assert found["properties"]["founded"] == "1993"
    ends = {(r["direction"], r["type"], r["other_name"]) for r in found["relations"]}
    assert ends == {
        ("out", "BASED_IN", "United States"),
        ("out", "SUPPLIES", "OpenAI"),
        ("in", "SUPPLIES", "TSMC"),
    }
    supplies = next(r for r in found["relations"] if r["other_name"] == "OpenAI")
    assert supplies["quote"] == "firms.csv row 2: Firm: Nvidia; Customer: OpenAI"
    assert supplies["start"] == "2016-08"
    assert supplies["source_titles"] == ["Firms and what they supply"]
    assert supplies["statement_count"] == 1
    text = cli("show", "Nvidia", "--format", "table").stdout
    assert "Nvidia SUPPLIES OpenAI (2016-08)" in text
    assert "TSMC SUPPLIES Nvidia" in text
    assert "1 statement, confidence 1.00" in text
    limited = cli("show", "Nvidia", "--limit", "1", "--format", "table")
    assert "--limit 0 shows all" in limited.stderr
    assert len(ok(cli("show", "Nvidia", "--limit", "1"))["relations"]) == 2


def test_show_of_nobody_known(cli, firms: Path):
    line = complaint(cli("show", "Nvida"))
    assert "'Nvida'" in line
    assert "Nvidia" in line, "near names are suggested"


def test_sources_are_listed_shown_and_removed(cli, firms: Path):
    ok(cli("load", "-", input=ARTICLE))
    before = ok(cli("stats"))
    rows = ok(cli("sources"))
    assert rows == ok(cli("sources", "list"))
    assert [row["id"] for row in rows][-1] == "firms"
    assert rows[-1]["licence"] == "CC0"
    assert sum(row["statements"] for row in rows) == before["statements"]
    shown = ok(cli("sources", "show", "firms"))
    assert shown["loads"][0]["state"] == "done"
    assert shown["loads"][0]["counts"]["read"] == 4
    assert "licence: CC0" in cli("sources", "show", "firms", "--format", "table").stdout
    assert cli("sources", "remove", "firms").exit_code == 2, "asks, and nobody can answer"
    report = ok(cli("sources", "remove", "firms", "--yes"))
    assert report["withdrawn"] == rows[-1]["statements"]
    after = ok(cli("stats"))
    assert after["statements"] == before["statements"] - rows[-1]["statements"]
    assert [row["id"] for row in ok(cli("sources"))] == [row["id"] for row in rows[:-1]]
    assert "'firms'" in complaint(cli("sources", "show", "firms"))
    assert "'firms'" in complaint(cli("sources", "remove", "firms", "--yes"))


def test_sources_in_other_forms(cli, firms: Path):
    (row,) = csv.DictReader(io.StringIO(cli("sources", "--format", "csv").stdout))
    assert row["id"] == "firms"
    assert "Firms and what they supply" in cli("sources", "--format", "table").stdout


def test_export_to_stdout_and_to_a_file(cli, firms: Path, tmp_path: Path):
    path = tmp_path / "graph.graphml"
    result = cli("export", "graphml", "-o", str(path))
    assert result.exit_code == 0
    assert str(path) in result.stderr
    assert result.stdout == ""
    assert nx.read_graphml(path).number_of_nodes() == 10
    assert cli("export", "graphml").stdout_bytes == path.read_bytes()
    folder = tmp_path / "tables"
    assert cli("export", "csv", "-o", str(folder)).exit_code == 0
    assert len(list(csv.DictReader((folder / "edges.csv").open(newline="")))) == 8


def test_export_lists_formats_and_refuses_others(cli, tmp_path: Path):
    names = {row["format"] for row in ok(cli("export"))}
    assert names >= {"graphml", "turtle", "nquads", "jsonld", "jsonl", "csv"}
    assert "'excel'" in complaint(cli("export", "excel"), 2)
    assert cli("export", "-o", "x").exit_code == 2
    assert cli("export", "jsonl", "-o", str(tmp_path / "no" / "such" / "folder")).exit_code == 2


def test_a_load_that_was_cut_off_is_undone_by_the_next_command(cli, firms: Path, store):
    store.write(
        "CREATE (l:Load {id: 'load:x', source: 'x', state: 'publishing', host: 'another', "
        "heartbeat: '2020-01-01T00:00:00+00:00', started: '2020-01-01T00:00:00+00:00'})"
    )
    ok(cli("stats"))
    assert store.read("MATCH (l:Load {id: 'load:x'}) RETURN l.id") == []
