"""Many facts as columns, for analyses over a whole graph.

Half a million facts as objects take seconds to make and a gigabyte to hold; as arrays they are
filtered, weighted and multiplied in milliseconds.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Collection, Hashable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, TypeVar, cast

import numpy as np
import numpy.typing as npt

from aigeo.influence.columns import Ints, TextColumn, joined
from aigeo.influence.facts import Fact

Floats = npt.NDArray[np.float64]
T = TypeVar("T")
TEXTS = ("id", "dated", "status", "valid_from", "valid_to", "item", "list", "program")
NUMBERS = ("type", "source", "target", "along", "weight", "sign", "confidence", "share",
           "statements")  # fmt: skip
KEPT = 4
"""Results kept with a table, such as strengths on a day; the oldest is dropped."""


@dataclass(frozen=True, slots=True)
class FactTable:
    """Facts as parallel arrays; `source` and `target` index `entities`, `type` indexes `types`.

    Texts that are absent are empty; `share` is NaN where it is unknown.
    """

    entities: tuple[str, ...]
    types: tuple[str, ...]
    id: TextColumn
    type: Ints
    source: Ints
    target: Ints
    along: npt.NDArray[np.bool_]
    weight: Floats
    sign: Ints
    confidence: Floats
    dated: TextColumn
    status: TextColumn
    valid_from: TextColumn
    valid_to: TextColumn
    item: TextColumn
    share: Floats
    list: TextColumn
    program: TextColumn
    statements: Ints
    _kept: dict[Hashable, Any] = field(default_factory=dict, init=False, repr=False, compare=False)

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

        def ints(values: Iterable[int]) -> Ints:
            return np.fromiter(values, np.int32, len(listed))

        def floats(values: Iterable[float]) -> Floats:
            return np.fromiter(values, np.float64, len(listed))

        return cls(
            entities=tuple(ends),
            types=tuple(kinds),
            id=TextColumn.of(f.id for f in listed),
            type=ints(kind_at[f.type] for f in listed),
            source=ints(at[f.source] for f in listed),
            target=ints(at[f.target] for f in listed),
            along=np.fromiter((f.along for f in listed), np.bool_, len(listed)),
            weight=floats(f.weight for f in listed),
            sign=ints(f.sign for f in listed),
            confidence=floats(f.confidence for f in listed),
            dated=TextColumn.of(f.dated for f in listed),
            status=TextColumn.of(f.status for f in listed),
            valid_from=TextColumn.of(f.valid_from for f in listed),
            valid_to=TextColumn.of(f.valid_to for f in listed),
            item=TextColumn.of(f.item for f in listed),
            share=floats(np.nan if f.share is None else f.share for f in listed),
            list=TextColumn.of(f.list for f in listed),
            program=TextColumn.of(f.program for f in listed),
            statements=ints(f.statements for f in listed),
        )

    def fact(self, row: int) -> Fact:
        """Give one row as a fact."""
        share = float(self.share[row])
        return Fact(
            id=self.id.at(row),
            type=self.types[self.type[row]],
            source=self.entities[self.source[row]],
            target=self.entities[self.target[row]],
            along=bool(self.along[row]),
            weight=float(self.weight[row]),
            sign=int(self.sign[row]),
            confidence=float(self.confidence[row]),
            dated=self.dated.at(row) or None,
            status=self.status.at(row),
            valid_from=self.valid_from.at(row) or None,
            valid_to=self.valid_to.at(row) or None,
            item=self.item.at(row) or None,
            share=None if math.isnan(share) else share,
            list=self.list.at(row) or None,
            program=self.program.at(row) or None,
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
        columns: dict[str, Any] = {name: getattr(self, name)[chosen] for name in NUMBERS}
        columns |= {name: getattr(self, name).rows(chosen) for name in TEXTS}
        return replace(self, **columns)

    def without(self, ids: Collection[str]) -> FactTable:
        """Leave out the facts with these ids."""
        return self.rows(~self.id.among(set(ids))) if ids else self

    def plus(self, facts: Iterable[Fact]) -> FactTable:
        """Add facts; new entities come after the known ones."""
        added = tuple(facts)
        if not added:
            return self
        more = FactTable.of(added)
        entities, ends = joined(self.entities, more.entities)
        types, kinds = joined(self.types, more.types)
        more = replace(
            more, source=ends[more.source], target=ends[more.target], type=kinds[more.type]
        )
        columns: dict[str, Any] = {
            name: np.concatenate([getattr(self, name), getattr(more, name)]) for name in NUMBERS
        }
        columns |= {name: getattr(self, name).plus(getattr(more, name)) for name in TEXTS}
        return FactTable(entities=entities, types=types, **columns)

    def kept(self, key: Hashable, make: Callable[[], T]) -> T:
        """Give what was worked out of this table under a key, else work it out and keep it."""
        found = self._kept.get(key)
        if found is None:
            found = self._kept[key] = make()
            while len(self._kept) > KEPT:
                self._kept.pop(next(iter(self._kept)), None)
        return cast(T, found)
