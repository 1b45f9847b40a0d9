"""`aigeo resolve` as people use it: decisions, files of judgements, review on a terminal."""

from __future__ import annotations

import csv
import json
import os
import pty
import select
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from aigeo.cli import main
from aigeo.resolve import find
from aigeo.store import Store
from tests.resolve.sources import World

HEADER = "left,right,verdict,by,at,reason\n"


@pytest.fixture
def world(embedded: Store, tmp_path: Path, use_store: Callable[[Store], dict[str, str]]) -> World:
    world = World(embedded, tmp_path)
    world.load("one")
    world.load("two")
    # Tests of pairs make their own, so that they do not hang on what the matcher thinks likely.
    embedded.write("MATCH (p:CandidatePair) DELETE p")
    use_store(embedded)
    return world


def resolve(*words: str) -> Result:
    return CliRunner().invoke(main, ["resolve", *words])


def test_decisions_are_made_logged_and_undone(world: World) -> None:
    before = world.picture()
    done = resolve("merge", "Celadon", "two:3", "--by", "ann", "--reason", "same site")
    assert done.exit_code == 0, done.output
    assert find(world.store, "two:3") == "firm:celadon"
    assert resolve("split", "two:1", "Acme", "--by", "ann").exit_code == 0
    (merged, parted) = json.loads(resolve("log", "--format", "json").stdout)
    assert (merged["action"], merged["by"], merged["reason"]) == ("merge", "ann", "same site")
    assert resolve("undo").exit_code == 0
    assert resolve("undo", merged["id"]).exit_code == 0
    assert world.picture() == before
    assert all(line["undone"] for line in json.loads(resolve("log", "--format", "json").stdout))
    again = resolve("undo", parted["id"])
    assert again.exit_code == 2
    assert "undone already" in again.stderr


def test_the_log_shows_what_loading_linked_and_by_what(world: World) -> None:
    resolve("merge", "Celadon", "two:3", "--by", "ann")
    links = json.loads(resolve("log", "--links", "--format", "json").stdout)
    assert links
    assert {link["by"] for link in links} == {"aigeo"}
    assert all(find(world.store, link["left"]) == link["right"] for link in links)
    assert all(link["reason"] and link["load"] for link in links)


@pytest.mark.parametrize("name", ["all.csv", "all.jsonl"])
def test_judgements_go_out_and_come_back(world: World, tmp_path: Path, name: str) -> None:
    resolve("merge", "Celadon", "two:3", "--by", "ann", "--reason", 'a "quoted", 中文 reason')
    resolve("split", "two:4", "two:2", "--by", "bob")
    merged = world.picture()
    file = tmp_path / name
    assert resolve("export", str(file)).exit_code == 0
    resolve("undo")
    resolve("undo")
    assert resolve("import", str(file)).exit_code == 0
    assert world.picture() == merged
    assert "0 judgements taken in, 2 known before" in resolve("import", str(file)).stdout


def test_conflicts_between_two_people_are_listed_and_nothing_is_taken(
    world: World, tmp_path: Path
) -> None:
    before = world.picture()
    ann, bob = tmp_path / "ann.csv", tmp_path / "bob.csv"
    ann.write_text(HEADER + "two:3,firm:celadon,same,ann,2026-01-01,\n"
                   "two:4,two:3,same,ann,2026-01-02,\n")  # fmt: skip
    bob.write_text(HEADER + "firm:celadon,two:3,different,bob,2026-02-01,site\n"
                   "two:4,firm:celadon,different,bob,2026-02-01,\n")  # fmt: skip
    done = resolve("import", str(ann), str(bob))
    assert done.exit_code == 1
    assert "firm:celadon and two:3: different (by bob, 2026-02-01), but" in done.stderr
    assert "two:4 and firm:celadon: different" in done.stderr
    assert world.picture() == before
    assert resolve("import", str(ann)).exit_code == 0
    assert resolve("import", str(bob)).exit_code == 1


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("left,right,verdict\na:1,a:2,same\n", "column 'by' is missing"),
        (HEADER + "a:1,a:2,perhaps,ann,2026-01-01,\n", "row 1, field 'verdict'"),
        (HEADER + "a:1,a:2,same,ann,2026-01-01,\n", "no entity has the id 'a:1'"),
        (HEADER + "a:1,a:2,same,ann,soon,\n", "row 1, field 'at'"),
        (HEADER + "a:1\n", "row 1, field 'right'"),
        (HEADER + f"a:1,{'x' * 10_000},same,ann,2026-01-01,\n", "10000 characters"),
        (HEADER, "hold no judgement"),
        (HEADER + "two:1,firm:acme,different,ann,2026-01-01,\n", "by aigeo"),
    ],
)
def test_bad_files_are_refused_with_place_and_reason(
    world: World, tmp_path: Path, text: str, said: str
) -> None:
    file = tmp_path / "bad.csv"
    file.write_text(text)
    before = world.picture()
    done = resolve("import", str(file))
    assert done.exit_code == 1
    assert said in done.stderr
    assert world.picture() == before


