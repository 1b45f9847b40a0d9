"""All facts of a graph as columns, kept in a file until the graph changes.

Reading half a million edges through the driver takes many times longer than any analysis of them.
The file names the revision of the graph that it holds; every load and removal makes a new one.
"""

from __future__ import annotations

import io
import os
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from aigeo.influence.facts import Filters
from aigeo.influence.table import FactTable, Ints, Texts

FORMAT = "2"
WAYS = ("forward", "backward", "both", "none")
TEXTS = ("type", "influence", "dated", "status", "valid_from", "valid_to", "item", "list",
         "program")  # fmt: skip
NUMBERS = {"weight": np.float64, "confidence": np.float64, "share": np.float64,
           "sign": np.int32, "statements": np.int32}  # fmt: skip
SEPARATOR = "\x1f"
"""Stands between texts in the file; a control character that no stored text has."""

Codes = tuple[tuple[str, ...], Ints]


@dataclass(frozen=True, slots=True)
class Snapshot:
    """Edges as they are written, once each; texts as codes into the distinct ones."""

    entities: tuple[str, ...]
    id: tuple[str, ...]
    subject: Ints
    object: Ints
    texts: Mapping[str, Codes]
    numbers: Mapping[str, npt.NDArray[Any]]

    @classmethod
    def of(cls, rows: Iterable[Mapping[str, Any]]) -> Snapshot:
        """Gather edges; a row has `fact`, `here`, `there` and the columns of a fact."""
        names: dict[str, int] = {}
        ids: list[str] = []
        subject: list[int] = []
        object_: list[int] = []
        coded: dict[str, tuple[dict[str, int], list[int]]] = {key: ({}, []) for key in TEXTS}
        counted: dict[str, list[float]] = {key: [] for key in NUMBERS}
        for row in rows:
            ids.append(row["fact"])
            subject.append(names.setdefault(row["here"], len(names)))
            object_.append(names.setdefault(row["there"], len(names)))
            for key, (distinct, codes) in coded.items():
                codes.append(distinct.setdefault(row[key] or "", len(distinct)))
            for key, values in counted.items():
                value = row[key]
                values.append(np.nan if value is None else value)
        return cls(
            entities=tuple(names),
            id=tuple(ids),
            subject=np.array(subject, np.int32),
            object=np.array(object_, np.int32),
            texts={k: (tuple(d), np.array(c, np.int32)) for k, (d, c) in coded.items()},
            numbers={k: np.array(v, NUMBERS[k]) for k, v in counted.items()},
        )

    def table(self, filters: Filters) -> FactTable:
        """Give the admitted facts in each way that leverage runs along them."""
        admitted = np.flatnonzero(self._admitted(filters))
        distinct, codes = self.texts["influence"]
        way = np.array([WAYS.index(w) if w in WAYS else 3 for w in distinct], np.int32)[codes]
        way = way[admitted] if filters.directed else np.full(len(admitted), 2, np.int32)
        forward = admitted[(way == 0) | (way == 2)]
        backward = admitted[(way == 1) | (way == 2)]
        rows = np.concatenate([forward, backward])
        along = np.concatenate([np.ones(len(forward), np.bool_), np.zeros(len(backward), np.bool_)])
        ids = np.array(self.id, dtype=object)
        kinds, kind = self.texts["type"]
        return FactTable(
            entities=self.entities,
            types=kinds,
            id=ids[rows],
            type=kind[rows],
            source=np.where(along, self.subject[rows], self.object[rows]),
            target=np.where(along, self.object[rows], self.subject[rows]),
            along=along,
            weight=self.numbers["weight"][rows],
            sign=self.numbers["sign"][rows],
            confidence=self.numbers["confidence"][rows],
            dated=self._text("dated", rows),
            status=self._text("status", rows),
            valid_from=self._text("valid_from", rows),
            valid_to=self._text("valid_to", rows),
            item=self._text("item", rows),
            share=self.numbers["share"][rows],
            list=self._text("list", rows),
            program=self._text("program", rows),
            statements=self.numbers["statements"][rows],
        )

    def _text(self, key: str, rows: npt.NDArray[Any]) -> Texts:
        distinct, codes = self.texts[key]
        texts: Texts = np.array([*distinct, ""], dtype=object)[:-1]
        return np.asarray(texts[codes[rows]])

    def _admitted(self, filters: Filters) -> npt.NDArray[np.bool_]:
        """Apply the rule of `Filters.admits` to all edges at once."""
        ok = self.numbers["confidence"] >= filters.min_confidence
        if filters.types:
            ok &= self._where("type", lambda kind: kind in filters.types)
        ended = self._where("status", lambda status: status == "ended")
        allowed = self._where("status", lambda status: status in filters.statuses)
        day = filters.as_of
        if day is None:
            return np.asarray(ok & allowed)
        planned = self._where("status", lambda status: status == "planned")
        begun = self._where("valid_from", lambda first: first <= day) | planned
        lasts = self._where("valid_to", lambda last: last >= day)
        open_end = self._where("valid_to", lambda last: not last) & ~ended
        return np.asarray(ok & (allowed | ended) & begun & (lasts | open_end))

    def _where(self, key: str, test: Any) -> npt.NDArray[np.bool_]:
        distinct, codes = self.texts[key]
        return np.array([test(text) for text in distinct] or [False], np.bool_)[codes]

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
        for key, (distinct, codes) in self.texts.items():
            columns |= {f"{key}.texts": _packed(distinct), f"{key}.codes": codes}
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
                        key: (_unpacked(columns[f"{key}.texts"]), columns[f"{key}.codes"])
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
