"""Finding saved queries: the shipped folder, then the user's own folders."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from pathlib import Path

from aigeo.config import Settings
from aigeo.errors import NotFoundError, QueryError
from aigeo.queries.header import parse
from aigeo.queries.saved import SavedQuery
from aigeo.resources import queries_dir

SUFFIX = ".cypher"


def catalogue(settings: Settings) -> dict[str, SavedQuery]:
    """Give all saved queries by name, in alphabetical order.

    A query of a folder in `AIGEO_QUERIES` replaces a shipped one of the same name. Raises
    QueryError naming the file and field of a header that is wrong.
    """
    return {name: read(path) for name, path in sorted(_files(settings).items())}


def named(settings: Settings, name: str) -> SavedQuery:
    """Give one saved query; other files are not read, so a fault in them does no harm.

    Raises NotFoundError with the nearest names, or QueryError when its header is wrong.
    """
    files = _files(settings)
    if name not in files:
        near = difflib.get_close_matches(name, files, n=3, cutoff=0.4)
        near = near or sorted(n for n in files if name in n)[:3]
        hint = f"did you mean {', '.join(near)}?" if near else "`aigeo query` lists them"
        raise NotFoundError(f"no saved query is named {name!r}", hint=hint)
    return read(files[name])


def read(path: Path) -> SavedQuery:
    """Read one file. Raises QueryError when it cannot be read or its header is wrong."""
    try:
        text = path.read_text(encoding="utf-8")
    except OSError as error:
        raise QueryError(f"{path}: cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise QueryError(f"{path}: not UTF-8 text", hint="save the file as UTF-8") from error
    return parse(text, path)


def _files(settings: Settings) -> dict[str, Path]:
    return {path.stem: path for folder in _folders(settings) for path in _sorted(folder)}


def _folders(settings: Settings) -> Iterator[Path]:
    yield queries_dir()
    yield from settings.extra_queries


def _sorted(folder: Path) -> list[Path]:
    return sorted(path for path in folder.glob(f"*{SUFFIX}") if path.is_file())
