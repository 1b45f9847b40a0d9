"""Other editions of a source: columns in another order, new ones, other line ends and encodings."""

from __future__ import annotations

import csv
import gzip
import io
import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from aigeo.config import Settings
from aigeo.errors import InputError
from aigeo.load.context import Context
from aigeo.load.inputs import job_of, jobs
from aigeo.load.registry import get_loader, loaders
from aigeo.load.rows import read_header
from aigeo.load.spec import FileSpec
from aigeo.load.stage import Stage

SETTINGS = Settings.from_env({})
SPECS = {
    name: loader.spec
    for name, loader in loaders(SETTINGS).items()
    if loader.spec.kind == "dataset" and loader.spec.files
}
NEW = "A column of the next edition"


def made_of(name: str, folder: Path) -> tuple[set[str], list[str]]:
    """Give the ids of the statements, which rest on cells and not on rows, and the warnings."""
    loader = get_loader(SETTINGS, name)
    ids: set[str] = set()
    warnings: list[str] = []
    for job in job_of(loader, folder).by_source():
        with Stage() as stage:
            context = Context(loader.spec, job.files, stage, name)
            loader.load(context)
            context.audit()
            ids |= {s["id"] for kind in ("entity", "relation") for s in stage.statements(kind)}
            warnings += context.tally.warnings
    return ids, warnings


def sample(name: str) -> Path:
    return SPECS[name].folder / "sample"


def files_of(name: str, folder: Path) -> Iterator[tuple[Path, FileSpec]]:
    for path in sorted(folder.iterdir()):
        for entry in SPECS[name].files:
            if entry.matches(path):
                yield path, entry
                break


def columns_of(path: Path, entry: FileSpec) -> set[str]:
    if entry.format in ("csv", "tsv"):
        return set(read_header(path, entry))
    text = path.read_text("utf-8-sig")
    if entry.format == "jsonl":
        return {key for line in text.splitlines() if line for key in json.loads(line)}
    data = json.loads(text)
    outer = {f"@{key}" for key in data if key != entry.records}
    return outer | {key for record in data[entry.records] for key in record}


def delimited(change: Callable[[list[list[str]]], list[list[str]]], end: str, bom: str) -> Callable:
    def rewrite(path: Path, entry: FileSpec) -> None:
        tab = "\t" if entry.format == "tsv" else ","
        with path.open(encoding="utf-8-sig", newline="") as lines:
            rows = list(csv.reader(lines, delimiter=tab, quotechar=entry.quotechar))
        out = io.StringIO()
        plain = entry.quotechar == "\0"
        writer = csv.writer(
            out, delimiter=tab, lineterminator=end,
            quoting=csv.QUOTE_NONE if plain else csv.QUOTE_ALL,
            quotechar=None if plain else entry.quotechar,
        )  # fmt: skip
        # The last line of OFAC's files is a Control-Z alone.
        writer.writerows(row for row in change(rows) if row != ["\x1a"])
        path.write_bytes((bom + out.getvalue()).encode())

    return rewrite


def another_edition(path: Path, entry: FileSpec) -> None:
    if entry.format in ("csv", "tsv") and entry.header is None:
        width: list[int] = []

        def turned(rows: list[list[str]]) -> list[list[str]]:
            width.append(len(rows[0]))
            rows = [row + [""] * (width[0] - len(row)) for row in rows]
            return [[*reversed(rows[0]), NEW], *([*reversed(r), "new"] for r in rows[1:])]

        delimited(turned, "\r\n", "\ufeff")(path, entry)
    elif entry.format in ("csv", "tsv"):
        delimited(lambda rows: rows, "\n", "\ufeff")(path, entry)
    elif entry.format == "jsonl":
        records = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
        turned_lines = [json.dumps({NEW: 1, **dict(reversed(r.items()))}) for r in records]
        path.write_text("\r\n".join(turned_lines) + "\r\n\r\n", "utf-8")
    else:
        data = json.loads(path.read_text("utf-8"))
        data[entry.records] = [{NEW: 1, **dict(reversed(r.items()))} for r in data[entry.records]]
        path.write_text(json.dumps(dict(reversed(data.items()))), "utf-8-sig")


