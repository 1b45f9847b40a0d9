"""From what the user gives (`INPUT…`) to loaders and their files."""

from __future__ import annotations

import glob
import json
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from aigeo.articles.readers.sniff import HEAD, form_of
from aigeo.config import Settings
from aigeo.errors import InputError, UsageError
from aigeo.load.fetch import fetch
from aigeo.load.registry import Loader, get_loader, loaders
from aigeo.load.rows import read_header
from aigeo.load.spec import FileSpec

STDIN = "-"
ADDRESS = ("http://", "https://")
MAX_PEEK = 64 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Job:
    """One loader and the files that it is to read."""

    loader: Loader
    files: Mapping[Path, FileSpec]


def jobs(
    settings: Settings, inputs: Iterable[str], loader: str | None = None
) -> tuple[list[Job], list[str]]:
    """Sort inputs (files, folders, globs, URLs, `-`, names of loaders) to loaders.

    Gives the jobs and a note for each file of a folder that was passed over. Raises InputError
    for a path that is not there or that no loader knows, UsageError when there is no input.
    """
    known = loaders(settings)
    named = known[get_loader(settings, loader).name] if loader else None
    chosen: dict[str, dict[Path, FileSpec]] = {}
    notes: list[str] = []
    for text in inputs:
        if text in known and not Path(text).exists():
            files = {_download(settings, f.url): f for f in known[text].spec.files if f.url}
            if not files:
                raise UsageError(
                    f"loader {text!r} names no published files", hint="give a file or folder"
                )
            chosen.setdefault(text, {}).update(files)
            continue
        paths, listed = _paths(settings, text)
        address = text if text.startswith(ADDRESS) else None
        for name, files in _sort(paths, known, named, listed, notes).items():
            found = {p: replace(entry, url=address) if address and entry.name == "*" else entry
                     for p, entry in files.items()}  # fmt: skip
            chosen.setdefault(name, {}).update(found)
    if not chosen:
        raise UsageError("there is nothing to load", hint="; ".join(notes[:3]) or None)
    return [Job(known[name], files) for name, files in chosen.items()], notes


def _paths(settings: Settings, text: str) -> tuple[list[Path], bool]:
    """Give files, and whether the user named them one by one (a folder is a list)."""
    if text == STDIN:
        data = sys.stdin.buffer.read()
        path = settings.home / "staging" / f"stdin{form_of(data) or '.txt'}"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        return [path], True
    if text.startswith(ADDRESS):
        return [_download(settings, text)], True
    path = Path(text).expanduser()
    if path.is_dir():
        files = sorted(p for p in path.rglob("*") if p.is_file() and not p.name.startswith("."))
        if not files:
            raise InputError("the folder holds no files", path=path)
        return files, False
    if path.is_file():
        return [path], True
    # glob.glob takes absolute patterns and home folders, which Path.glob does not.
    found = glob.glob(str(path), recursive=True)  # noqa: PTH207
    matched = sorted(p for p in map(Path, found) if p.is_file())
    if not matched:
        raise InputError("no such file, folder or loader", path=text)
    return matched, True


def _download(settings: Settings, url: str | None) -> Path:
    return fetch(settings, str(url)).path


def _sort(
    paths: list[Path],
    known: Mapping[str, Loader],
    named: Loader | None,
    listed: bool,
    notes: list[str],
) -> dict[str, dict[Path, FileSpec]]:
    candidates = {named.name: named} if named else known
    out: dict[str, dict[Path, FileSpec]] = {}
    texts: dict[str, dict[Path, FileSpec]] = {}
    for path in paths:
        found = recognise(path, candidates)
        if found is None and named is not None and listed:
            found = _insist(path, named)
        if found is None:
            if listed:
                raise InputError(
                    "no loader recognises this file",
                    path=path,
                    hint="name one with --loader; see: aigeo loaders",
                )
            notes.append(f"{path}: no loader recognises it")
            continue
        loader, entry = found
        group = texts if loader.spec.kind == "text" else out
        group.setdefault(loader.name, {})[path] = entry
    if out and texts and not listed:
        # A dataset's folder holds its licence and notes too; they are no articles.
        notes += [f"{p}: passed over beside a dataset" for files in texts.values() for p in files]
        return out
    for name, files in texts.items():
        out.setdefault(name, {}).update(files)
    return out


def _insist(path: Path, loader: Loader) -> tuple[Loader, FileSpec]:
    """Take the user's word for the loader; reading will tell what is wrong with the file."""
    spec = loader.spec
    if spec.kind == "text":
        return loader, FileSpec(name="*", format="text")
    if len(spec.files) == 1:
        return loader, spec.files[0]
    raise InputError(
        f"no file of loader {loader.name!r} looks like this",
        path=path,
        hint="it reads: " + ", ".join(f.name for f in spec.files),
    )


def recognise(path: Path, known: Mapping[str, Loader]) -> tuple[Loader, FileSpec] | None:
    """Find the loader, and the entry of its files, that fits a file: by name, then by columns.

    A name that only one loader claims is enough, so that a file that lost a column is reported
    by that loader; a name that several claim, and any other name, need the columns too.
    """
    fields = _fields(path)
    by_name: list[tuple[Loader, FileSpec]] = []
    by_columns: list[tuple[int, str, Loader, FileSpec]] = []
    for loader in known.values():
        for entry in loader.spec.files:
            matches = entry.matches(path)
            if matches:
                by_name.append((loader, entry))
            if fields and entry.required and set(entry.required) <= fields:
                by_columns.append((len(entry.required) + 100 * matches, loader.name, loader, entry))
    if by_columns and (not by_name or max(by_columns)[0] > 100 or len(by_name) > 1):
        best = max(by_columns, key=lambda c: (c[0], c[1]))
        if best[0] >= 2:
            return best[2], best[3]
    if by_name:
        return by_name[0]
    for name in (path.name.lower(), _form(path)):
        for loader in known.values():
            if name and loader.spec.extensions and name.endswith(loader.spec.extensions):
                return loader, FileSpec(name="*", format="text")
    return None


def _form(path: Path) -> str | None:
    """Give the suffix that a file's first bytes call for: addresses end in `/feed` and the like."""
    if path.suffix.lower() in (".csv", ".tsv", ".json"):
        return None
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
        elif suffix == ".json" and path.stat().st_size <= MAX_PEEK:
            record = _first_record(path.read_text("utf-8-sig"))
        else:
            return set()
    except (InputError, UnicodeDecodeError, ValueError, OSError):
        return set()  # not data, or not readable: the loader that takes it will say so
    return set(record) if isinstance(record, dict) else set()


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
