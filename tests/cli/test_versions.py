"""Versions of a source on the command line: diff, catalogue, reasons, reject files."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest

from tests.cli.conftest import complaint, ok
from tests.load.sources import ROWS, YAML, add_loader, write_csv

BARRED = YAML.replace(
    "licence: CC0", "licence: CC BY-NC 4.0\ncommercial_use: false\nurl: https://e.org"
)
SMIC = ("SMIC", "China", "2000", "", "")


@pytest.fixture
def firms(cli, tmp_path: Path, monkeypatch) -> Path:
    monkeypatch.setenv("AIGEO_LOADERS", str(add_loader(tmp_path / "loaders", BARRED)))
    return Path(write_csv(tmp_path / "firms.csv", ROWS))


def version(cli) -> str:
    return ok(cli("sources", "show", "firms"))["version"]


def test_diff_names_what_came_went_and_changed(cli, firms: Path) -> None:
    ok(cli("load", str(firms)))
    assert "only one version" in complaint(cli("diff", "firms"))
    first = version(cli)
    changed = ("Nvidia", "United States", "1993-04", "OpenAI", "2016-08")
    write_csv(firms, (ROWS[0], changed, ROWS[2], SMIC))
    (report,) = ok(cli("load", str(firms)))
    second = version(cli)
    found = ok(cli("diff", "firms"))
    counts = {k: report[k] for k in ("added", "changed", "withdrawn")}
    assert found["counts"] == counts == {"added": 2, "changed": 1, "withdrawn": 5}
    assert (found["from"]["version"], found["to"]["version"]) == (first, second)
    by_sort: dict[str, list] = {}
    for change in found["changes"]:
        by_sort.setdefault(change["change"], []).append(change)
    (founding,) = by_sort["changed"]
    assert (founding["subject_name"], founding["before"], founding["after"]) == (
        "Nvidia", {"founded": "1993"}, {"founded": "1993-04"},
    )  # fmt: skip
    assert {c["subject_name"] for c in by_sort["added"]} == {"SMIC"}
    supplies = next(c for c in by_sort["withdrawn"] if c["type"] == "SUPPLIES")
    assert (supplies["subject_name"], supplies["object_name"]) == ("ASML", "TSMC")
    assert supplies["before"]["start"] == "2003"
    table = cli("diff", "firms", "--format", "table", "--only", "withdrawn")
    assert "ASML" in table.stdout
    assert "SMIC" not in table.stdout
    assert f"2 added, 1 changed, 5 withdrawn from {first}" in table.stderr


def test_diff_of_any_two_versions(cli, firms: Path) -> None:
    ok(cli("load", str(firms)))
    first = version(cli)
    write_csv(firms, ROWS[:3])
    ok(cli("load", str(firms)))
    second = version(cli)
    write_csv(firms, (*ROWS, SMIC))
    ok(cli("load", str(firms)))
    assert ok(cli("diff", "firms", first, second))["counts"]["withdrawn"] == 5
    # What went and came back is no difference between the ends.
    over_all = ok(cli("diff", "firms", first[:6]))
    assert over_all["counts"] == {"added": 2, "changed": 0, "withdrawn": 0}
    assert ok(cli("diff", "firms", second))["counts"]["added"] == 7
    assert "no version 'ffffffff'" in complaint(cli("diff", "firms", "ffffffff"))
    assert "no source" in complaint(cli("diff", "nothing"))
    day = over_all["to"]["loaded"][:10]
    assert ok(cli("diff", "firms", day))["counts"] == {"added": 0, "changed": 0, "withdrawn": 0}


def test_a_forced_load_keeps_its_reason(cli, firms: Path) -> None:
    ok(cli("load", str(firms)))
    write_csv(firms, ROWS[:1])
    message = complaint(cli("load", str(firms)))
    assert "15 of 20 statements would be withdrawn" in message or "would be withdrawn" in message
    assert len(ok(cli("sources", "show", "firms"))["loads"]) == 1
    ok(cli("load", str(firms), "--force", "--reason", "the others closed"))
    found = ok(cli("diff", "firms"))
    assert found["to"]["forced"] == "the others closed"


def test_rejected_rows_are_in_a_file_with_reason_and_number(cli, firms: Path) -> None:
    write_csv(firms, (*ROWS, ("Nobody", "Atlantis", "", "", "")))
    (report,) = ok(cli("load", str(firms)))
    assert report["rejected"] == {"unknown country": 1}
    (line,) = Path(report["reject_file"]).read_text().splitlines()
    assert json.loads(line) == {
        "file": "firms.csv", "row": 5, "reason": "unknown country", "detail": "Atlantis",
    }  # fmt: skip


def test_the_catalogue(cli, firms: Path, tmp_path: Path) -> None:
    ok(cli("load", str(firms)))
    (entry,) = ok(cli("sources"))
    assert (entry["id"], entry["licence"], entry["commercial_use"]) == (
        "firms", "CC BY-NC 4.0", False,
    )  # fmt: skip
    assert (entry["entities"], entry["relations"], entry["withdrawn"]) == (12, 8, 0)
    assert entry["versions"] == 1
    assert entry["last_change"]["added"] == entry["statements"] == 20
    target = tmp_path / "index.json"
    result = cli("sources", "index", "-o", str(target))
    assert result.exit_code == 0
    assert "not for commercial use: firms" in result.stderr
    assert json.loads(target.read_text())["sources"] == [entry]
    write_csv(firms, ROWS[:3])
    ok(cli("load", str(firms)))
    (later,) = ok(cli("sources", "index"))["sources"]
    assert (later["versions"], later["withdrawn"]) == (2, 5)
    assert later["version"] != entry["version"]
    assert "not for commercial use" in cli("sources", "--format", "table").stderr


def test_every_export_says_that_commercial_use_is_forbidden(
    cli, firms: Path, tmp_path: Path
) -> None:
    ok(cli("load", str(firms)))
    formats = [row["format"] for row in ok(cli("export"))]
    assert len(formats) > 10
    for name in formats:
        target = tmp_path / "exports" / name
        target.parent.mkdir(exist_ok=True)
        result = cli("export", name, "-o", str(target))
        assert result.exit_code == 0, (name, result.stderr)
        written = [p for p in (tmp_path / "exports").rglob(f"{name}*") if p.is_file()]
        written += [p for p in target.rglob("*") if p.is_file()]
        told = b"".join(text for path in written for text in texts_of(path)).lower()
        assert b"not for commercial use" in told or b"commercial_use" in told, name
        assert b"cc by-nc 4.0" in told, name


def texts_of(path: Path) -> list[bytes]:
    """Give a file's bytes, of a zip archive (a workbook) those of its members."""
    if not zipfile.is_zipfile(path):
        return [path.read_bytes()]
    with zipfile.ZipFile(path) as archive:
        return [archive.read(name) for name in archive.namelist()]
