"""A mapping file as a loader: its source, its files and what its rows say."""

from __future__ import annotations

import glob
import hashlib
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from fnmatch import fnmatch
from functools import cached_property
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from aigeo.errors import InputError, LoaderError
from aigeo.load.context import Context
from aigeo.load.opening import suffix_of
from aigeo.load.registry import Loader
from aigeo.load.rows import read_header
from aigeo.load.spec import FileSpec, LoaderSpec
from aigeo.load.table.cells import MISSING, cell_text, views
from aigeo.load.table.columns import (
    check,
    delimiter_of,
    encoding_of,
    is_json_lines,
    separator_line,
    wanted,
)
from aigeo.load.table.conditions import holds
from aigeo.load.table.emit import Emitter
from aigeo.load.table.mapping import read_mapping
from aigeo.load.table.model import UTF8, TableMap
from aigeo.load.table.model import Mapping as TableMapping

FORMATS = {
    ".csv": "csv", ".tsv": "tsv", ".tab": "tsv", ".json": "json", ".jsonl": "jsonl",
    ".ndjson": "jsonl", ".parquet": "parquet", ".txt": "csv",
}  # fmt: skip
SPREADSHEETS = (".xlsx", ".xls", ".xlsm", ".ods", ".numbers")
_ABOUT_SOURCE = (
    "name", "title", "publisher", "url", "licence", "attribution", "commercial_use",
    "published", "updates", "confidence", "assertions",
)  # fmt: skip
_ABOUT_FILES = (
    "format", "delimiter", "quotechar", "encoding", "skip_lines", "header_rows", "header",
    "records", "ignore", "unique", "distinct", "ragged",
)  # fmt: skip


@dataclass(frozen=True)
class Reading:
    """One file entry and the tables of the mapping that read it, with their places."""

    entry: FileSpec
    tables: tuple[tuple[str, TableMap], ...]


@dataclass(frozen=True)
class TableLoader(Loader):
    """The loader that a mapping file describes."""

    path: Path
    readings: tuple[Reading, ...]

    @cached_property
    def load(self) -> Callable[[Any], None]:
        """The function that reads rows and states what the mapping makes of them."""
        return self._load

    @cached_property
    def fingerprint(self) -> str:
        """Hash of the mapping file: a changed mapping reads unchanged data again."""
        return hashlib.sha256(self.path.read_bytes()).hexdigest()[:16]

    def _load(self, context: Context) -> None:
        emitters = [e for reading in self.readings for e in self._read(context, reading)]
        for emitter in emitters:
            emitter.finish()
        if context.tally.read and not context.tally.emitted:
            first = next(iter(context.tally.rejections), None)
            said = f"; the first reason: {first.reason}: {first.detail}" if first else ""
            raise InputError(f"no row became an entity{said}", path=self.path)

    def _read(self, context: Context, reading: Reading) -> list[Emitter]:
        emitters = [
            (Emitter(context, table, self.path.name, base), _missing(table))
            for base, table in reading.tables
        ]
        whole = reading.entry.format not in ("json", "jsonl")
        if reading.entry.format in ("csv", "tsv"):
            # Before any row: what is no table has a header of sorts and maybe no rows.
            for path in context.files(reading.entry.name):
                self._check_header(reading, path)
        columns: dict[str, None] = {}
        kept = False
        row = None
        for row in context.rows(reading.entry.name):
            columns.update(dict.fromkeys(row))
            if reading.entry.format == "parquet" and row.number == 1:
                self._check(reading, list(row), row.file)
            for emitter, missing in emitters:
                for cells in views(emitter.filled(row, missing), emitter.table, missing):
                    if holds(emitter.table.where, cells):
                        kept = True
                        emitter.emit(cells)
        if row is not None and not whole:
            # A record may lack a field; a field that no record has is a mistake.
            self._check(reading, list(columns), row.file)
        if row is not None and not kept:
            raise InputError(f"{row.file}: `where` keeps none of the rows", path=self.path)
        return [emitter for emitter, _ in emitters]

    def _check_header(self, reading: Reading, path: Path) -> None:
        if path.stat().st_size == 0:
            return  # reading says so, and which column stands twice
        columns = [column for column in read_header(path, reading.entry) if column]
        if len(set(columns)) == len(columns):
            self._check(reading, columns, path.name)

    def _check(self, reading: Reading, columns: list[str], path: str) -> None:
        for base, table in reading.tables:
            check(table, base, self.path.name, columns, path)


def _missing(table: TableMap) -> frozenset[str]:
    return MISSING | {cell_text(text).casefold() for text in table.missing}


