"""Which names are known to stand for one thing: the alias table.

The shipped table is the gazetteer of the extractor and `data/aliases.txt`. A user's own table adds:
`aliases.csv` in the home folder, with the columns `alias` and `name`.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib import resources
from pathlib import Path

from aigeo.errors import InputError
from aigeo.model.names import MAX_KEY, has_controls, name_key
from aigeo.resolve.handmade import opened, rows

USER_FILE = "aliases.csv"
COLUMNS = ("alias", "name")
CJK_ENDINGS = ("技术", "科技", "集团", "股份", "技術", "集團")
"""What a registered Chinese name has after the name in use; 控股, a holding, is another firm."""


@dataclass(frozen=True, slots=True)
class Known:
    """One thing of the alias table: its type, country (alpha-2, lower case) and name keys."""

    id: str
    type: str
    name: str
    keys: frozenset[str]
    country: str | None = None


class AliasTable:
    """Look-up from a matching key to the things that bear it."""

    def __init__(self, entries: Iterable[Known], own: Mapping[str, frozenset[str]] = {}) -> None:
        self._by_key: dict[str, list[Known]] = defaultdict(list)
        for entry in entries:
            for key in entry.keys:
                self._by_key[key].append(entry)
        self._own = own

    def known(self, key: str) -> list[Known]:
        """Give the things of the shipped table that bear this name; several: it is ambiguous."""
        return self._by_key.get(key, [])

    def own(self, key: str) -> frozenset[str]:
        """Give the keys that the user's own table holds for the same thing, `key` included."""
        return self._own.get(key, frozenset())

    def kind(self, key: str) -> str | None:
        """Give the type of the one thing of the shipped table that bears this name."""
        known = self._by_key.get(key, [])
        return known[0].type if len(known) == 1 and not self._own.get(key) else None

    def equivalents(self, key: str) -> frozenset[str]:
        """Give the other keys of what a key stands for; none where it stands for several things.

        Countries, their governments and capitals share names, so that a name of two things says
        nothing about which is meant.
        """
        known = self._by_key.get(key, [])
        shipped = known[0].keys if len(known) == 1 else frozenset()
        return (shipped | self._own.get(key, frozenset())) - {key}


def alias_table(home: Path | None = None) -> AliasTable:
    """Give the shipped table, with the user's own where `home` has one.

    Raises InputError, naming file and row, when the user's table contradicts itself.
    """
    path = home / USER_FILE if home is not None else None
    if path is None or not path.is_file():
        return _shipped()
    return AliasTable(_entries(), read_aliases(path, _shipped()))


@cache
def _shipped() -> AliasTable:
    return AliasTable(_entries())


@cache
def _entries() -> tuple[Known, ...]:
    # Not by the package of the file, which would import the whole extractor.
    file = resources.files("aigeo") / "articles" / "data" / "gazetteer.jsonl"
    with file.open(encoding="utf-8") as lines:
        gazetteer = [_known(json.loads(line)) for line in lines if line.strip()]
    return tuple(_united(list(_without_plurals([*gazetteer, *map(_known, written_entries())]))))


def _without_plurals(entries: Sequence[Known]) -> Iterator[Known]:
    """Give entries without the plural that another one of the type is called.

    A text may speak of several V100s; the V100S is another chip, as is the Kirin 9000S.
    """
    last = {(entry.type, entry.name.split()[-1]) for entry in entries}
    for entry in entries:
        plural = f"{entry.name}s"
        if plural in entry.keys and (entry.type, plural.split()[-1]) in last:
            yield replace(entry, keys=entry.keys - {plural})
        else:
            yield entry


def written_entries() -> Iterator[dict[str, object]]:
    """Give the entries of the list of names in other scripts, as those of the gazetteer are."""
    file = resources.files("aigeo.resolve") / "data" / "aliases.txt"
    for line in file.read_text(encoding="utf-8").splitlines():
        type_, colon, names = line.partition(": ")
        if colon and not line.startswith("#"):
            name, *aliases = names.split("|")
            yield {"id": name, "type": type_, "name": name, "aliases": aliases}


