"""All facts of a graph as columns, kept in a file until the graph changes.

Reading half a million edges through the driver takes many times longer than any analysis of them.
The file names the revision of the graph that it holds; every load and removal makes a new one.
"""

from __future__ import annotations

import io
import os
import zipfile
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from aigeo.influence.columns import Flags, Ints, TextColumn, joined
from aigeo.influence.facts import MAX_HOPS, Filters
from aigeo.influence.table import FactTable

FORMAT = "3"
WAYS = ("forward", "backward", "both", "none")
# The first two are not passed on as texts.
TEXTS = ("type", "influence", "dated", "status", "valid_from", "valid_to", "item", "list",
         "program")  # fmt: skip
NUMBERS = {"weight": np.float64, "confidence": np.float64, "share": np.float64,
           "sign": np.int32, "statements": np.int32}  # fmt: skip
COLUMNS = ("fact", "here", "there", *TEXTS, *NUMBERS)
SEPARATOR = "\x1f"
"""Stands between texts in the file; a control character that no stored text has."""
TABLES = 4
"""Tables kept for the filters asked for last."""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """Edges as they are written, once each, in the order of their ids."""

    entities: tuple[str, ...]
    id: tuple[str, ...]
    subject: Ints
    object: Ints
    texts: Mapping[str, TextColumn]
    numbers: Mapping[str, npt.NDArray[Any]]
    _degrees: dict[str, int] = field(default_factory=dict, init=False, repr=False, compare=False)
    _tables: dict[Filters, FactTable] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    @classmethod
    def of(cls, rows: Iterable[Mapping[str, Any]]) -> Snapshot:
        """Gather edges; a row has the keys of COLUMNS."""
        listed = list(rows)
        return cls.joined([{key: [row[key] for row in listed] for key in COLUMNS}])

    @classmethod
    def joined(cls, parts: Iterable[Mapping[str, Sequence[Any]]]) -> Snapshot:
        """Gather edges that come as columns; a part has the keys of COLUMNS."""
        coded: dict[str, tuple[dict[str, int], list[int]]] = {key: ({}, []) for key in TEXTS}
        names: dict[str, int] = {}
        ids: list[str] = []
        subject: list[int] = []
        object_: list[int] = []
        counted: dict[str, list[npt.NDArray[Any]]] = {key: [] for key in NUMBERS}
        for part in parts:
            ids += part["fact"]
            for end, places in (("here", subject), ("there", object_)):
                places += [names.setdefault(name, len(names)) for name in part[end]]
            for key in TEXTS:
                distinct, codes = coded[key]
                codes += [distinct.setdefault(text or "", len(distinct)) for text in part[key]]
            for key, kind in NUMBERS.items():
                counted[key].append(np.array(part[key], np.float64).astype(kind))
        order = np.array(sorted(range(len(ids)), key=ids.__getitem__), np.int64)
        return cls(
            entities=tuple(names),
            id=tuple(ids[n] for n in order.tolist()),
            subject=np.array(subject, np.int32)[order],
            object=np.array(object_, np.int32)[order],
            texts={
                key: TextColumn(tuple(coded[key][0]), np.array(coded[key][1], np.int32)[order])
                for key in TEXTS
            },
            numbers={
                key: np.concatenate(values or [np.empty(0, NUMBERS[key])])[order]
                for key, values in counted.items()
            },
        )

    def table(self, filters: Filters) -> FactTable:
        """Give the admitted facts in each way that leverage runs along them.

        The tables of the filters asked for last are kept, with what was worked out of them.
        """
        wanted = replace(filters, max_hops=MAX_HOPS)  # which plays no part here
        table = self._tables.pop(wanted, None)
        if table is None:
            table = self._table(wanted)
        self._tables[wanted] = table
        while len(self._tables) > TABLES:
            self._tables.pop(next(iter(self._tables)), None)
        return table

    def turned(self, since: str, today: str) -> list[dict[str, str]]:
        """Give the facts that began after `since` and until `today`, or ended in between.

        A fact is `fact` (id), `type`, `here` and `there` (ids of its ends as it is written).
        """
        begun = self.texts["valid_from"].where(lambda first: since < first <= today)
        over = self.texts["valid_to"].where(lambda last: since <= last < today)
        kind = self.texts["type"]
        return [
            {
                "fact": self.id[n],
                "type": kind.at(n),
                "here": self.entities[self.subject[n]],
                "there": self.entities[self.object[n]],
            }
            for n in np.flatnonzero(begun | over).tolist()
        ]

    def degrees(self) -> Mapping[str, int]:
        """Give the number of edges at each entity."""
        if not self._degrees:
            ends = np.concatenate([self.subject, self.object])
            counts = np.bincount(ends, minlength=len(self.entities))
            self._degrees.update(zip(self.entities, counts.tolist(), strict=True))
        return self._degrees

    def altered(
        self, facts: Collection[str], gone: Collection[str], rows: Iterable[Mapping[str, Any]]
    ) -> Snapshot:
        """Give the edges with `rows` in the place of `facts`, without those of entities `gone`."""
        new = Snapshot.of(rows)
        left = ~np.fromiter((i in facts for i in self.id), np.bool_, len(self.id))
        if gone:
            lost = np.fromiter((e in gone for e in self.entities), np.bool_, len(self.entities))
            left &= ~(lost[self.subject] | lost[self.object])
        entities, ends = joined(self.entities, new.entities)
        ids = (*(self.id[n] for n in np.flatnonzero(left)), *new.id)
        order = np.array(sorted(range(len(ids)), key=ids.__getitem__), np.int64)

        def both(old: npt.NDArray[Any], more: npt.NDArray[Any]) -> npt.NDArray[Any]:
            return np.asarray(np.concatenate([old[left], more])[order])

        return Snapshot(
            entities=entities,
            id=tuple(ids[n] for n in order),
            subject=both(self.subject, ends[new.subject]),
            object=both(self.object, ends[new.object]),
            texts={
                key: column.rows(left).plus(new.texts[key]).rows(order)
                for key, column in self.texts.items()
            },
            numbers={key: both(column, new.numbers[key]) for key, column in self.numbers.items()},
        )

    def _table(self, filters: Filters) -> FactTable:
        admitted = np.flatnonzero(self._admitted(filters))
        influence = self.texts["influence"]
        way = np.array([WAYS.index(w) if w in WAYS else 3 for w in influence.distinct], np.int32)
        way = way[influence.codes[admitted]]
        if not filters.directed:
            way = np.full(len(admitted), 2, np.int32)
        forward = admitted[(way == 0) | (way == 2)]
        backward = admitted[(way == 1) | (way == 2)]
        rows = np.concatenate([forward, backward])
        along = np.concatenate([np.ones(len(forward), np.bool_), np.zeros(len(backward), np.bool_)])
        columns: dict[str, Any] = {key: self.texts[key].rows(rows) for key in TEXTS[2:]}
        columns |= {key: column[rows] for key, column in self.numbers.items()}
        return FactTable(
            entities=self.entities,
            types=self.texts["type"].distinct,
            id=TextColumn(self.id, rows.astype(np.int32)),
            type=self.texts["type"].codes[rows],
            source=np.where(along, self.subject[rows], self.object[rows]),
            target=np.where(along, self.object[rows], self.subject[rows]),
            along=along,
            **columns,
        )

    def _admitted(self, filters: Filters) -> Flags:
        """Apply the rule of `Filters.admits` to all edges at once."""
        ok: Flags = self.numbers["confidence"] >= filters.min_confidence
        if filters.types:
            ok &= self.texts["type"].among(filters.types)
        status = self.texts["status"]
        allowed = status.among(filters.statuses)
        day = filters.as_of
        if day is None:
            return ok & allowed
        ended = status.among(("ended",))
        begun = self.texts["valid_from"].where(lambda first: first <= day)
        lasts = self.texts["valid_to"].where(lambda last: last >= day)
        open_end = self.texts["valid_to"].where(lambda last: not last) & ~ended
        begun |= status.among(("planned",))
        return ok & (allowed | ended) & begun & (lasts | open_end)

    def save(self, file: Path, revision: str) -> None:
        """Write the columns to a file; readers see the old file or the whole new one."""
        columns: dict[str, npt.NDArray[Any]] = {
            "format": _packed([FORMAT, revision]),
            "entities": _packed(self.entities),
            "id": _packed(self.id),
            "subject": self.subject,
            "object": self.object,
            **self.numbers,
        }
        for key, column in self.texts.items():
            columns |= {f"{key}.texts": _packed(column.distinct), f"{key}.codes": column.codes}
        file.parent.mkdir(parents=True, exist_ok=True)
        partial = file.with_suffix(f".{os.getpid()}.part")
        buffer = io.BytesIO()
        np.savez(buffer, allow_pickle=False, **columns)
        partial.write_bytes(buffer.getbuffer())
        partial.replace(file)

    @classmethod
    def load(cls, file: Path, revision: str) -> Snapshot | None:
        """Read a file; None when it is missing, damaged or of another revision."""
        try:
            with np.load(file, allow_pickle=False) as columns:
                if _unpacked(columns["format"]) != (FORMAT, revision):
                    return None
                return cls(
                    entities=_unpacked(columns["entities"]),
                    id=_unpacked(columns["id"]),
                    subject=columns["subject"],
                    object=columns["object"],
                    texts={
                        key: TextColumn(_unpacked(columns[f"{key}.texts"]), columns[f"{key}.codes"])
                        for key in TEXTS
                    },
                    numbers={key: columns[key] for key in NUMBERS},
                )
        except (OSError, EOFError, ValueError, KeyError, zipfile.BadZipFile):
            return None


def _packed(texts: Sequence[str]) -> npt.NDArray[np.uint8]:
    joined = "".join(text.replace(SEPARATOR, " ") + SEPARATOR for text in texts)
    return np.frombuffer(joined.encode("utf-8", "surrogatepass"), np.uint8)


def _unpacked(packed: npt.NDArray[np.uint8]) -> tuple[str, ...]:
    return tuple(packed.tobytes().decode("utf-8", "surrogatepass").split(SEPARATOR)[:-1])
