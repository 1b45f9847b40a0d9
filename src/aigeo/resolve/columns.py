"""Columns of numbers that grow with what is read, to be compared many rows at once."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from typing import Any, Generic, TypeVar

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Numbers = npt.NDArray[np.intp]
Flags = npt.NDArray[np.bool_]
H = TypeVar("H", bound=Hashable)
_FEWEST = 1024


class Column:
    """Values of one kind, one a row; rows are only added, at the cost of what is added."""

    def __init__(self, dtype: npt.DTypeLike = np.intp) -> None:
        self._room = np.zeros(_FEWEST, dtype=dtype)
        self._length = 0

    def extend(self, values: Sequence[Any] | npt.NDArray[Any]) -> None:
        """Add rows."""
        end = self._length + len(values)
        if end > len(self._room):
            larger = np.zeros(max(end, 2 * len(self._room)), dtype=self._room.dtype)
            larger[: self._length] = self._room[: self._length]
            self._room = larger
        self._room[self._length : end] = values
        self._length = end

    def __len__(self) -> int:
        return self._length

    @property
    def all(self) -> npt.NDArray[Any]:
        """All rows, shape (rows,)."""
        return self._room[: self._length]


class Numbering(Generic[H]):
    """Numbers of values, equal where the values are; 0 is what stands for none."""

    def __init__(self, none: H) -> None:
        self._known: dict[H, int] = {none: 0}
        self.values: list[H] = [none]

    def of(self, value: H) -> int:
        """Give the number of a value."""
        number = self._known.setdefault(value, len(self._known))
        if number == len(self.values):
            self.values.append(value)
        return number


def of_two(
    found: Callable[[int, int], Any], x: Numbers, y: Numbers, dtype: npt.DTypeLike
) -> npt.NDArray[Any]:
    """Give what is found of the numbers of two sides, each two of numbers asked about once."""
    codes, back = np.unique(x * (int(y.max(initial=0)) + 1) + y, return_inverse=True)
    left, right = np.divmod(codes, int(y.max(initial=0)) + 1)
    answers = [found(a, b) for a, b in zip(left.tolist(), right.tolist(), strict=True)]
    return np.array(answers, dtype=dtype)[back]
