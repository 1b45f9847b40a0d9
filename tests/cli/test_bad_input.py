"""Bad input ends in one clear message and an exit code, and the graph is as it was."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import complaint, ok
from tests.load.sources import ROWS, add_loader, write_csv

MEGABYTES = 50


@pytest.fixture
def untouched(cli, tmp_path: Path, monkeypatch):
    """A loaded graph, which must be the same after the test, to the byte of an export."""
    monkeypatch.setenv("AIGEO_LOADERS", str(add_loader(tmp_path / "loaders")))
    ok(cli("load", write_csv(tmp_path / "firms.csv", ROWS)))
    before = ok(cli("stats")), cli("export", "jsonl").stdout_bytes
    assert len(before[1]) > 1000
    yield cli
    assert (ok(cli("stats")), cli("export", "jsonl").stdout_bytes) == before


def bad_files(folder: Path) -> dict[str, Path]:
    """Write one file of each bad kind."""
    folder.mkdir()
    contents = {
        "empty.txt": b"",
        "blank.txt": b" \n\t\n",
        "binary.txt": bytes(range(256)) * 40,
        "picture.html": b"\x89PNG\r\n\x1a\n" + b"\x00" * 500,
        "latin.txt": "Z\xfcrich-based Acme \xe4\xf6\xfc denies access to China.".encode("latin-1"),
        "truncated.html": b"<html><head><title>News</title><body><nav><a href='/x'>Home</a><di",
        "broken.jsonl": b'{"id": "a", "text": "Huawei is based in Chi',
        "no-text.jsonl": b'{"id": "a", "headline_only": "Huawei is based in China."}\n',
    }
    for name, content in contents.items():
        (folder / name).write_bytes(content)
    return {name: folder / name for name in contents}


def test_files_that_are_no_texts(untouched, tmp_path: Path):
    for name, path in bad_files(tmp_path / "bad").items():
        for command in ("load", "extract"):
            line = complaint(untouched(command, str(path)))
            assert name in line, f"{command} {name}: the message must name the file: {line}"


def test_fifty_megabytes_on_one_line(untouched, tmp_path: Path):
    path = tmp_path / "long.txt"
    with path.open("w") as out:
        for _ in range(MEGABYTES):
            out.write("Acme sells chips to Beta and Gamma, ".ljust(64) * 16384)
    for command in ("load", "extract"):
        assert "long.txt" in complaint(untouched(command, str(path)))


def test_empty_and_binary_stdin(untouched):
    for data in (b"", b"\x00\xff\xfe\x01" * 99):
        for command in ("load", "extract"):
            complaint(untouched(command, "-", input=data))


def test_tables_that_are_not_as_declared(untouched, tmp_path: Path):
    header = ("Firm", "Country", "Founded", "Customer", "Since")
    cases = {
        "no column": (
            ",".join(("Firm", "Founded", "Customer", "Since")) + "\nA,1990,,\n",
            "Country",
        ),
        "empty": ("", "empty"),
        "header only": (",".join(header) + "\n", "no rows"),
        "cut off": (",".join(header) + "\nAcme,Chi", "row 1"),
        "a web page": ("<!DOCTYPE html><html><body>504</body></html>\n", "web page"),
    }
    for what, (text, word) in cases.items():
        folder = tmp_path / what.replace(" ", "-")
        folder.mkdir()
        (folder / "firms.csv").write_text(text)
        line = complaint(untouched("load", str(folder / "firms.csv")))
        assert word in line, (what, line)
    (tmp_path / "utf16").mkdir()
    (tmp_path / "utf16" / "firms.csv").write_bytes("Firm,Country\n".encode("utf-16"))
    complaint(untouched("load", str(tmp_path / "utf16" / "firms.csv")))


def test_inputs_that_are_not_there(untouched, tmp_path: Path):
    assert "no-such" in complaint(untouched("load", "no-such"))
    assert "'nobody'" in complaint(untouched("load", "-", "--loader", "nobody", input="x"))
    (tmp_path / "nothing").mkdir()
    complaint(untouched("load", str(tmp_path / "nothing")))
    assert untouched("load").exit_code == 2


def test_a_broken_loader(untouched, tmp_path: Path, monkeypatch):
    folder = add_loader(tmp_path / "loaders2", code="def load(context):\n    raise KeyError('x')\n")
    monkeypatch.setenv("AIGEO_LOADERS", str(folder))
    write_csv(tmp_path / "other" / "firms.csv", ROWS[:2])
    result = untouched("load", str(tmp_path / "other" / "firms.csv"))
    assert result.exit_code == 1


def test_questions_that_cannot_be_asked(untouched):
    assert "'no-such-question'" in complaint(untouched("query", "no-such-question"))
    line = complaint(untouched("query", "who-can-constrain", "-p", "entity=Huawei",
                               "-p", "max_hops=many"), 2)  # fmt: skip
    assert "max_hops" in line
    line = complaint(untouched("query", "who-can-constrain", "-p", "entity=Huawei",
                               "-p", "max_hops=99"), 2)  # fmt: skip
    assert "max_hops" in line
    assert "entity" in complaint(untouched("query", "who-can-constrain"), 2)
    assert "speed" in complaint(
        untouched("query", "who-can-constrain", "-p", "entity=Huawei", "-p", "speed=1"), 2
    )
    assert "Nobody At All" in complaint(
        untouched("query", "who-can-constrain", "-p", "entity=Nobody At All")
    )
    assert untouched("query", "who-can-constrain", "-p", "nonsense").exit_code == 2
    assert "Nobody" in complaint(untouched("paths", "Nobody", "Huawei"))
    assert "as-of" in untouched("paths", "TSMC", "Nvidia", "--as-of", "soon").stderr.replace(
        "_", "-"
    )
    assert untouched("paths", "TSMC", "Nvidia", "--top", "0").exit_code == 2


@pytest.mark.parametrize(
    "text",
    [
        "CREATE (n:Entity {id: 'x'})",
        "MATCH (n) DETACH DELETE n",
        "MATCH (n:Firm) SET n.name = 'x' RETURN n",
        "MERGE (n:Firm {id: 'x'}) RETURN n",
        "MATCH (n) REMOVE n:Firm",
        "LOAD CSV FROM 'file:///etc/passwd' AS line RETURN line",
        "CALL dbms.shutdown()",
        "MATCH (n) RETURN n; MATCH (m) DELETE m",
        "DROP CONSTRAINT entity_id",
        "this is no Cypher",
        "",
    ],
)
def test_statements_that_write_or_are_none(untouched, text: str):
    result = untouched("cypher", text)
    assert result.exit_code in (1, 2)
    complaint(result, result.exit_code)
