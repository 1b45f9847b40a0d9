"""References to what a loader emitted."""

from __future__ import annotations


class EntityRef(str):
    """The id of an entity that a loader emitted, with its `type` and `name`."""

    type: str
    name: str

    def __new__(cls, entity_id: str, type_: str, name: str) -> EntityRef:
        """Make a reference; `entity_id` is the text that it equals."""
        ref = super().__new__(cls, entity_id)
        ref.type, ref.name = type_, name
        return ref
