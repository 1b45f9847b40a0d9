"""Entities that many rows of a source mention, described once."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from aigeo.load.helpers.names import split_aliases
from aigeo.load.helpers.organizations import organization_type

if TYPE_CHECKING:
    from aigeo.load import Context
    from aigeo.load.context import EntityRef
    from aigeo.load.rows import Row
    from aigeo.model.records import Evidence


class Directory:
    """Remembers what a loader has named, so that a mention in a later row is not a new claim.

    `renamed` maps spellings of the source to the usual name; the spelling becomes an alias.
    `categories` maps an organisation's name to the kind that the source gives it.
    """

    def __init__(self, context: Context, renamed: Mapping[str, str] | None = None) -> None:
        self._context = context
        self._renamed = dict(renamed or {})
        self._refs: dict[tuple[str, str], EntityRef] = {}
        self._names: dict[str, set[str]] = {}
        self.categories: dict[str, str] = {}

    def describe(
        self, type: str, name: str, evidence: Row | Evidence, **properties: Any
    ) -> EntityRef:
        """Claim an entity with its properties, every time, and remember it."""
        ref = self._context.entity(type, name, evidence=evidence, **properties)
        self._refs[type, name.casefold()] = ref
        self._names.setdefault(type, set()).add(name)
        return ref

    def mention(
        self, type: str, name: str, evidence: Row | Evidence, **properties: Any
    ) -> EntityRef:
        """Give the entity of that type and name, claiming it only when it is new."""
        known = self._refs.get((type, name.casefold()))
        return known if known is not None else self.describe(type, name, evidence, **properties)

    def organization(
        self,
        text: str,
        evidence: Row | Evidence,
        category: str = "",
        default: str = "Organization",
        **properties: Any,
    ) -> EntityRef:
        """Give the organisation that a field names, typed by its name and category.

        The type that was found first for a name stays, so that one body is one entity.
        """
        known = self._refs.get(("organization", text.casefold()))
        if known is not None:
            return known
        name, aliases = split_aliases(self._renamed.get(text, text))
        aliases += [text] if text != name and text not in aliases else []
        kind = organization_type(name, self.categories.get(text, category), default)
        ref = self.mention(kind, name, evidence, aliases=aliases, **properties)
        self._refs["organization", text.casefold()] = ref
        self._names.setdefault("organization", set()).update({text, name})
        return ref

    def remember(self, text: str, ref: EntityRef) -> None:
        """Let later mentions of `text` mean an organisation that the loader emitted itself."""
        self._refs["organization", text.casefold()] = ref
        self._names.setdefault("organization", set()).add(text)

    def find(self, text: str) -> EntityRef | None:
        """Give an organisation that was named before, or None."""
        return self._refs.get(("organization", text.casefold()))

    def names(self, type: str) -> set[str]:
        """Give the names of a type ("organization" for every kind of body) seen so far."""
        return self._names.get(type, set())
