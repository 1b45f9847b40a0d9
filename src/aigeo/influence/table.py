"""Many facts as columns, for analyses over a whole graph.

Half a million facts as objects take seconds to make and a gigabyte to hold; as arrays they are
filtered, weighted and multiplied in milliseconds.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any

import numpy as np
import numpy.typing as npt

from aigeo.influence.facts import Fact

Ints = npt.NDArray[np.int32]
Floats = npt.NDArray[np.float64]
Texts = npt.NDArray[np.object_]


@dataclass(frozen=True, slots=True)
class FactTable:
    """Facts as parallel arrays; `source` and `target` index `entities`, `type` indexes `types`.

    Texts that are absent are empty; `share` is NaN where it is unknown.
    """

    entities: tuple[str, ...]
    types: tuple[str, ...]
    id: Texts
    type: Ints
    source: Ints
    target: Ints
    along: npt.NDArray[np.bool_]
    weight: Floats
    sign: Ints
    confidence: Floats
    dated: Texts
    status: Texts
    valid_from: Texts
    valid_to: Texts
    item: Texts
    share: Floats
    list: Texts
    program: Texts
    statements: Ints

    def __len__(self) -> int:
        return len(self.id)

    @classmethod
    def of(cls, facts: Iterable[Fact]) -> FactTable:
        """Put facts into columns, in the order given."""
        listed = tuple(facts)
        ends = sorted({f.source for f in listed} | {f.target for f in listed})
        kinds = sorted({f.type for f in listed})
        at = {entity: n for n, entity in enumerate(ends)}
        kind_at = {kind: n for n, kind in enumerate(kinds)}

        def texts(values: Iterable[str | None]) -> Texts:
            column = np.empty(len(listed), dtype=object)
            column[:] = [value or "" for value in values]
            return column

        def ints(values: Iterable[int]) -> Ints:
            return np.fromiter(values, np.int32, len(listed))

        def floats(values: Iterable[float]) -> Floats:
            return np.fromiter(values, np.float64, len(listed))

        return cls(
            entities=tuple(ends),
            types=tuple(kinds),
            id=texts(f.id for f in listed),
            type=ints(kind_at[f.type] for f in listed),
            source=ints(at[f.source] for f in listed),
            target=ints(at[f.target] for f in listed),
            along=np.fromiter((f.along for f in listed), np.bool_, len(listed)),
            weight=floats(f.weight for f in listed),
            sign=ints(f.sign for f in listed),
            confidence=floats(f.confidence for f in listed),
            dated=texts(f.dated for f in listed),
            status=texts(f.status for f in listed),
            valid_from=texts(f.valid_from for f in listed),
            valid_to=texts(f.valid_to for f in listed),
            item=texts(f.item for f in listed),
            share=floats(np.nan if f.share is None else f.share for f in listed),
            list=texts(f.list for f in listed),
            program=texts(f.program for f in listed),
            statements=ints(f.statements for f in listed),
        )

    def fact(self, row: int) -> Fact:
        """Give one row as a fact."""
        share = float(self.share[row])
        return Fact(
            id=self.id[row],
            type=self.types[self.type[row]],
            source=self.entities[self.source[row]],
            target=self.entities[self.target[row]],
            along=bool(self.along[row]),
            weight=float(self.weight[row]),
            sign=int(self.sign[row]),
            confidence=float(self.confidence[row]),
            dated=self.dated[row] or None,
            status=self.status[row],
            valid_from=self.valid_from[row] or None,
            valid_to=self.valid_to[row] or None,
            item=self.item[row] or None,
            share=None if np.isnan(share) else share,
            list=self.list[row] or None,
            program=self.program[row] or None,
            statements=int(self.statements[row]),
        )

    def facts(self) -> Sequence[Fact]:
        """Give all rows as facts."""
        at, kinds = self.entities, self.types
        shares = [None if math.isnan(share) else share for share in self.share.tolist()]
        columns = zip(
            self.id.tolist(), self.type.tolist(), self.source.tolist(), self.target.tolist(),
            self.along.tolist(), self.weight.tolist(), self.sign.tolist(),
            self.confidence.tolist(), self.dated.tolist(), self.status.tolist(),
            self.valid_from.tolist(), self.valid_to.tolist(), self.item.tolist(), shares,
            self.list.tolist(), self.program.tolist(), self.statements.tolist(),
            strict=True,
        )  # fmt: skip
        return [
            Fact(i, kinds[k], at[s], at[t], along, weight, sign, confidence, dated or None, status,
                 first or None, last or None, item or None, share, where or None, program or None,
                 statements)
            for i, k, s, t, along, weight, sign, confidence, dated, status, first, last, item,
            share, where, program, statements in columns
        ]  # fmt: skip

    def rows(self, chosen: Sequence[int] | npt.NDArray[Any]) -> FactTable:
        """Give the chosen rows (positions, or a mask); entities stay as they are."""
        columns = {f.name: getattr(self, f.name)[chosen] for f in fields(self)[2:]}
        return replace(self, **columns)

    def without(self, ids: Collection[str]) -> FactTable:
        """Leave out the facts with these ids."""
        gone = set(ids)
        if not gone:
            return self
        return self.rows(np.fromiter((i not in gone for i in self.id), np.bool_, len(self)))

    def plus(self, facts: Iterable[Fact]) -> FactTable:
        """Add facts; new entities come after the known ones."""
        added = tuple(facts)
        if not added:
            return self
        more = FactTable.of(added)
        entities, ends = _joined(self.entities, more.entities)
        types, kinds = _joined(self.types, more.types)
        columns: dict[str, Any] = {}
        for f in fields(self)[2:]:
            column = getattr(more, f.name)
            if f.name in ("source", "target"):
                column = ends[column]
            elif f.name == "type":
                column = kinds[column]
            columns[f.name] = np.concatenate([getattr(self, f.name), column])
        return FactTable(entities=entities, types=types, **columns)


def _joined(first: tuple[str, ...], second: tuple[str, ...]) -> tuple[tuple[str, ...], Ints]:
    """Give both lists without repeats, and where each of the second stands in it."""
    at = {word: n for n, word in enumerate(first)}
    for word in second:
        at.setdefault(word, len(at))
    return tuple(at), np.fromiter((at[word] for word in second), np.int32, len(second))
