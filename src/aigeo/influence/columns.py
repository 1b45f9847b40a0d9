"""A column of texts as codes into the distinct ones."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int32]
Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class TextColumn:
    """Texts of many rows; an absent text is empty. `codes` index `distinct`."""

    distinct: tuple[str, ...]
    codes: Ints

    @classmethod
    def of(cls, values: Iterable[str | None]) -> TextColumn:
        """Put texts into a column, in the order given."""
        distinct: dict[str, int] = {}
        codes = [distinct.setdefault(value or "", len(distinct)) for value in values]
        return cls(tuple(distinct), np.array(codes, np.int32))

    def __len__(self) -> int:
        return len(self.codes)

    def at(self, row: int) -> str:
        """Give the text of one row."""
        return self.distinct[int(self.codes[row])]

    def rows(self, chosen: Sequence[int] | npt.NDArray[Any]) -> TextColumn:
        """Give the chosen rows (positions, or a mask)."""
        return TextColumn(self.distinct, self.codes[chosen])

    def plus(self, more: TextColumn) -> TextColumn:
        """Put the rows of another column after these."""
        distinct, codes = joined(self.distinct, more.distinct)
        return TextColumn(distinct, np.concatenate([self.codes, codes[more.codes]]))

    def where(self, test: Callable[[str], bool]) -> Flags:
        """Tell for each row whether its text passes a test, asked once for each distinct one."""
        passed = np.fromiter(map(test, self.distinct), np.bool_, len(self.distinct))
        return np.asarray(passed[self.codes])

    def among(self, texts: Collection[str]) -> Flags:
        """Tell for each row whether its text is one of `texts`."""
        return self.where(texts.__contains__)

    def tolist(self) -> list[str]:
        """Give the texts of all rows."""
        distinct = self.distinct
        return [distinct[code] for code in self.codes.tolist()]


def joined(first: tuple[str, ...], second: tuple[str, ...]) -> tuple[tuple[str, ...], Ints]:
    """Give both lists without repeats, and where each of the second stands in it."""
    at = {word: n for n, word in enumerate(first)}
    for word in second:
        at.setdefault(word, len(at))
    return tuple(at), np.fromiter((at[word] for word in second), np.int32, len(second))
