"""From what the user gives (`INPUT…`) to loaders and their files."""

from __future__ import annotations

import glob
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path, PurePath
from urllib.parse import unquote, urlsplit

from aigeo.config import Settings
from aigeo.errors import InputError, UsageError
from aigeo.load.archives import is_archive, unpacked
from aigeo.load.fetch import fetch
from aigeo.load.opening import suffix_of
from aigeo.load.recognition import recognise
from aigeo.load.registry import Loader, get_loader, loaders
from aigeo.load.spec import FileSpec
from aigeo.load.table import is_mapping, only_tables, table_loader
from aigeo.model.ids import slug

STDIN = "-"
ADDRESS = ("http://", "https://")
TABLE = "table"
"""The loader that takes a mapping file (aigeo.load.table)."""
SUFFIXES = {
    "csv": (".csv", ".txt"), "tsv": (".tsv", ".tab", ".txt"), "json": (".json",),
    "jsonl": (".jsonl", ".ndjson", ".json"), "parquet": (".parquet",),
}  # fmt: skip
"""Of files in a format."""
NAMELESS = frozenset({"entities", "statements", "data", "dataset", "index", "export", "latest"})
"""Names that publishers give to the file of every dataset; the folder tells one from another."""


@dataclass(frozen=True, slots=True)
class Job:
    """One loader and the files that it is to read."""

    loader: Loader
    files: Mapping[Path, FileSpec]

    def by_source(self) -> list[Job]:
        """Give one job for each source: the job itself, or one a file."""
        if not self.loader.spec.per_file:
            return [self]
        return [Job(self.loader, {path: entry}) for path, entry in self.files.items()]

    def file_name(self) -> str:
        """Give the name of the job's (first) file without suffixes.

        A file with the name that every dataset of its publisher has (`us_ofac_sdn/entities.json`)
        is called by its folder.
        """
        path, entry = next(iter(self.files.items()))
        address = entry.url or ""
        place = PurePath(unquote(urlsplit(address).path)) if address else path.resolve()
        stem = place.name.partition(".")[0]
        return place.parent.name if stem.casefold() in NAMELESS and place.parent.name else stem

    def source(self) -> str:
        """Give the id of the source: the loader's name, with its file's where each is one."""
        name = self.loader.spec.name
        return f"{name}:{slug(self.file_name())}" if self.loader.spec.per_file else name


def job_of(loader: Loader, folder: Path) -> Job:
    """Give the job of a loader on the files of a folder. Raises InputError when it knows none."""
    paths = (path for path in sorted(folder.rglob("*")) if path.is_file())
    files = {p: found[1] for p in paths if (found := recognise(p, {loader.name: loader}))}
    if not files:
        raise InputError(f"the folder holds no file of loader {loader.name!r}", path=folder)
    return Job(loader, files)


def jobs(
    settings: Settings,
    inputs: Iterable[str],
    loader: str | None = None,
    mapping: str | None = None,
) -> tuple[list[Job], list[str]]:
    """Sort inputs (files, folders, globs, URLs, `-`, names of loaders, mappings) to loaders.

    A mapping, whether named or among the inputs, reads the other inputs, or without any the files
    that it names itself. Gives the jobs and a note for each file of a folder that was passed over.
    Raises InputError for a path that is not there or that no loader knows, UsageError when there
    is no input.
    """
    known = loaders(settings)
    given = list(inputs)
    if mapping is not None or loader == TABLE or any(_is_mapping(text) for text in given):
        return _mapped(settings, known, given, loader, mapping)
    named = known[get_loader(settings, loader).name] if loader else None
    chosen: dict[str, dict[Path, FileSpec]] = {}
    notes: list[str] = []
    for text in given:
        if text in known and not Path(text).exists():
            chosen.setdefault(text, {}).update(_published(settings, known[text], notes))
            continue
        paths, listed = _paths(settings, text)
        address = text if text.startswith(ADDRESS) else None
        for name, files in _sort(paths, known, named, listed, notes).items():
            chosen.setdefault(name, {}).update(_from(address, files, known[name]))
    if not chosen:
        raise UsageError("there is nothing to load", hint="; ".join(notes[:3]) or None)
    return [Job(known[name], files) for name, files in chosen.items()], notes


