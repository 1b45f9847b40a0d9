"""What comes back from row to row, so that it is made and checked once."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import Any

from aigeo.model.records import RelationRecord
from aigeo.model.validate import Problem, relation_problems
from aigeo.model.vocabulary import Vocabulary

REMEMBERED = 100_000
"""Sets of terms that are known to be sound."""
_TEXTS = frozenset((str, type(None)))
_SCALARS = _TEXTS | {int, float, bool}


def entity_key(
    part: str | None, names: tuple[Any, ...], more: tuple[Any, ...], properties: Mapping[str, Any]
) -> Hashable:
    """Give a key that calls of `Context.entity` have in common when they state the very same.

    `names` can be hashed; `more` holds what most calls leave empty and may be of any type. Texts
    alone are told apart by being equal: 1, 1.0 and True are equal too, but not the same.
    """
    if not any(more) and _TEXTS.issuperset(map(type, properties.values())):
        return (part, *names, *properties.items())
    return part, repr((names, more, properties))


class RelationChecks:
    """Checks of relations whose ends were accepted; `types` gives the types of entities by id."""

    def __init__(self, vocabulary: Vocabulary, types: Mapping[str, str]) -> None:
        self._vocabulary = vocabulary
        self._types = types
        self._sound: set[tuple[Any, ...]] = set()
        self._naming = {
            name: frozenset(q for q, spec in relation.qualifiers.items() if spec.range == "entity")
            for name, relation in vocabulary.relation_types.items()
        }
        """By relation type, the qualifiers that name entities."""

    def problems(
        self, record: RelationRecord, subject_type: str, object_type: str
    ) -> list[Problem]:
        """Give what `relation_problems` gives for a relation between described entities.

        All but the ends themselves comes back from row to row, and is checked once: the ids of
        described entities are sound.
        """
        ends = subject_type, object_type
        terms = self._terms(record, ends)
        if terms in self._sound:
            return []
        problems = relation_problems(record, self._vocabulary, *ends, self._types)
        if terms is not None and not problems:
            if len(self._sound) >= REMEMBERED:
                self._sound.clear()
            self._sound.add(terms)
        return problems

    def _terms(self, record: RelationRecord, ends: tuple[str, str]) -> tuple[Any, ...] | None:
        """Give all that the check depends on, None where that is dearer to tell than to check."""
        terms = record.type, *ends, record.status, record.start, record.end
        values = record.qualifiers.values()
        if (
            record.subject == record.object
            or type(record.confidence) is not float
            or not _TEXTS.issuperset(map(type, terms))
            or not _SCALARS.issuperset(map(type, values))
        ):
            return None
        naming = self._naming.get(record.type, ())
        # 1, 1.0 and True are equal, but not the same.
        said = [
            (name, type(value), value, self._types.get(value) if name in naming else None)
            for name, value in record.qualifiers.items()
        ]
        return *terms, record.confidence, *said
