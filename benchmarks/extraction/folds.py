"""Readings of the training texts by rules that have not seen them: gazetteer and type guesser of
other folds."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from build_gazetteer import build
from train_typeguess import first_names, train

from aigeo.articles.gazetteer import Gazetteer, read_entries
from aigeo.articles.local import Reading, RuleReader
from aigeo.articles.typeguess import TypeGuesser


def reader(documents: list[dict], epoch: Path | None) -> RuleReader:
    """Rules with the knowledge of these documents only."""
    import json

    entries = read_entries(json.dumps(e) for e in build(epoch, documents))
    model = train(documents, first_names(epoch, documents))
    return RuleReader(
        Gazetteer(entries),
        TypeGuesser(model["weights"], frozenset(model["first_names"]), frozenset(model["common"])),
    )


def cross_readings(
    documents: list[dict], epoch: Path | None, folds: int = 5
) -> Iterator[tuple[int, dict, Reading]]:
    """(fold, document, its reading by rules of the other folds); document i is in fold i %
    folds."""
    for fold in range(folds):
        rules = reader([d for i, d in enumerate(documents) if i % folds != fold], epoch)
        for i, document in enumerate(documents):
            if i % folds == fold:
                yield fold, document, rules.read(document["text"])
