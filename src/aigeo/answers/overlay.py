"""Reading overlays: YAML files of facts to add to the graph, or take away, for one question."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, NoReturn

import yaml

from aigeo import yamltext
from aigeo.errors import InputError
from aigeo.model.records import STATUSES
from aigeo.model.vocabulary import vocabulary

_KEYS = ("title", "entities", "add", "remove")
_ENTITY = ("type", "name", "id", "aliases", "countries", "properties", "reason")
_ADD = ("type", "subject", "object", "qualifiers", "start", "end", "status", "confidence",
        "reason")  # fmt: skip
_REMOVE = ("fact", "type", "subject", "object", "reason")


@dataclass(frozen=True, slots=True)
class NewEntity:
    """An entity that the graph does not have and the added facts speak of."""

    place: str
    type: str
    name: str
    id: str | None
    aliases: tuple[str, ...]
    countries: tuple[str, ...]
    properties: Mapping[str, Any]
    reason: str


@dataclass(frozen=True, slots=True)
class Added:
    """A fact to suppose; `subject`, `object` and entity-valued qualifiers are ids or names."""

    place: str
    type: str
    subject: str
    object: str
    qualifiers: Mapping[str, Any]
    start: str | None
    end: str | None
    status: str
    confidence: float
    reason: str


@dataclass(frozen=True, slots=True)
class Removed:
    """A fact to suppose away: by its id, else all facts of a type between two entities."""

    place: str
    fact: str | None
    type: str | None
    subject: str | None
    object: str | None


@dataclass(frozen=True, slots=True)
class Overlay:
    """What is supposed; `place` of each part is its field in the file, for messages."""

    path: Path
    data: Any
    """The parsed file, of which the rest is made."""
    title: str
    entities: tuple[NewEntity, ...]
    add: tuple[Added, ...]
    remove: tuple[Removed, ...]


def read_overlay(path: Path) -> Overlay:
    """Read an overlay file (docs/how-to/what-if.md).

    Raises InputError that names the file and the field: unknown fields and relation types (with
    the nearest known), values of the wrong type, facts named neither by id nor by their ends.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        raise InputError("not UTF-8 text", path=path, hint="save the file as UTF-8") from None
    try:
        data = yamltext.read(text)
    except yaml.YAMLError as error:
        raise InputError(f"not valid YAML: {' '.join(str(error).split())}", path=path) from None
    return overlay_of(data, path)


def overlay_of(data: Any, path: Path) -> Overlay:
    """Give the overlay of a parsed file; `path` names it in messages. Raises InputError."""
    reader = _Reader(path)
    whole = reader.map(data, "overlay", _KEYS)
    overlay = Overlay(
        path=path,
        data=data,
        title=str(whole.get("title") or path.stem),
        entities=tuple(reader.entity(e, p) for e, p in reader.items(whole, "entities")),
        add=tuple(reader.added(e, p) for e, p in reader.items(whole, "add")),
        remove=tuple(reader.removed(e, p) for e, p in reader.items(whole, "remove")),
    )
    if not overlay.entities and not overlay.add and not overlay.remove:
        reader.fail("overlay", "neither adds nor removes a fact")
    return overlay