@pytest.mark.parametrize("name", sorted(SPECS))
def test_every_column_is_used_or_ignored_for_a_reason(name: str) -> None:
    _, warnings = made_of(name, sample(name))
    assert not [w for w in warnings if "columns not read" in w]
    for path, entry in files_of(name, sample(name)):
        assert all(entry.ignore.values()), path
        if entry.format in ("csv", "tsv"):
            # A column that is gone needs no excuse.
            assert set(entry.ignore) - columns_of(path, entry) <= OPTIONAL.get(name, set()), path


OPTIONAL = {
    "kgx": {"provided_by", "iri", "in_taxon", "same_as", "type", "relation", "category",
            "knowledge_source", "aggregator_knowledge_source", "knowledge_level", "agent_type"},
}  # fmt: skip
"""Columns of a form that many publish, of which a graph may lack some."""


@pytest.mark.parametrize("name", sorted(SPECS))
def test_another_order_of_columns_a_new_one_and_other_line_ends(name: str, tmp_path: Path) -> None:
    before, _ = made_of(name, sample(name))
    folder = tmp_path / "next"
    shutil.copytree(sample(name), folder)
    new = []
    for path, entry in files_of(name, folder):
        another_edition(path, entry)
        new += [path.name] if NEW in columns_of(path, entry) else []
    after, warnings = made_of(name, folder)
    assert after == before
    # Nothing that a publisher adds goes unnoticed.
    noticed = {w.partition(":")[0] for w in warnings if NEW in w}
    assert noticed == set(new) - UNREAD.get(name, set())


UNREAD = {"agora": {"collections.csv"}}


@pytest.mark.parametrize("name", sorted(SPECS))
def test_compressed_files_are_the_same(name: str, tmp_path: Path) -> None:
    before, _ = made_of(name, sample(name))
    folder = tmp_path / "packed"
    shutil.copytree(sample(name), folder)
    for path, _ in files_of(name, folder):
        path.write_bytes(gzip.compress(path.read_bytes()))
    assert made_of(name, folder)[0] == before


@pytest.mark.parametrize("name", sorted(SPECS))
def test_a_required_column_that_was_renamed_is_named(name: str, tmp_path: Path) -> None:
    folder = tmp_path / "renamed"
    shutil.copytree(sample(name), folder)
    named = 0
    for path, entry in files_of(name, folder):
        if entry.format not in ("csv", "tsv") or entry.header or not entry.required:
            continue
        kept = path.read_bytes()
        column = entry.required[-1]
        head, line, rest = kept.partition(b"\n")
        path.write_bytes(
            head.replace(column.encode(), b"Renamed " + column.encode(), 1) + line + rest
        )
        with pytest.raises(InputError, match="is missing; the file has") as caught:
            made_of_files(name, folder)
        assert (caught.value.path, caught.value.field) == (str(path), column)
        path.write_bytes(kept)
        named += 1
    assert named or all(f.header or f.format not in ("csv", "tsv") for f in SPECS[name].files)


def made_of_files(name: str, folder: Path) -> None:
    """Load files that the loader is told to read, so that a name is enough."""
    loader = get_loader(SETTINGS, name)
    work, _ = jobs(SETTINGS, [str(p) for p, _ in files_of(name, folder)], name)
    with Stage() as stage:
        loader.load(Context(loader.spec, work[0].files, stage, name))


def test_both_layouts_of_the_consolidated_screening_list(tmp_path: Path) -> None:
    source = sample("us-csl") / "consolidated.csv"
    with source.open(encoding="utf-8-sig", newline="") as lines:
        rows = list(csv.reader(lines))
    assert rows[0][0] == "_id"
    old = tmp_path / "csl.csv"
    with old.open("w", encoding="utf-8", newline="") as out:
        csv.writer(out).writerows(row[1:] for row in rows)
    assert made_of("us-csl", tmp_path)[0] == made_of("us-csl", source.parent)[0]
