"""Score extracted documents against annotated ones, with intervals, calibration and failures.

usage: accuracy.py GOLD.jsonl SYSTEM.jsonl --name NAME --json FILE

SYSTEM is the output of `aigeo extract GOLD.jsonl --format jsonl` by either extractor. An entity is
right when type and one of its names are; a relation when type, ends and negation are. Intervals are
95 % percentile bootstrap over documents (1,000 resamples, seed 0).
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable
from itertools import pairwise
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from alignment import align

Counts = Counter[str]
RESAMPLES = 1000
BINS = (0.0, 0.5, 0.6, 0.7, 0.8, 0.9, 1.01)
SHOWN = 24


def strict(gold: list[dict], system: list[dict]) -> dict[str, str]:
    """System id to gold id where types are equal."""
    out: dict[str, str] = {}
    for kind in {e["type"] for e in system}:
        out |= align([e for e in gold if e["type"] == kind],
                     [e for e in system if e["type"] == kind])  # fmt: skip
    return out


def score(
    gold: dict, system: dict
) -> tuple[dict[str, Counts], list[tuple[str, float, bool]], list]:
    """(counts by what was counted, (kind, confidence, right) of each finding, failures)."""
    counts: dict[str, Counts] = defaultdict(Counter)
    judged: list[tuple[str, float, bool]] = []
    failures: list[tuple[str, str]] = []
    names = {e["id"]: e["name"] for e in gold["entities"]}
    found_names = {e["id"]: e["name"] for e in system["entities"]}
    kinds = {e["id"]: e["type"] for e in gold["entities"]}
    exact, loose = (
        strict(gold["entities"], system["entities"]),
        align(gold["entities"], system["entities"]),
    )
    right_ids = set(exact.values())
    for e in gold["entities"]:
        counts["entities"]["gold"] += 1
        counts[f"entity {e['type']}"]["gold"] += 1
        if e["id"] not in right_ids:
            failures.append(("entity missed", f"{e['type']} {e['name']}"))
    for e in system["entities"]:
        right = e["id"] in exact
        for what in ("entities", f"entity {e['type']}"):
            counts[what].update(found=1, right=right)
        judged.append(("entity", e.get("confidence", 1.0), right))
        if not right:
            other = kinds.get(loose.get(e["id"], ""))
            why = (
                f"entity typed {e['type']} for {other}"
                if other
                else "entity invented or cut wrongly"
            )
            failures.append((why, f"{e['type']} {e['name']}"))
    left = Counter(
        (r["type"], r["subject"], r["object"], bool(r.get("negated"))) for r in gold["relations"]
    )
    pairs = {(r["subject"], r["object"]): r["type"] for r in gold["relations"]}
    for r in gold["relations"]:
        counts["relations"]["gold"] += 1
        counts[f"relation {r['type']}"]["gold"] += 1
    for r in system["relations"]:
        ends = loose.get(r["subject"]), loose.get(r["object"])
        key = (r["type"], *ends, bool(r["negated"]))
        right = left[key] > 0
        left[key] -= right
        for what in ("relations", f"relation {r['type']}"):
            counts[what].update(found=1, right=right)
        exact_quote = gold["text"][r["start_char"] : r["end_char"]] == r["quote"]
        counts["evidence"].update(found=1, right=exact_quote, gold=1)
        judged.append(("relation", r["confidence"], right))
        if not right:
            shown = f"{found_names[r['subject']]} {r['type']} {found_names[r['object']]}"
            failures.append((_why(r, ends, pairs), shown))
    for (kind, a, b, _), n in left.items():
        if n > 0:
            lost = {names[i] for i in (a, b) if i not in set(loose.values())}
            why = (
                "relation missed, an end was not found"
                if lost
                else "relation missed between found ends"
            )
            failures.append((why, f"{names[a]} {kind} {names[b]}"))
    return counts, judged, failures


def _why(r: dict, ends: tuple, pairs: dict) -> str:
    if None in ends:
        return "relation with a wrong end"
    if ends in pairs:
        return (
            "relation of the wrong type"
            if pairs[ends] != r["type"]
            else "relation twice or negation"
        )
    if ends[::-1] in pairs:
        return "relation turned round"
    return "relation where there is none"


def f1(rows: Iterable[Counts]) -> dict[str, float]:
    total: Counts = Counter()
    for row in rows:
        total.update(row)
    p = total["right"] / max(1, total["found"])
    r = total["right"] / max(1, total["gold"])
    f = 2 * total["right"] / max(1, total["found"] + total["gold"])
    return {"precision": round(p, 4), "recall": round(r, 4), "f1": round(f, 4),
            "gold": total["gold"], "found": total["found"]}  # fmt: skip


def with_interval(rows: list[Counts]) -> dict:
    dice = random.Random(0)
    scores = sorted(f1(dice.choices(rows, k=len(rows)))["f1"] for _ in range(RESAMPLES))
    low, high = scores[int(0.025 * RESAMPLES)], scores[int(0.975 * RESAMPLES) - 1]
    return {**f1(rows), "interval": [low, high]}


def calibration(judged: list[tuple[str, float, bool]], kind: str) -> list[dict]:
    out = []
    for low, high in pairwise(BINS):
        inside = [(c, r) for k, c, r in judged if k == kind and low <= c < high]
        if inside:
            out.append({
                "from": low, "to": min(1.0, high), "count": len(inside),
                "stated": round(sum(c for c, _ in inside) / len(inside), 3),
                "right": round(sum(r for _, r in inside) / len(inside), 3),
            })  # fmt: skip
    return out


def documents(path: Path) -> list[dict]:
    return [json.loads(x) for x in path.read_text("utf-8").splitlines() if x.strip()]


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("gold", type=Path)
    parser.add_argument("system", type=Path)
    parser.add_argument("--name", required=True)
    parser.add_argument("--json", type=Path, required=True)
    a = parser.parse_args()
    system = {d["id"]: d for d in documents(a.system)}
    rows, judged, failures = [], [], []
    for gold in documents(a.gold):
        nothing = {"entities": [], "relations": []}
        counts, some, wrong = score(gold, system.get(gold["id"], nothing))
        rows.append(counts)
        judged += some
        failures += wrong
    keys = sorted({key for row in rows for key in row})
    one = next(iter(system.values()), {})
    classes = Counter(why for why, _ in failures)
    dice = random.Random(0)
    out = {
        "name": a.name,
        "extractor": f"{one.get('extractor')} {one.get('extractor_version')}",
        "documents": len(rows),
        "scores": {key: with_interval([row[key] for row in rows]) for key in keys},
        "calibration": {kind: calibration(judged, kind) for kind in ("relation", "entity")},
        "failure_classes": dict(classes.most_common()),
        "failures": dice.sample(failures, min(SHOWN, len(failures))),
    }
    a.json.write_text(json.dumps(out, indent=1, ensure_ascii=False) + "\n", "utf-8")
    for key in ("entities", "relations", "evidence"):
        print(f"{a.name} {key}", out["scores"].get(key))
    return 0


if __name__ == "__main__":
    sys.exit(main())
