"""Which entities of a reading are which entities of an annotated document, by shared names."""

from __future__ import annotations

import re
import unicodedata

PARENT = {
    "Person": "Agent",
    "Organization": "Agent",
    "Firm": "Organization",
    "Government": "Organization",
    "Agency": "Organization",
    "ResearchOrganization": "Organization",
    "Fund": "Organization",
    "Chip": "Technology",
    "Model": "Technology",
    "Dataset": "Technology",
}
DROP = {
    "the",
    "a",
    "an",
    "its",
    "their",
    "inc",
    "ltd",
    "co",
    "corp",
    "corporation",
    "company",
    "limited",
    "llc",
    "plc",
    "group",
    "holdings",
    "dr",
    "mr",
    "ms",
    "mrs",
}


def lineage(kind: str) -> list[str]:
    out = [kind]
    while out[-1] in PARENT:
        out.append(PARENT[out[-1]])
    return out


def normal(name: str) -> str:
    text = unicodedata.normalize("NFKC", name).casefold().replace("’", "'")
    text = re.sub(r"'s\b", "", text)
    text = re.sub(r"\b(?:[a-z]\.)+", lambda m: m.group().replace(".", ""), text)
    return " ".join(w for w in re.findall(r"\w+", text) if w not in DROP) or text.strip()


def align(gold: list[dict], system: list[dict]) -> dict[str, str]:
    """System id to gold id: one to one, most shared names first, types equal or above one
    another."""
    sides = [(e["id"], e["type"], {normal(n) for n in [e["name"], *e["mentions"]]}) for e in gold]
    pairs = []
    for entity in system:
        names = {normal(n) for n in [entity["name"], *entity["mentions"]]}
        for gold_id, kind, gold_names in sides:
            shared = len(names & gold_names)
            if shared and (kind in lineage(entity["type"]) or entity["type"] in lineage(kind)):
                pairs.append((-shared, kind != entity["type"], entity["id"], gold_id))
    left, right, out = set(), set(), {}
    for _, _, s, g in sorted(pairs):
        if s not in left and g not in right:
            out[s] = g
            left.add(s)
            right.add(g)
    return out