SPREADSHEET = "left;right;verdict;by;at;reason\ntwo:3;firm:celadon;same;ann;2026-01-01;Größe\n"


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
@pytest.mark.parametrize("separator", [";", "\t", ","])
def test_files_as_spreadsheets_save_them_are_read(
    world: World, tmp_path: Path, encoding: str, separator: str
) -> None:
    file = tmp_path / "saved.csv"
    file.write_text(SPREADSHEET.replace(";", separator), encoding=encoding)
    done = resolve("import", str(file))
    assert done.exit_code == 0, done.output
    assert find(world.store, "two:3") == "firm:celadon"
    assert "Größe" in resolve("export").stdout


def test_columns_and_fields_that_say_nothing_are_told(world: World, tmp_path: Path) -> None:
    table, lines = tmp_path / "a.csv", tmp_path / "a.jsonl"
    table.write_text("left,right,verdict,by,at,reson\ntwo:3,firm:celadon,same,ann,2026-01-01,x\n")
    lines.write_text('{"left": "two:4", "right": "two:3", "verdict": "unsure", "by": "ann", '
                     '"at": "2026-01-01", "mood": 1}\n')  # fmt: skip
    done = resolve("import", str(table), str(lines))
    assert done.exit_code == 0, done.output
    assert "a.csv: not read: reson" in done.stderr
    assert "a.jsonl: not read: mood" in done.stderr


def test_a_row_longer_than_the_header_is_refused(world: World, tmp_path: Path) -> None:
    file = tmp_path / "long.csv"
    file.write_text(HEADER + "two:3,firm:celadon,same,ann,2026-01-01,a, b\n")
    done = resolve("import", str(file))
    assert done.exit_code == 1
    assert "long.csv, row 1: has more fields than the header" in done.stderr


def test_what_changes_nothing_is_not_logged(world: World, tmp_path: Path) -> None:
    assert resolve("merge", "Celadon", "two:3", "--by", "ann").exit_code == 0
    assert resolve("split", "two:4", "two:2", "--by", "ann").exit_code == 0
    again = resolve("split", "two:2", "two:4", "--by", "ann")
    assert again.exit_code == 2
    assert "judged different by ann already" in again.stderr
    file = tmp_path / "all.csv"
    assert resolve("export", str(file)).exit_code == 0
    assert resolve("import", str(file)).exit_code == 0
    assert "undone: split of" in resolve("undo").stdout
    assert "undone: merge of" in resolve("undo").stdout


def test_unknown_ids_can_be_left_out(world: World, tmp_path: Path) -> None:
    file = tmp_path / "team.csv"
    file.write_text(HEADER + "a:1,a:2,same,ann,2026-01-01,\n"
                    "two:3,firm:celadon,same,ann,2026-01-01,\n")  # fmt: skip
    done = resolve("import", str(file), "--skip-unknown")
    assert done.exit_code == 0, done.output
    assert find(world.store, "two:3") == "firm:celadon"


