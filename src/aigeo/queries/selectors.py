"""Selectors: saved queries that name a set of entities, for use where an entity is asked for."""

from __future__ import annotations

import difflib
from pathlib import Path

from aigeo.config import Settings
from aigeo.errors import NotFoundError, QueryError
from aigeo.queries.catalogue import SUFFIX, read
from aigeo.queries.runner import run
from aigeo.queries.saved import SavedQuery
from aigeo.resources import queries_dir
from aigeo.store import Store

FOLDER = "selectors"
MARK = "@"
ID = "id"


def selectors(settings: Settings) -> dict[str, SavedQuery]:
    """Give all selectors by name: shipped ones, then those of the folders in `AIGEO_QUERIES`.

    A selector is a saved query in a folder `selectors` with a column `id`. Raises QueryError
    naming the file of a header that is wrong.
    """
    return {name: _checked(path) for name, path in sorted(_files(settings).items())}


def select(store: Store, settings: Settings, name: str, as_of: str | None = None) -> list[str]:
    """Give the ids of the entities that a selector names on a day (default today).

    Raises NotFoundError when there is no such selector or it names nobody, QueryError when its
    file is wrong or the engine refuses it.
    """
    name = name.removeprefix(MARK)
    files = _files(settings)
    if name not in files:
        near = difflib.get_close_matches(name, files, n=3, cutoff=0.4) or sorted(files)
        raise NotFoundError(f"no selector is named {name!r}", hint=f"known: {', '.join(near)}")
    query = _checked(files[name])
    rows = run(store, query, {} if as_of is None else {"as_of": as_of})
    found = sorted({str(row[ID]) for row in rows})
    if not found:
        raise NotFoundError(f"selector {name!r} names nobody in this graph: {query.question}")
    return found


def _checked(path: Path) -> SavedQuery:
    query = read(path)
    if ID not in query.columns:
        raise QueryError(f"{path}: a selector needs a column {ID!r} with entity ids")
    return query


def _files(settings: Settings) -> dict[str, Path]:
    folders = [queries_dir(), *settings.extra_queries]
    return {
        path.stem: path
        for folder in folders
        for path in sorted((folder / FOLDER).glob(f"*{SUFFIX}"))
        if path.is_file()
    }
