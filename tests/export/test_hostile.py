"""Exports that meet a bad world, and files that only look like exports."""

from __future__ import annotations

import json
import os
import resource
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from aigeo.errors import AigeoError, InputError, UsageError
from aigeo.export import export_to, get_format
from aigeo.load import exported, run
from aigeo.model.iris import iri
from aigeo.store import Store
from tests.conftest import emptied
from tests.load.sources import ROWS, Firms, snapshot

Change = Callable[[list[dict[str, Any]]], None]


def aigeo(variables: dict[str, str], *arguments: str, **options: Any) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "aigeo", *arguments],
        env={**os.environ, **variables},
        stdout=options.pop("stdout", subprocess.PIPE),
        stderr=subprocess.PIPE,
        **options,
    )


def test_a_reader_that_goes_away_is_no_error(embedded: Store, tmp_path: Path, use_store):
    Firms(embedded, tmp_path).load([(f"Firm {n}", "China", "", "", "") for n in range(2000)])
    process = aigeo(use_store(embedded), "export", "jsonl")
    assert process.stdout is not None
    assert process.stderr is not None
    assert json.loads(process.stdout.readline())["record"] == "header"
    process.stdout.close()
    assert process.wait(60) in (0, 1, 141)
    assert b"Traceback" not in process.stderr.read()
    process.stderr.close()


def test_a_full_disk_leaves_no_half_file(embedded: Store, tmp_path: Path, use_store):
    Firms(embedded, tmp_path / "in").load(ROWS)
    (tmp_path / "out").mkdir()

    def limit() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (1500, 1500))

    for name, file in (("nquads", "g.nq"), ("csv", "tables"), ("csv", "tables.zip")):
        path = tmp_path / "out" / file
        process = aigeo(use_store(embedded), "export", name, "-o", str(path), preexec_fn=limit)
        _, said = process.communicate(timeout=60)
        assert process.returncode == 1, said
        assert b"Traceback" not in said
        assert said.startswith(b"aigeo: ")
    assert list((tmp_path / "out").iterdir()) == []


def test_format_names_are_no_paths():
    for name in ("../jsonl", "jsonl/../csv", "formats.jsonl", "__init__", ""):
        with pytest.raises(UsageError):
            get_format(name)


@pytest.fixture
def exported_lines(embedded: Store, tmp_path: Path) -> list[dict[str, Any]]:
    Firms(embedded, tmp_path / "in").load(ROWS)
    export_to(embedded, "jsonl", tmp_path / "g.jsonl")
    emptied(embedded)
    return [json.loads(line) for line in (tmp_path / "g.jsonl").read_text("utf-8").splitlines()]


def load(store: Store, path: Path, lines: list[dict[str, Any]]):
    path.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    return run(store, store.settings, [str(path)])


def of(lines: list[dict[str, Any]], record: str, kind: str = "") -> list[dict[str, Any]]:
    return [x for x in lines if x["record"] == record and kind in ("", x.get("kind"))]


def test_statements_that_do_not_fit_are_rejected(embedded, exported_lines, tmp_path: Path):
    relations = of(exported_lines, "statement", "relation")
    entities = of(exported_lines, "statement", "entity")
    relations[0]["type"] = "LOVES"
    relations[1]["confidence"] = 7
    relations[2]["object"] = "firm:not-there"
    relations[3]["row"] = "eleven"
    relations[4]["start_char"], relations[4]["quote"] = 5, "x"
    entities[-1]["properties"] = {"name": ["not", "text"]}
    exported_lines.append({"record": "prophecy"})
    reports = load(embedded, tmp_path / "g.jsonl", exported_lines)
    assert sum(sum(r.rejected.values()) for r in reports) >= 6
    kept = embedded.read("MATCH (s:Statement) RETURN s.id AS id")
    assert not {r["id"] for r in relations[:5]} & {row["id"] for row in kept}
    assert reports[0].reject_file


def test_sources_with_paths_and_markup_for_names(embedded, exported_lines, tmp_path: Path):
    name = "../../<script>alert(1)</script>"
    for line in exported_lines:
        if line.get("source") == "firms":
            line["source"] = name
        if line["record"] == "source":
            line["id"] = name
    (report,) = load(embedded, tmp_path / "g.jsonl", exported_lines)
    assert report.source == name
    assert report.added
    inside = {p for p in tmp_path.rglob("*") if "script" in p.name}
    assert not inside
    for format in ("graphml", "gexf", "nquads", "trig", "turtle", "jsonld", "ftm", "cypher"):
        path = tmp_path / f"out{get_format(format).suffix}"
        export_to(embedded, format, path)
        if format in ("graphml", "gexf"):
            assert "<script" not in path.read_text("utf-8")


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda lines: lines.pop(0), "no header"),
        (lambda lines: lines[0].update(version=99), "version 99"),
        (lambda lines: of(lines, "source")[0].pop("id"), "source without an id"),
        (lambda lines: [lines.remove(x) for x in of(lines, "source")], "no source"),
        (lambda lines: of(lines, "source")[0].update(title=5), "'title' is not text"),
    ],
)
def test_a_file_that_is_no_export_is_refused(
    embedded, exported_lines, tmp_path: Path, change: Change, message: str
):
    change(exported_lines)
    path = tmp_path / "g.jsonl"
    path.write_text("".join(json.dumps(x) + "\n" for x in exported_lines), encoding="utf-8")
    with pytest.raises(InputError, match=message):
        run(embedded, embedded.settings, [str(path)], loader="aigeo-jsonl")
    assert not embedded.read("MATCH (s:Statement) RETURN s LIMIT 1")


