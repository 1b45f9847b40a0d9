"""Score the local extractor's relations between the annotated entities of documents.

usage: given.py GOLD.jsonl --name NAME [--json FILE]

Every occurrence of an annotated mention is given with its type; pronouns and descriptions are
resolved by the extractor. All parts vote, with the shipped weights and threshold. Counting and
intervals are those of accuracy.py.
"""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
sys.path.insert(0, str(Path(__file__).parents[2]))

from accuracy import documents, score, with_interval

from aigeo.articles import Document, LocalExtractor
from aigeo.articles.gazetteer import gazetteer
from aigeo.articles.mentions import Entity
from aigeo.articles.text import tokenise
from training.evaluate import gold_entities


def with_entries(entities: list[Entity]) -> list[Entity]:
    """The entities with the gazetteer's entry where a whole mention is a name of that type."""
    names = gazetteer()
    for entity in entities:
        for n, mention in enumerate(entity.mentions):
            tokens = tokenise(mention.text)
            found = names.matches(tokens, mention.text)
            if mention.generic or not found or (found[0].first, found[0].last) != (0, len(tokens)):
                continue
            same = [e for e in found[0].entries if e.type == mention.type]
            if same:
                entity.entry = entity.entry or same[0].id
                retyped = mention.retyped(mention.type, same[0].id)
                entity.mentions[n] = replace(retyped, adjective=found[0].adjective)
    return entities


def extracted(extractor: LocalExtractor, row: dict) -> dict:
    """The document with its own entities and the relations found between them."""
    document = Document(row["id"], row["text"], published=row["published"])
    entities = with_entries(gold_entities(row))
    relations, _ = extractor.relations(document, extractor.read_given(row["text"], entities))
    return {
        "id": row["id"],
        "entities": row["entities"],
        "relations": [
            {"type": r.type, "subject": r.subject, "object": r.object, "negated": r.negated,
             "confidence": r.confidence, "start_char": r.start, "end_char": r.end,
             "quote": row["text"][r.start : r.end]}
            for r in relations
        ],
    }  # fmt: skip


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("gold", type=Path)
    parser.add_argument("--name", required=True)
    parser.add_argument("--json", type=Path)
    a = parser.parse_args()
    extractor = LocalExtractor()
    rows = [score(row, extracted(extractor, row))[0] for row in documents(a.gold)]
    kinds = sorted({k for row in rows for k in row if k.startswith("relation")})
    scores = {k: with_interval([row[k] for row in rows]) for k in kinds}
    print(f"{a.name} relations between annotated entities", scores["relations"])
    if a.json is not None:
        out = {"name": a.name, "documents": len(rows), "scores": scores}
        a.json.write_text(json.dumps(out, indent=1) + "\n", "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
