"""What a record says by its names alone."""

from __future__ import annotations

import re
from dataclasses import replace

from aigeo.model.othernames import other_names
from aigeo.model.records import EntityRecord
from aigeo.model.vocabulary import Vocabulary

_MAY_HOLD = re.compile(r"[(（]|\s[-–—/|]\s")


def with_other_names(record: EntityRecord, vocabulary: Vocabulary) -> EntityRecord:
    """Give the record of an organisation with the names that its names hold among its aliases."""
    texts = [text for text in (record.name, *record.aliases) if _MAY_HOLD.search(text)]
    if not texts or not vocabulary.is_a(record.type, "Organization"):
        return record
    held = {other for text in texts for other in other_names(text)} - {record.name}
    more = held.difference(record.aliases)
    return replace(record, aliases=tuple(sorted({*record.aliases, *more}))) if more else record