def table_loader(
    path: Path,
    given: Iterable[Path],
    known: Collection[str],
    find: Callable[[str], list[Path]],
) -> tuple[TableLoader, dict[Path, FileSpec]]:
    """Make the loader of a mapping file, and sort files to its tables.

    A table that none of the `given` files is for reads the file that the mapping names, relative
    to the mapping or at an address. `find` gives the files behind a path or address (several of an
    archive). `known` are names that loaders have already. Raises LoaderError
    for a faulty mapping, InputError for a file that is not there or that none of its tables names.
    """
    mapping = read_mapping(path)
    if mapping.name in known:
        raise LoaderError(
            f"{path}: name: {mapping.name!r} is the name of a loader", hint="choose another name"
        )
    single = len(mapping.tables) == 1
    groups: dict[str, list[tuple[str, TableMap]]] = {}
    for number, table in enumerate(mapping.tables):
        base = "" if single else f"tables.{number}."
        groups.setdefault(table.file or "", []).append((base, table))
    paths = list(given)
    files: dict[Path, FileSpec] = {}
    readings: list[Reading] = []
    for file, tables in groups.items():
        mine = paths if len(groups) == 1 else [p for p in paths if fnmatch(p.name, _name(file))]
        mine = mine or _named_files(path, file, tables[0][0], find)
        entry = _entry(path, mapping, _name(file), tables, mine)
        files.update(dict.fromkeys(mine, entry))
        readings.append(Reading(entry, tuple(tables)))
    for stray in (p for p in paths if p not in files):
        raise InputError(f"no table of {path.name} names this file", path=stray)
    spec = LoaderSpec(
        folder=path.resolve().parent,
        files=tuple(reading.entry for reading in readings),
        **{key: getattr(mapping, key) for key in _ABOUT_SOURCE},
    )
    return TableLoader(spec, path, tuple(readings)), files


def _name(file: str) -> str:
    return Path(urlsplit(file).path if "://" in file else file).name


def _named_files(
    mapping: Path, file: str, base: str, find: Callable[[str], list[Path]]
) -> list[Path]:
    if not file:
        raise InputError(
            "the mapping names no file and none was given",
            path=mapping, field=f"{base}file",
            hint=f"write file: FILE into it, or say: aigeo load {mapping.name} FILE",
        )  # fmt: skip
    if "://" in file:
        return find(file)
    # An absolute path stays itself; glob.glob takes both kinds.
    found = sorted(glob.glob(str(mapping.parent / Path(file).expanduser())))  # noqa: PTH207
    if not found:
        raise InputError(f"there is no file {file!r} beside the mapping", path=mapping,
                         field=f"{base}file")  # fmt: skip
    return [path for text in found for path in find(text)]


def only_tables(paths: list[Path]) -> list[Path]:
    """Leave out what lies in a folder or archive beside its tables, such as a README."""
    return [path for path in paths if suffix_of(path) in FORMATS.keys() - {".txt"}] or paths


def _entry(
    path: Path,
    mapping: TableMapping,
    pattern: str,
    tables: list[tuple[str, TableMap]],
    mine: list[Path],
) -> FileSpec:
    about: list[Mapping[str, Any]] = [{k: getattr(t, k) for k in _ABOUT_FILES} for _, t in tables]
    if any(other != about[0] for other in about[1:]):
        raise LoaderError(
            f"{path}: {tables[1][0]}file: tables on one file describe its format alike"
        )
    table = tables[0][1]
    suffix = suffix_of(mine[0])
    format_ = table.format or FORMATS.get(suffix)
    if format_ == "json" and table.format is None and table.records is None:
        format_ = "jsonl" if is_json_lines(mine[0]) else "json"
    if suffix in SPREADSHEETS:
        raise InputError("spreadsheets are not read", path=mine[0],
                         hint="save the sheet as CSV (UTF-8) and map that")  # fmt: skip
    if format_ is None:
        raise InputError(
            f"the suffix {suffix!r} does not tell the format", path=mine[0],
            hint=f"write format: csv (or tsv, json, jsonl, parquet) into {path.name}",
        )  # fmt: skip
    ignore = table.ignore if isinstance(table.ignore, dict) else dict.fromkeys(table.ignore, "")
    # Versions of a source are compared part by part, so a part's name must outlast its file's.
    entry = FileSpec(
        name=pattern or (mapping.name if len(mine) == 1 else "*"),
        format=format_, ignore=ignore, header=table.header, records=table.records,
        delimiter=table.delimiter, quotechar=table.quotechar, encoding=table.encoding,
        skip_lines=table.skip_lines, header_rows=table.header_rows, unique=table.unique,
        ragged=table.ragged, distinct=table.distinct,
    )  # fmt: skip
    if table.encoding == UTF8 and format_ != "parquet":
        entry = replace(entry, encoding=encoding_of(mine[0]))
    if format_ == "csv" and (stated := separator_line(mine[0], entry)) is not None:
        entry = replace(entry, skip_lines=table.skip_lines or 1, delimiter=stated)
    elif format_ == "csv" and table.delimiter is None and table.header is None:
        names = {column for base, t in tables for _, column, _ in wanted(t, base)}
        entry = replace(entry, delimiter=delimiter_of(mine[0], entry, names))
    return entry