def test_bytes_that_are_no_text_are_refused(world: World, tmp_path: Path) -> None:
    for name, data in (("x.csv", b"\xff\xfe\x00left"), ("x.jsonl", b"[1]\n"), ("y.jsonl", b"{")):
        (tmp_path / name).write_bytes(data)
        done = resolve("import", str(tmp_path / name))
        assert done.exit_code == 1, done.output
        assert name in done.stderr


def test_pairs_are_ranked_by_what_they_move(world: World) -> None:
    rows = [
        {"id": f"p:{a}|{b}", "left": a, "right": b, "score": 0.5, "reason": "name of several"}
        for a, b in (("two:4", "firm:acme-holdings"), ("two:3", "firm:celadon"))
    ]
    world.store.write("UNWIND $rows AS row CREATE (p:CandidatePair) SET p = row", {"rows": rows})
    found = list(csv.DictReader(resolve("pairs", "--format", "csv").stdout.splitlines()))
    assert [row["left"] for row in found] == ["two:3", "two:4"]
    assert int(found[0]["touched"]) > int(found[1]["touched"])


def test_review_asks_with_single_keys_on_a_terminal(
    world: World, use_store: Callable[[Store], dict[str, str]]
) -> None:
    rows = [
        {"id": f"p:{a}|{b}", "left": a, "right": b, "score": 0.5, "reason": "name of several"}
        for a, b in (("two:4", "firm:acme-holdings"), ("two:3", "firm:celadon"))
    ]
    world.store.write("UNWIND $rows AS row CREATE (p:CandidatePair) SET p = row", {"rows": rows})
    shown = on_a_terminal(use_store(world.store), "sbsd")
    assert "1 of 2" in shown
    assert "2 of 2" in shown
    assert "Celadon Technology" in shown
    assert "≠ name" in shown
    assert "2 decisions" in shown
    assert find(world.store, "two:3") == find(world.store, "firm:celadon")
    verdicts = world.store.read(
        "MATCH (j:Judgement) WHERE j.by = 'ann' RETURN j.left AS left, j.verdict AS verdict"
    )
    assert {(v["left"], v["verdict"]) for v in verdicts} == {
        ("two:3", "same"), ("two:4", "different"),
    }  # fmt: skip


def on_a_terminal(environment: dict[str, str], keys: str) -> str:
    """Run `aigeo resolve review` on a pseudo-terminal, a key for each prompt; give the screen."""
    main_end, child_end = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "aigeo", "resolve", "review", "--by", "ann"],
        stdin=child_end, stdout=child_end, stderr=child_end,
        env={**os.environ, **environment, "COLUMNS": "100", "TERM": "xterm"},
    )  # fmt: skip
    os.close(child_end)
    seen, at, sent, typed = "", 0, 0, 0.0
    deadline = time.monotonic() + 120
    try:
        while time.monotonic() < deadline:
            ready, _, _ = select.select([main_end], [], [], 0.2)
            if ready:
                try:
                    data = os.read(main_end, 65536)
                except OSError:  # the other end is closed: the command has ended
                    break
                if not data:
                    break
                seen += data.decode("utf-8", "replace")
            elif process.poll() is not None:
                break
            prompts = seen.count("[q]uit")
            # Setting the terminal to single keys drops what was typed before: wait, and repeat.
            late = sent and time.monotonic() - typed > 20
            if prompts > at and sent < len(keys):
                time.sleep(0.7)
                os.write(main_end, keys[sent].encode())
                at, sent, typed = prompts, sent + 1, time.monotonic()
            elif late and process.poll() is None:
                os.write(main_end, keys[sent - 1].encode())
                typed = time.monotonic()
        process.wait(timeout=30)
    finally:
        process.kill()
        os.close(main_end)
    return seen


def test_a_dash_stands_for_standard_output(
    world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    resolve("merge", "Celadon", "two:3", "--by", "ann")
    assert resolve("export", "-").stdout == resolve("export").stdout
    assert not (tmp_path / "-").exists()