def _from(
    address: str | None, files: Mapping[Path, FileSpec], loader: Loader
) -> dict[Path, FileSpec]:
    """Note the address that a source of its own was fetched from."""
    if address is None or not (loader.spec.per_file or loader.spec.kind == "text"):
        return dict(files)
    return {path: replace(entry, url=address) for path, entry in files.items()}


def _published(settings: Settings, loader: Loader, notes: list[str]) -> dict[Path, FileSpec]:
    """Download what a loader's publisher offers; an optional file may be gone."""
    spec = loader.spec
    files: dict[Path, FileSpec] = {}
    for entry in spec.files:
        if entry.url is None:
            continue
        try:
            files[_download(settings, entry.url)] = entry
        except InputError as error:
            if not entry.optional:
                raise
            notes.append(f"loaded without {entry.name}, which is optional: {error}")
    if not files:
        page = f"download it from {spec.url} and give" if spec.url else "give"
        raise UsageError(
            f"loader {spec.name!r} knows no address of its files",
            hint=f"{page} a file, a folder, a zip archive or an address",
        )
    return files


def _is_mapping(text: str) -> bool:
    return is_mapping(Path(text).expanduser())


def _mapped(
    settings: Settings,
    known: Mapping[str, Loader],
    given: list[str],
    loader: str | None,
    mapping: str | None,
) -> tuple[list[Job], list[str]]:
    if loader not in (None, TABLE):
        raise UsageError(f"a mapping is read by the loader {TABLE!r}, not by {loader!r}")
    maps = [text for text in given if _is_mapping(text)]
    rest = [text for text in given if text not in maps]
    if mapping is not None:
        if not Path(mapping).expanduser().is_file():
            raise InputError("there is no such mapping file", path=mapping)
        maps = [mapping, *maps]
    if not maps:
        raise UsageError(
            "the loader 'table' needs a mapping",
            hint="aigeo load MAPPING.yaml FILE, or --mapping MAPPING.yaml "
            "(docs/how-to/map-a-table.md)",
        )
    if len(maps) > 1 and rest:
        raise UsageError(
            f"{rest[0]!r} could be read with any of {len(maps)} mappings",
            hint="give one mapping with its files, or several that name their files themselves",
        )
    files = [path for text in rest for path in _files(settings, text)]
    work: list[Job] = []
    for text in maps:
        path = Path(text).expanduser()
        made, sorted_files = table_loader(path, files, known, partial(_files, settings))
        work.append(Job(made, sorted_files))
    names = [job.loader.name for job in work]
    if len(set(names)) < len(names):
        raise UsageError("two of the mappings have one name", hint="a name is one source's")
    return work, []


def _paths(settings: Settings, text: str) -> tuple[list[Path], bool]:
    """Give files, and whether the user named them one by one (a folder is a list)."""
    if text == STDIN:
        from aigeo.articles.readers.sniff import form_of

        data = sys.stdin.buffer.read()
        path = settings.home / "staging" / f"stdin{form_of(data) or '.txt'}"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        return [path], True
    fetched = text.startswith(ADDRESS)
    path = _download(settings, text) if fetched else Path(text).expanduser()
    if path.is_file() and is_archive(path):
        path = unpacked(path, settings.cache)
    if path.is_dir():
        files = sorted(p for p in path.rglob("*") if p.is_file() and not p.name.startswith("."))
        if not files:
            raise InputError("the folder holds no files", path=text)
        return files, False
    if path.is_file():
        return [path], True
    # glob.glob takes absolute patterns and home folders, which Path.glob does not.
    found = glob.glob(str(path), recursive=True)  # noqa: PTH207
    matched = sorted(p for p in map(Path, found) if p.is_file())
    if not matched:
        raise InputError("no such file, folder or loader", path=text)
    return matched, True


def _files(settings: Settings, text: str) -> list[Path]:
    paths, listed = _paths(settings, text)
    return paths if listed else only_tables(paths)


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
    suffix = suffix_of(path)
    fitting = [e for e in spec.files if suffix in SUFFIXES.get(e.format, ()) or not suffix]
    for entries in (spec.files, fitting):
        if len(entries) == 1:
            return loader, entries[0]
    raise InputError(
        f"no file of loader {loader.name!r} looks like this",
        path=path,
        hint="it reads: " + ", ".join(f.name for f in spec.files),
    )
