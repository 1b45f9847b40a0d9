"""What a record says by its names alone."""

from __future__ import annotations

import re
from dataclasses import replace

from aigeo.model.othernames import other_names
from aigeo.model.records import EntityRecord
from aigeo.model.vocabulary import Vocabulary

_MAY_HOLD = re.compile(r"[(（]|\s[-–—/|]\s")


def with_other_names(record: EntityRecord, vocabulary: Vocabulary) -> EntityRecord:
    """Give the record of an organisation with the names that its name holds among its aliases.

    Aliases are left alone: lists print subordinate bodies, with their acronyms, among them.
    """
    if not _MAY_HOLD.search(record.name) or not vocabulary.is_a(record.type, "Organization"):
        return record
    more = set(other_names(record.name)) - {record.name, *record.aliases}
    return replace(record, aliases=tuple(sorted({*record.aliases, *more}))) if more else record
