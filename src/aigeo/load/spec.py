"""What `loader.yaml` says about a source: files, licence, assertions."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

import yaml

from aigeo import yamltext
from aigeo.errors import LoaderError
from aigeo.load.asserted import asserted_faults

FORMATS = ("csv", "tsv", "json", "jsonl", "parquet", "text", "rdf")


@dataclass(frozen=True, slots=True)
class FileSpec:
    """One file of a source, or a glob that several files match."""

    name: str
    format: str = "csv"
    required: tuple[str, ...] = ()
    ignore: Mapping[str, str] = field(default_factory=dict)
    optional: bool = False
    url: str | None = None
    header: tuple[str, ...] | None = None
    records: str | None = None
    delimiter: str | None = None
    quotechar: str = '"'
    encoding: str = "utf-8-sig"
    skip_lines: int = 0
    header_rows: int = 1
    """Rows of a delimited file that make up its header; of several the names are joined."""
    ragged: str = "fail"
    """What a row with too few or too many fields does to the file: `fail`, or `reject` the row."""
    unique: tuple[str, ...] = ()
    """Columns that together identify a row; a second row of one key is rejected."""
    distinct: bool = False
    """Whether each of its parties is entered once, so that only equal names are one party."""

    def matches(self, path: Path) -> bool:
        """Tell whether a file's name is the one that this entry describes."""
        # Publishers change the case of names: SDN.CSV was sdn.csv.
        return fnmatch(path.name.casefold(), self.name.casefold())

    def part(self, path: Path) -> str:
        """Give the name under which statements of a file are kept from version to version."""
        return path.name if any(c in self.name for c in "*?[") else self.name

    def unread(self, columns: Iterable[str], touched: Collection[str]) -> list[str]:
        """Give those of a file's columns that were not read and are not declared as ignored."""
        # Of objects in a field, such as `deal.notes`, the field itself is known.
        known = {*touched, *self.ignore, *(c.partition(".")[0] for c in self.ignore)}
        return [column for column in columns if column and column not in known]


@dataclass(frozen=True, slots=True)
class LoaderSpec:
    """A source as its `loader.yaml` describes it.

    `sample` gives the counts that its sample files must give (`aigeo loaders test`).
    `published` is the date of the version that the loader reads, where it reads only one;
    `kind` is `dataset` (rows; one source, or one a file with `per_file`) or `text` (each
    document is a source, recognised by `extensions`) or `export` (a file that aigeo wrote, with
    sources of its own).
    """

    name: str
    title: str
    folder: Path
    publisher: str | None = None
    url: str | None = None
    licence: str | None = None
    attribution: str | None = None
    commercial_use: bool | None = None
    published: str | None = None
    updates: str | None = None
    kind: str = "dataset"
    per_file: bool = False
    confidence: float = 1.0
    files: tuple[FileSpec, ...] = ()
    extensions: tuple[str, ...] = ()
    assertions: Mapping[str, Any] = field(default_factory=dict)
    sample: Mapping[str, Any] = field(default_factory=dict)

    def file(self, name: str) -> FileSpec:
        """Give the entry of `files` of that name. Raises LoaderError where there is none."""
        for entry in self.files:
            if entry.name == name:
                return entry
        raise LoaderError(f"loader {self.name!r}: loader.yaml declares no file {name!r}")


def read_spec(path: Path) -> LoaderSpec:
    """Read a `loader.yaml`.

    Raises LoaderError naming the file and the field that is missing, unknown or of a wrong kind.
    """
    try:
        data = yamltext.read(path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise LoaderError(f"{path}: cannot be read as YAML: {error}") from error
    if not isinstance(data, dict):
        raise LoaderError(f"{path}: must hold a mapping with at least name, title and files")
    for key in ("name", "title"):
        if not isinstance(data.get(key), str):
            raise LoaderError(f"{path}: field {key!r} is missing or not text")
    known = set(LoaderSpec.__dataclass_fields__) - {"folder"} | {"description", "notes", "options"}
    for key in data:
        if key not in known:
            raise LoaderError(f"{path}: unknown field {key!r}; known: {', '.join(sorted(known))}")
    values = {k: v for k, v in data.items() if k in LoaderSpec.__dataclass_fields__}
    for key, value in values.items():
        if isinstance(value, date):
            values[key] = value.isoformat()
    values["files"] = tuple(_file(path, entry) for entry in data.get("files") or ())
    if values.get("kind", "dataset") not in ("dataset", "text", "export"):
        raise LoaderError(f"{path}: field 'kind' must be dataset, text or export")
    if faults := list(asserted_faults(data.get("assertions") or {})):
        raise LoaderError(f"{path}: {'; '.join(faults[:3])}")
    values["extensions"] = tuple(data.get("extensions") or ())
    return LoaderSpec(folder=path.parent, **values)


def _file(path: Path, entry: Any) -> FileSpec:
    if not isinstance(entry, dict) or not isinstance(entry.get("name"), str):
        raise LoaderError(f"{path}: each entry of 'files' needs a 'name'")
    for key in entry:
        if key not in FileSpec.__dataclass_fields__:
            raise LoaderError(f"{path}: file {entry['name']!r} has the unknown field {key!r}")
    values = dict(entry)
    if values.get("format", "csv") not in FORMATS:
        raise LoaderError(f"{path}: file {entry['name']!r}: format must be one of {FORMATS}")
    ignore = values.get("ignore") or {}
    if isinstance(ignore, list):
        ignore = {str(column): "" for column in ignore}
    values["ignore"] = {str(k): str(v or "") for k, v in ignore.items()}
    for key in ("required", "header", "unique"):
        if values.get(key) is not None:
            values[key] = tuple(str(c) for c in values[key])
    return FileSpec(**values)


def why_partial(spec: LoaderSpec, files: Mapping[Path, FileSpec]) -> str:
    """Say why files are not a whole version of a source, "" where they are one."""
    sample = spec.folder / "sample"
    if files and all(path.resolve().parent == sample.resolve() for path in files):
        return "this is the loader's own sample"
    lacking = [f.name for f in spec.files if not f.optional and f not in files.values()]
    return f"the input lacks {lacking[0]}" if lacking and not spec.per_file else ""