def _united(entries: list[Known]) -> Iterator[Known]:
    """Unite entries of one type of which one bears the other's name; give the rest as they are.

    The table may name a thing twice, as it stands in two of the texts it was made from.
    """
    bearers: dict[tuple[str, str], list[int]] = defaultdict(list)
    for number, entry in enumerate(entries):
        for key in entry.keys:
            bearers[entry.type, key].append(number)
    into = list(range(len(entries)))

    def root(number: int) -> int:
        while into[number] != number:
            number = into[number]
        return number

    for number, entry in enumerate(entries):
        for other in bearers[entry.type, entry.name]:
            a, b = root(number), root(other)
            if a != b and not (
                entries[a].country
                and entries[b].country
                and entries[a].country != entries[b].country
            ):
                keep, lose = min(a, b), max(a, b)
                into[lose] = keep
                entries[keep] = Known(
                    entries[keep].id, entry.type, entries[keep].name,
                    entries[keep].keys | entries[lose].keys,
                    entries[keep].country or entries[lose].country,
                )  # fmt: skip
    return (entry for number, entry in enumerate(entries) if into[number] == number)


def _known(row: Mapping[str, object]) -> Known:
    aliases = row.get("aliases", ())
    names = [str(row["name"]), *(str(a) for a in aliases if isinstance(aliases, list))]  # type: ignore[attr-defined]
    country = row.get("country")
    keys = {key for name in names if len(key := name_key(name)) > 1}
    keys |= {key + end for key in keys if not key.isascii() and _is_han(key) for end in CJK_ENDINGS}
    return Known(
        id=str(row["id"]),
        type=str(row["type"]),
        name=name_key(str(row["name"])),
        keys=frozenset(keys),
        country=str(country).removeprefix("cc:") if country else None,
    )


def _is_han(key: str) -> bool:
    return all("\u4e00" <= char <= "\u9fff" for char in key)


def read_aliases(path: Path, shipped: AliasTable | None = None) -> dict[str, frozenset[str]]:
    """Read a user's alias table: by key, all keys of the same thing.

    An alias may itself be the name of further aliases. Raises InputError for a row without
    alias or name, an alias of two names, one that the shipped table has for something else, a
    circle, and a name that is too long.
    """
    parent: dict[str, tuple[str, int]] = {}
    for number, alias, name in _rows(path):
        if alias == name:
            continue
        if shipped is not None:
            _refuse_other(alias, name, shipped, path, number)
        earlier = parent.get(alias)
        if earlier is not None and earlier[0] != name:
            raise InputError(
                f"the alias is claimed by two names, here and in row {earlier[1]}",
                path=path, row=number, field="alias",
                hint="leave out the row that is wrong, or both where the alias is ambiguous",
            )  # fmt: skip
        parent.setdefault(alias, (name, number))
    groups: dict[str, set[str]] = defaultdict(set)
    for alias in parent:
        groups[_root(alias, parent, path)].add(alias)
    return {
        key: frozenset({root, *aliases})
        for root, aliases in groups.items()
        for key in (root, *aliases)
    }


def _refuse_other(alias: str, name: str, shipped: AliasTable, path: Path, row: int) -> None:
    """Refuse an alias that the shipped table knows for one thing, and the name for another."""
    theirs, named = shipped.known(alias), shipped.known(name)
    if len(theirs) == len(named) == 1 and theirs[0] is not named[0]:
        raise InputError(
            f"the alias is a name of {theirs[0].name!r} in the shipped table", path=path, row=row,
            field="alias", hint="leave the row out; aigeo resolve merge makes two entities one",
        )  # fmt: skip


def _root(alias: str, parent: Mapping[str, tuple[str, int]], path: Path) -> str:
    seen = {alias}
    at = alias
    while at in parent:
        at, row = parent[at]
        if at in seen:
            raise InputError(
                "the names are aliases of each other in a circle", path=path, row=row,
                field="name", hint="one of them has to be the name, the others its aliases",
            )  # fmt: skip
        seen.add(at)
    return at


def _rows(path: Path) -> Iterator[tuple[int, str, str]]:
    with opened(path) as lines:
        for number, row in rows(path, lines, COLUMNS, COLUMNS):
            alias, name = (_checked(row[field] or "", field, path, number) for field in COLUMNS)
            yield number, alias, name


def _checked(text: str, field: str, path: Path, number: int) -> str:
    key = name_key(text)
    fault = (
        "holds control characters" if has_controls(text)
        else "there is no name in it" if not key
        else "too long for a name" if len(key) >= MAX_KEY
        else None
    )  # fmt: skip
    if fault is not None:
        raise InputError(fault, path=path, row=number, field=field)
    return key
