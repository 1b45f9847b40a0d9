"""Commands that need no graph, and those that look after the installation."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from aigeo.cli.commands import demo
from aigeo.resources import base_dir, loaders_dir
from tests.cli.conftest import complaint, ok

TEXT = "San Francisco-based Anthropic was founded by former OpenAI executives in 2021.\n"


def test_schema(bare):
    found = ok(bare("schema", "--format", "json"))
    assert {"Firm", "Policy", "Chip"} <= {e["name"] for e in found["entities"]}
    denies = next(r for r in found["relations"] if r["name"] == "DENIES_ACCESS")
    assert denies["sign"] == -1
    assert denies["influence"] == "forward"
    assert [q["name"] for q in denies["qualifiers"]] == ["item"]
    assert ok(bare("schema", "denies_access")) == denies
    assert "SANCTIONS" in bare("schema", "--format", "table").stdout
    assert "sign: -1" in bare("schema", "SANCTIONS", "--format", "table").stdout
    assert "'Nothing'" in complaint(bare("schema", "Nothing"))


def test_loaders(bare):
    rows = {row["name"]: row for row in ok(bare("loaders"))}
    assert ok(bare("loaders", "list")) == list(rows.values())
    assert rows["epoch-ai"]["licence"] == "CC BY 4.0"
    assert "data_centers.csv" in rows["epoch-ai"]["files"]
    assert "*.txt" in rows["article"]["files"]
    assert "epoch-ai" in bare("loaders", "--format", "table").stdout


def test_extract_gives_exact_quotes_and_no_graph(bare, tmp_path: Path):
    path = tmp_path / "a.txt"
    path.write_text(TEXT, encoding="utf-8")
    lines = bare("extract", str(path), "--format", "jsonl").stdout.splitlines()
    (document,) = map(json.loads, lines)
    assert document["text"] == TEXT
    names = {e["id"]: e["name"] for e in document["entities"]}
    found = {(names[r["subject"]], r["type"], names[r["object"]]) for r in document["relations"]}
    assert ("Anthropic", "BASED_IN", "San Francisco") in found
    for r in document["relations"]:
        assert TEXT[r["start_char"] : r["end_char"]] == r["quote"]
    assert "BASED_IN" in bare("extract", str(path), "--format", "table").stdout
    assert bare("extract", "-", input=TEXT).exit_code == 0
    assert not Path(os.environ["AIGEO_HOME"]).exists()


def test_extract_of_many_goes_on_after_a_bad_file(bare, tmp_path: Path):
    (tmp_path / "a.txt").write_text(TEXT)
    (tmp_path / "b.txt").write_bytes(b"")
    (tmp_path / "c.jsonl").write_text(json.dumps({"id": "x", "text": TEXT, "entities": 3}) + "\n")
    result = bare("extract", str(tmp_path), "--format", "jsonl")
    assert result.exit_code == 1
    assert [json.loads(line)["id"] for line in result.stdout.splitlines()] == ["a", "x"]
    assert "b.txt" in result.stderr
    assert "b.txt" in complaint(bare("extract", str(tmp_path / "b.txt")))
    assert "no such file" in complaint(bare("extract", str(tmp_path / "z.txt")))


def test_doctor_is_content_with_a_new_folder(bare):
    rows = ok(bare("doctor", "--format", "json"))
    assert all(row["ok"] for row in rows), rows
    assert {"graph engine", "disk space", "vocabulary", "extractor"} <= {r["check"] for r in rows}


def test_doctor_names_what_is_wrong(bare, monkeypatch, tmp_path: Path):
    monkeypatch.setenv("AIGEO_URI", "bolt://127.0.0.1:1")
    monkeypatch.setenv("AIGEO_PASSWORD", "hunter22")
    blocked = tmp_path / "file"
    blocked.write_text("")
    monkeypatch.setenv("AIGEO_HOME", str(blocked / "home"))
    result = bare("doctor", "--format", "json")
    assert result.exit_code == 1
    wrong = {row["check"]: row for row in json.loads(result.stdout) if not row["ok"]}
    assert set(wrong) == {"data folder", "graph engine", "writing"}
    assert "no graph server answers" in wrong["graph engine"]["found"]
    assert wrong["data folder"]["advice"]
    assert "hunter22" not in result.output


@pytest.mark.parametrize("args", [("--keep",), ()])
def test_demo_in_a_folder_of_its_own(bare, args, monkeypatch, tmp_path: Path):
    result = bare("demo", *args)
    assert result.exit_code == 0, result.stderr
    said = result.stdout
    for source, target, _ in demo.PATHS:
        assert f"from {source} to {target}?" in said
    assert said.count("1. ") == len(demo.PATHS), "every path question has an answer"
    assert "“Dutch government has blocked exports" in said
    assert "2025-11-14" in said
    assert "epoch-ai: " in said
    assert said.strip().splitlines()[-1].startswith("  aigeo export")
    # AIGEO_HOME is set for tests, so the graph is kept and can be asked.
    assert ok(bare("stats"))["sources"] == 2
    assert "was loaded before" in bare("demo").stdout


def test_demo_leaves_nothing_behind(bare, monkeypatch, tmp_path: Path):
    monkeypatch.delenv("AIGEO_HOME")
    monkeypatch.setenv("HOME", str(tmp_path / "me"))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "me" / "data"))
    monkeypatch.setenv("TMPDIR", str(tmp_path / "tmp"))
    monkeypatch.setattr("tempfile.tempdir", None)
    (tmp_path / "tmp").mkdir()
    result = bare("demo")
    assert result.exit_code == 0, result.stderr
    assert "temporary graph" in result.stdout
    assert "aigeo demo --keep" in result.stdout
    assert list((tmp_path / "tmp").glob("aigeo-demo-*")) == []
    assert not (tmp_path / "me").exists()


def test_demo_adds_to_a_graph_that_is_there(cli, store):
    store.write("CREATE (:Entity:Firm {id: 'firm:mine', name: 'Mine', type: 'Firm', aliases: []})")
    result = cli("demo")
    assert result.exit_code == 0, result.stderr
    assert "added to the graph" in result.stdout
    assert store.read("MATCH (e:Entity {id: 'firm:mine'}) RETURN e.name AS n") == [{"n": "Mine"}]
    assert ok(cli("stats"))["sources"] == 2


def test_the_demo_article_is_the_one_of_the_docs():
    example = base_dir() / "docs" / "examples" / "article.txt"
    assert (
        loaders_dir() / "article" / "sample" / "article.txt"
    ).read_bytes() == example.read_bytes()
