"""Which loader a file is for: by its name, then by its columns or fields."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

from aigeo.errors import InputError
from aigeo.load.registry import Loader
from aigeo.load.rows import read_header
from aigeo.load.spec import FileSpec

MAX_PEEK = 64 * 1024 * 1024


def recognise(path: Path, known: Mapping[str, Loader]) -> tuple[Loader, FileSpec] | None:
    """Find the loader, and the entry of its files, that fits a file: by name, then by columns.

    A name that only one loader claims is enough, so that a file that lost a column is reported
    by that loader; a name that several claim, a mere suffix such as `*.jsonl`, and any other name
    need the columns too.
    """
    fields = _fields(path)
    by_name: list[tuple[Loader, FileSpec]] = []
    by_columns: list[tuple[int, str, Loader, FileSpec]] = []
    for loader in known.values():
        for entry in loader.spec.files:
            matches = entry.matches(path)
            if matches and not _mere_suffix(entry):
                by_name.append((loader, entry))
            if fields and entry.required and set(entry.required) <= fields:
                by_columns.append((len(entry.required) + 100 * matches, loader.name, loader, entry))
    if by_columns:
        best = max(by_columns, key=lambda c: (c[0], c[1]))
        if best[0] >= 2 and (len(by_name) != 1 or best[0] > 100):
            return best[2], best[3]
    if by_name:
        return by_name[0]
    texts = [loader for loader in known.values() if loader.spec.extensions]
    for name_of in (_name, _form):
        name = name_of(path) if texts else None
        for loader in texts:
            if name is not None and name.endswith(loader.spec.extensions):
                return loader, FileSpec(name="*", format="text")
    return None


def _mere_suffix(entry: FileSpec) -> bool:
    """Tell whether an entry that states columns fits all files of one suffix by its name."""
    name = entry.name
    return bool(entry.required) and name.startswith("*.") and "." not in name[2:]


def _name(path: Path) -> str:
    return path.name.lower()


def _form(path: Path) -> str | None:
    """Give the suffix that a file's first bytes call for: addresses end in `/feed` and the like."""
    if path.suffix.lower() in (".csv", ".tsv", ".json"):
        return None
    # Imported here: loads of datasets do without the libraries that read articles.
    from aigeo.articles.readers.sniff import HEAD, form_of

    try:
        with path.open("rb") as raw:
            form = form_of(raw.read(HEAD))
    except OSError:
        return None
    return None if form == ".warc.gz" else form  # any compressed file looks like one


def _fields(path: Path) -> set[str]:
    """Give the column or field names of a data file's first record; empty when unreadable."""
    suffix = path.suffix.lower()
    try:
        if suffix in (".csv", ".tsv", ".txt"):
            with path.open("rb") as raw:
                first = raw.readline(100_000)
            tabs = b"\t" in first and first.count(b"\t") >= first.count(b",")
            return set(read_header(path, FileSpec(name="*", format="tsv" if tabs else "csv")))
        if suffix in (".jsonl", ".ndjson"):
            with path.open(encoding="utf-8-sig") as lines:
                record = json.loads(lines.readline(10_000_000) or "null")
        elif suffix == ".json":
            record = _first_record(_start(path))
        else:
            return set()
    except (InputError, UnicodeDecodeError, ValueError, OSError):
        return set()  # not data, or not readable: the loader that takes it will say so
    return set(record) if isinstance(record, dict) else set()


def _start(path: Path) -> str:
    """Give a file's text, of a large one the first line: it may be JSON lines all the same."""
    if path.stat().st_size <= MAX_PEEK:
        return path.read_text("utf-8-sig")
    with path.open(encoding="utf-8-sig") as lines:
        return lines.readline(10_000_000)


def _first_record(text: str) -> object:
    try:
        data = json.loads(text)
    except ValueError:
        return json.loads(text.splitlines()[0])
    if isinstance(data, list):
        return data[0] if data else None
    if isinstance(data, dict):
        lists = [v for v in data.values() if isinstance(v, list) and v and isinstance(v[0], dict)]
        return {**data, **lists[0][0]} if len(lists) == 1 else data
    return data
