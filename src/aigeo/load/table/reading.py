"""Single values of a row, with what happens to those that cannot be read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from aigeo.load.context import Context
from aigeo.load.table.cells import Cells
from aigeo.load.table.model import Value
from aigeo.load.table.values import BadValue, texts, typed
from aigeo.model.ids import external_id
from aigeo.model.vocabulary import PropertyType


class Refused(Exception):
    """A value was bad in a way that takes the whole record with it."""


@dataclass(frozen=True, slots=True)
class Item:
    """Which of several: the position in a list of names, or of a relation's two ends."""

    name: tuple[int, int] = (0, 1)
    subject: tuple[int, int] = (0, 1)
    object: tuple[int, int] = (0, 1)
    """Position and length."""


_IN_ADDRESSES = frozenset({"wd", "ror", "orcid", "lei"})
ONLY = Item()


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads values of one row; what is bad goes to the rejections with row and place."""

    context: Context
    cells: Cells
    place: str
    """Of the record in the mapping: `entities.maker`."""

    def one(
        self,
        inner: str,
        value: Value | None,
        spec: PropertyType | None = None,
        item: Item = ONLY,
        *,
        refuse: bool = False,
    ) -> Any:
        """Give one value, None where it is empty or (with a rejection) bad.

        Raises Refused for a bad value when `refuse`, unless the mapping says otherwise.
        """
        if value is None:
            return None
        try:
            found = self._single(value, item)
            return found if found is None or spec is None else typed(found, value, spec)
        except BadValue as error:
            self._bad(inner, value, error, refuse=refuse)
            return None

    def many(
        self, inner: str, value: Value, spec: PropertyType | None = None, item: Item = ONLY
    ) -> list[Any]:
        """Give all values of a list; bad ones are rejected one by one."""
        if value.parallel is not None:
            single = self.one(inner, value, spec, item)
            return [] if single is None else [single]
        try:
            found = texts(value, self.cells)
        except BadValue as error:
            self._bad(inner, value, error, refuse=False)
            return []
        out = []
        for text in found:
            try:
                out.append(text if spec is None else typed(text, value, spec))
            except BadValue as error:
                self._bad(inner, value, error, refuse=False)
        return list(dict.fromkeys(out))

    def identifier(self, inner: str, scheme: str, value: Value, text: str) -> str | None:
        """Give an identifier without its scheme, None for a bad one that only drops itself.

        Raises Refused for a bad one, unless the mapping says otherwise.
        """
        bare = _bare(scheme, text)
        if scheme == "id":
            return bare
        try:
            external_id(scheme, bare)
        except ValueError as error:
            self._bad(inner, value, error, refuse=True, reason="bad identifier")
            return None
        return bare

    def _single(self, value: Value, item: Item) -> Any:
        found = texts(value, self.cells)
        if not found:
            return None
        if value.parallel is not None:
            position, length = getattr(item, value.parallel)
            if len(found) != length:
                raise BadValue(f"{len(found)} values stand beside {length} names")
            return found[position]
        if len(found) > 1:
            raise BadValue(f"{len(found)} values where one is expected")
        return found[0]

    def _bad(
        self, inner: str, value: Value, error: ValueError, *, refuse: bool,
        reason: str = "bad value",
    ) -> None:  # fmt: skip
        self.context.reject(self.cells.row, reason, f"{self.place}.{inner}: {error}")
        if refuse if value.invalid is None else value.invalid == "reject":
            raise Refused from error


def _bare(scheme: str, text: str) -> str:
    """Take an identifier out of the address of its page: `https://www.wikidata.org/wiki/Q95`."""
    if scheme in _IN_ADDRESSES and text.startswith(("http://", "https://")):
        return text.rstrip("/").rpartition("/")[2]
    return text.removeprefix(f"{scheme}:")
