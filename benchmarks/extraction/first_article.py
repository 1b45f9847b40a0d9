"""The nine facts that the first article of an annotated set must yield; exits with 1 if one lacks.

    python benchmarks/extraction/first_article.py GOLD/dev.jsonl

The article itself may not be passed on, so it is read from the file that the user names.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from aigeo.articles import Document, LocalExtractor

GOVERNMENT, FIRM = "United States Government", "Anthropic"
FACTS: tuple[tuple[str, str, str, dict[str, str]], ...] = (
    ("BASED_IN", FIRM, "San Francisco", {}),
    ("DENIES_ACCESS", FIRM, "Chinese entities", {"item": "most advanced"}),
    ("RESTRICTS", GOVERNMENT, "high-end semiconductor chips", {"destination": "China"}),
    ("FOUNDED", "former OpenAI executives", FIRM, {}),
    ("INVESTS_IN", "China", "domestic AI ecosystem", {}),
    ("TARGETS", "U.S. trade sanctions", "Baidu", {}),
    ("TARGETS", "U.S. trade sanctions", "Alibaba", {}),
    ("TARGETS", "U.S. trade sanctions", "Tencent", {}),
    ("COMPETES_WITH", "United States", "China", {}),
    ("DEVELOPS", "United States", "most capable models",
     {"attributed_to": "Center for Security and Emerging Technology"}),
)  # fmt: skip
ROLE = ("Sarah Jenkins", "AI policy researcher")


def holds(
    relation: dict[str, Any], names: dict[str, str], wanted: tuple[str, str, str, dict[str, str]]
) -> bool:
    kind, subject, object_, qualifiers = wanted
    ends = (relation["type"], names[relation["subject"]], names[relation["object"]])
    return ends == (kind, subject, object_) and all(
        part in names.get(relation.get(key) or "", "") for key, part in qualifiers.items()
    )


def main(path: Path) -> int:
    row = json.loads(path.read_text("utf-8").splitlines()[0])
    found = LocalExtractor().extract(Document(row["id"], row["text"])).to_json()
    names = {e["id"]: e["name"] for e in found["entities"]}
    lacking = [
        " ".join(fact[:3]) for fact in FACTS if not any(
            holds(r, names, fact) for r in found["relations"]
        )
    ]  # fmt: skip
    roles = {e["name"]: e.get("role") for e in found["entities"]}
    if roles.get(ROLE[0]) != ROLE[1]:
        lacking.append(f"{ROLE[0]}, {ROLE[1]}")
    inexact = sum(
        found["text"][r["start_char"] : r["end_char"]] != r["quote"] for r in found["relations"]
    )
    print(f"{len(FACTS) + 1 - len(lacking)} of {len(FACTS) + 1} found, {inexact} quotes not exact")
    for fact in lacking:
        print(f"  not found: {fact}")
    return int(bool(lacking or inexact))


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
