"""Watched entities: which they are, and the alerts that loads raise about them."""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from filelock import FileLock

from aigeo.answers.changes import changes_of_loads
from aigeo.answers.feed import write_feed
from aigeo.config import Settings
from aigeo.errors import ConfigError, NotFoundError
from aigeo.resolve.find import find
from aigeo.store import Store

ALERTS = "alerts.jsonl"
FEED = "alerts.atom"
WATCHED = "watched.json"
Alert = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Watched:
    """An entity that is watched: its id and name when it was added, and on which day."""

    id: str
    name: str
    since: str


class Watchlist:
    """The watched entities of one user, kept as JSON in the folder `AIGEO_HOME`."""

    def __init__(self, settings: Settings) -> None:
        self._home = settings.home
        self._path = settings.home / WATCHED

    def all(self) -> list[Watched]:
        """Give the watched entities in the order of their ids. Raises ConfigError."""
        if not self._path.exists():
            return []
        try:
            listed = json.loads(self._path.read_text(encoding="utf-8"))
            return sorted((Watched(**item) for item in listed), key=lambda w: w.id)
        except (ValueError, TypeError) as error:
            raise ConfigError(
                f"{self._path} cannot be read: {error}", hint="mend it, or remove it and add anew"
            ) from None

    def add(self, store: Store, text: str) -> Watched:
        """Watch an entity, by id or any name; once however often. Raises NotFoundError."""
        id = find(store, text)
        (row,) = store.read("MATCH (e:Entity {id: $id}) RETURN e.name AS name", {"id": id})
        with self._lock():
            known = {w.id: w for w in self.all()}
            new = Watched(id, row["name"], datetime.now(UTC).date().isoformat())
            known.setdefault(id, new)
            self._write(known.values())
        return known[id]

    def remove(self, text: str) -> Watched:
        """Watch an entity no more, by its id or name. Raises NotFoundError when it was not."""
        with self._lock():
            listed = self.all()
            for watched in listed:
                if text in (watched.id, watched.name):
                    self._write(w for w in listed if w is not watched)
                    return watched
        names = ", ".join(w.name for w in listed) or "nothing"
        raise NotFoundError(f"{text!r} is not watched", hint=f"watched: {names}")

    def _lock(self) -> FileLock:
        self._home.mkdir(parents=True, exist_ok=True)
        return FileLock(self._path.with_suffix(".lock"))

    def _write(self, watched: Any) -> None:
        text = json.dumps([asdict(w) for w in watched], ensure_ascii=False, indent=2)
        fresh = self._path.with_suffix(".new")
        fresh.write_text(text + "\n", encoding="utf-8")
        fresh.replace(self._path)


def alert(store: Store, settings: Settings, loads: Collection[str]) -> list[Alert]:
    """Write what loads changed about watched entities to the alerts file and its feed.

    `home/alerts.jsonl` gets one JSON object a line, `home/alerts.atom` holds the newest as an
    Atom feed (RFC 4287). Gives the alerts; none, and no file, when nothing is watched.
    """
    watched = [w.id for w in Watchlist(settings).all()]
    if not watched or not loads:
        return []
    current = _current_ids(store, watched)
    at = datetime.now(UTC).isoformat(timespec="seconds")
    alerts: list[Alert] = [
        {"at": at, "loads": sorted(loads), **change.to_dict()}
        for change in changes_of_loads(store, loads, current)
    ]
    if alerts:
        path = settings.home / ALERTS
        with FileLock(path.with_suffix(".lock")):
            with path.open("a", encoding="utf-8") as out:
                for item in alerts:
                    out.write(json.dumps(item, ensure_ascii=False) + "\n")
            write_feed(path, settings.home / FEED)
    return alerts


def alerts_files(settings: Settings) -> tuple[Path, Path]:
    """Give where the alerts are: the JSON lines and the feed."""
    return settings.home / ALERTS, settings.home / FEED


def _current_ids(store: Store, ids: Collection[str]) -> list[str]:
    """Follow merges since an entity was added to the list."""
    rows = store.read(
        "UNWIND $ids AS id MATCH (i:Identity {id: id}) RETURN i.canonical AS id",
        {"ids": sorted(ids)},
    )
    return sorted({*ids, *(row["id"] for row in rows)})