class _Reader:
    def __init__(self, path: Path) -> None:
        self._path = path

    def fail(self, field: str, problem: str, hint: str | None = None) -> NoReturn:
        raise InputError(
            problem, path=self._path, field=field, hint=hint or "see docs/how-to/what-if.md"
        )

    def map(self, value: Any, field: str, keys: tuple[str, ...]) -> dict[str, Any]:
        if not isinstance(value, dict):
            self.fail(field, "must be a map")
        for key in value:
            if key not in keys:
                near = difflib.get_close_matches(str(key), keys, n=1)
                hint = f"did you mean {near[0]}?" if near else f"known: {', '.join(keys)}"
                self.fail(f"{field}.{key}" if field != "overlay" else str(key), "unknown", hint)
        return value

    def items(self, whole: Mapping[str, Any], key: str) -> list[tuple[Any, str]]:
        listed = whole.get(key) or []
        if not isinstance(listed, list):
            self.fail(key, "must be a list")
        return [(item, f"{key}[{number}]") for number, item in enumerate(listed, 1)]

    def entity(self, item: Any, place: str) -> NewEntity:
        given = self.map(item, place, _ENTITY)
        return NewEntity(
            place,
            self.known(given, "type", place, vocabulary().entity_types),
            self.text(given, "name", place),
            self.optional(given, "id", place),
            self.words(given, "aliases", place),
            tuple(word.lower() for word in self.words(given, "countries", place)),
            self.map_of(given, "properties", place),
            str(given.get("reason") or ""),
        )

    def added(self, item: Any, place: str) -> Added:
        given = self.map(item, place, _ADD)
        confidence = given.get("confidence", 1.0)
        if isinstance(confidence, bool) or not isinstance(confidence, int | float):
            self.fail(f"{place}.confidence", f"{confidence!r} is not a number from 0 to 1")
        return Added(
            place,
            self.known(given, "type", place, vocabulary().relation_types),
            self.text(given, "subject", place),
            self.text(given, "object", place),
            self.map_of(given, "qualifiers", place),
            self.day(given, "start", place),
            self.day(given, "end", place),
            self.known({"status": "stated", **given}, "status", place, STATUSES),
            float(confidence),
            str(given.get("reason") or ""),
        )

    def removed(self, item: Any, place: str) -> Removed:
        given = self.map(item, place, _REMOVE)
        fact = self.optional(given, "fact", place)
        ends = [self.optional(given, key, place) for key in ("subject", "object")]
        if (fact is None) == (ends == [None, None]):
            self.fail(place, "name a fact by its id, or by subject, object or both")
        kind = None
        if given.get("type") is not None:
            if fact is not None:
                self.fail(f"{place}.type", "a fact named by its id has a type already")
            kind = self.known(given, "type", place, vocabulary().relation_types)
        return Removed(place, fact, kind, *ends)

    def known(self, given: Mapping[str, Any], key: str, place: str, names: Any) -> str:
        value = self.text(given, key, place)
        if value not in names:
            near = difflib.get_close_matches(value.upper(), [n.upper() for n in names], n=3)
            right = [n for n in names if n.upper() in near]
            hint = f"did you mean {', '.join(right or sorted(names))}?"
            self.fail(f"{place}.{key}", f"unknown {key} {value!r}", hint)
        return value

    def text(self, given: Mapping[str, Any], key: str, place: str) -> str:
        value = self.optional(given, key, place)
        if value is None:
            self.fail(f"{place}.{key}", "missing")
        return value

    def optional(self, given: Mapping[str, Any], key: str, place: str) -> str | None:
        value = given.get(key)
        if value is None:
            return None
        if not isinstance(value, str) or not value.strip():
            self.fail(f"{place}.{key}", f"{value!r} is not text")
        return value.strip()

    def day(self, given: Mapping[str, Any], key: str, place: str) -> str | None:
        value = given.get(key)
        if isinstance(value, date):
            return value.isoformat()[:10]
        if isinstance(value, int) and not isinstance(value, bool):
            return str(value)  # a year
        return self.optional(given, key, place)

    def words(self, given: Mapping[str, Any], key: str, place: str) -> tuple[str, ...]:
        value = given.get(key) or []
        if not isinstance(value, list) or not all(isinstance(word, str) for word in value):
            self.fail(f"{place}.{key}", "must be a list of text")
        return tuple(value)

    def map_of(self, given: Mapping[str, Any], key: str, place: str) -> dict[str, Any]:
        value = given.get(key) or {}
        if not isinstance(value, dict):
            self.fail(f"{place}.{key}", "must be a map")
        return {
            str(k): v.isoformat()[:10] if isinstance(v, date) else v
            for k, v in value.items()
            if v is not None
        }
