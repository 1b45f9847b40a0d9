"""Score the local extractor's parts, alone and together, on annotated documents.

usage: evaluate.py GOLD.jsonl… [--threshold T]

Micro precision, recall and F1 as in the annotated data's own scorer: an entity is right when its
type and one of its names are; a relation when type, ends and negation are. The gazetteer's and the
shapes' mentions take part in every setting; weights and threshold are those of all parts together,
so settings with fewer parts keep too little.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from alignment import align

from aigeo.articles import Document, LocalExtractor
from aigeo.articles.combine import combiner, gather, rule_votes
from aigeo.articles.localextractor import grounded, used_entities

SETTINGS = {
    "rules alone": frozenset({"rules"}),
    "rules and pair model": frozenset({"rules", "pairs"}),
    "learnt relations alone": frozenset({"learnt"}),
    "all": frozenset({"rules", "pairs", "learnt"}),
}


def extracted(extractor: LocalExtractor, row: dict, rules_only: bool) -> tuple[list, list]:
    """(entities, relations); rules alone keep all that they find, as there is no vote."""
    if not rules_only:
        found = extractor.extract(Document(row["id"], row["text"], published=row["published"]))
        return list(found.entities), list(found.relations)
    reading = extractor.read(row["text"])
    votes, _ = grounded(reading, rule_votes(reading))
    relations = [c.relation for c in gather(votes)]
    return used_entities(reading.entities, relations), relations


def score(rows: list[dict], extractor: LocalExtractor, rules_only: bool) -> dict[str, Counter]:
    out = {"entities": Counter(), "relations": Counter()}
    for row in rows:
        entities, relations = extracted(extractor, row, rules_only)
        plain = [
            {"id": e.id, "type": e.type, "name": e.name, "mentions": e.surfaces()} for e in entities
        ]
        to_gold = align(row["entities"], plain)
        kind = {e["id"]: e["type"] for e in row["entities"]}
        exact = sum(kind[to_gold[e["id"]]] == e["type"] for e in plain if e["id"] in to_gold)
        out["entities"].update(right=exact, found=len(plain), gold=len(row["entities"]))
        left = Counter(
            (r["type"], r["subject"], r["object"], bool(r["negated"])) for r in row["relations"]
        )
        right = 0
        for r in relations:
            key = (r.type, to_gold.get(r.subject), to_gold.get(r.object), r.negated)
            right += left[key] > 0
            left[key] -= 1
        out["relations"].update(right=right, found=len(relations), gold=len(row["relations"]))
    return out


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("gold", type=Path, nargs="+")
    parser.add_argument("--threshold", type=float, default=combiner().threshold)
    a = parser.parse_args()
    combiner().threshold = a.threshold
    for path in a.gold:
        rows = [json.loads(x) for x in path.read_text("utf-8").splitlines() if x.strip()]
        words = sum(len(row["text"].split()) for row in rows)
        for name, parts in SETTINGS.items():
            extractor = LocalExtractor(parts)
            begin = time.perf_counter()
            counts = score(rows, extractor, parts == frozenset({"rules"}))
            line = f"{path.stem:10} {name:22}"
            for what, c in counts.items():
                p, r = c["right"] / max(1, c["found"]), c["right"] / max(1, c["gold"])
                f1 = 2 * c["right"] / max(1, c["found"] + c["gold"])
                line += f" {what} P {p:.3f} R {r:.3f} F1 {f1:.3f}"
            print(f"{line}  {words / (time.perf_counter() - begin):.0f} words/s")
    return 0


if __name__ == "__main__":
    sys.exit(main())