def test_lines_that_are_cut_too_long_or_too_deep(
    embedded, exported_lines, tmp_path: Path, monkeypatch
):
    whole = (tmp_path / "g.jsonl").read_bytes()
    monkeypatch.setattr(exported, "MAX_LINE", 100_000)
    for tail, message in (
        (b'{"record": "stat', "not JSON"),
        (b'{"a": ' + b"[" * 90_000 + b"\n", "not JSON"),
        (b'{"a": "' + b"x" * 100_001 + b'"}\n', "longer than"),
        (b'"text"\n', "not a JSON object"),
        (b"\xff\xfe\n", "not UTF-8"),
    ):
        (tmp_path / "g.jsonl").write_bytes(whole + tail)
        with pytest.raises(InputError, match=message):
            run(embedded, embedded.settings, [str(tmp_path / "g.jsonl")])
    assert not embedded.read("MATCH (s:Statement) RETURN s LIMIT 1")


def test_a_line_that_was_changed_is_told(embedded: Store, tmp_path: Path):
    Firms(embedded, tmp_path / "in").load(ROWS)
    export_to(embedded, "ftm", tmp_path / "g.ftm.json")
    emptied(embedded)
    text = (tmp_path / "g.ftm.json").read_text("utf-8")
    changed = text.replace('"name":["ASML"]', '"name":["AS ML"]')
    assert changed != text
    (tmp_path / "g.ftm.json").write_text(changed, encoding="utf-8")
    (report,) = run(embedded, embedded.settings, [str(tmp_path / "g.ftm.json")])
    assert report.rejected["changed since it was exported"] == 1
    names = {row["n"] for row in embedded.read("MATCH (e:Entity) RETURN e.name AS n")}
    assert "ASML" not in names
    assert "TSMC" in names


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("g.rdf", "<!DOCTYPE rdf [<!ENTITY a 'b'>]><rdf:RDF/>", "RDF/XML is not read"),
        ("g.owl", "<rdf:RDF/>", "RDF/XML is not read"),
        ("g.jsonld", '{"@context": "https://example.org/c.jsonld", "@id": "x:y"}', "not readable"),
        ("g.jsonld", '{"@context": "file:///etc/passwd", "@id": "x:y"}', "not readable"),
        ("g.jsonld", '{"@context": ' + "[" * 50_000, "not readable"),
        ("g.nq", "<a> <b>", "not readable"),
        ("g.trig", "@prefix : <x", "not readable"),
        ("g.ttl", "<http://a> <http://b> <http://c> .", "no source"),
    ],
)
def test_rdf_that_is_refused(embedded: Store, tmp_path: Path, name: str, text: str, message: str):
    (tmp_path / name).write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match=message):
        run(embedded, embedded.settings, [str(tmp_path / name)])


def test_numbers_in_rdf_that_are_none(embedded: Store, tmp_path: Path):
    Firms(embedded, tmp_path / "in").load(ROWS)
    export_to(embedded, "nquads", tmp_path / "g.nq")
    emptied(embedded)
    text = (tmp_path / "g.nq").read_text("utf-8")
    integer = "^^<http://www.w3.org/2001/XMLSchema#integer>"
    (tmp_path / "g.nq").write_text(text.replace(f'"1"{integer}', f'"one"{integer}'), "utf-8")
    with pytest.raises(AigeoError, match="'one' is no"):
        run(embedded, embedded.settings, [str(tmp_path / "g.nq")])
    assert iri("id", "a b/c") == "https://w3id.org/aigeo/id/a%20b%2Fc"


def test_loading_an_export_only_adds(embedded: Store, tmp_path: Path):
    from aigeo.export import Selection

    firms = Firms(embedded, tmp_path / "in")
    firms.load(ROWS)
    before = snapshot(embedded)
    part = Selection(relations=("SUPPLIES",))
    export_to(embedded, "jsonl", tmp_path / "part.jsonl", part)
    (report,) = run(embedded, embedded.settings, [str(tmp_path / "part.jsonl")])
    assert (report.added, report.changed, report.withdrawn) == (0, 0, 0)
    assert snapshot(embedded) == before
    assert firms.load(ROWS).unchanged, "the source is still known by its bytes"
