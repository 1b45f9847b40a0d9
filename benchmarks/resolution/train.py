"""Train the matcher on names of public lists; write its parameters and its accuracy.

`train.py DATA_FOLDER…` reads the folders by the loaders; `train.py FILE.jsonl` what
`described.py` printed of them. True pairs: an entity with a part of its
names against the same with the others, and against a name changed as spellings differ between
sources. Look-alikes: the entities of other clusters that share a block or most of their words.
Clusters, not pairs, are divided into training, development and test.
"""

from __future__ import annotations

import hashlib
import json
import random
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

from aigeo.config import Settings
from aigeo.model.blocking import GENERIC, LONG, acronym, blocks, latin
from aigeo.model.names import name_key
from aigeo.resolve.linking import Candidate
from aigeo.resolve.matcher import features, same_words

ROOT = Path(__file__).parents[2]
PARAMETERS = ROOT / "src/aigeo/resolve/data/matcher.json"
REPORT = ROOT / "docs/accuracy-resolution.md"
SHARES = {"train": 0.6, "dev": 0.8, "test": 1.0}
COMMON = 8
"""Names that must hold a word for its weight to be shipped; rarer ones weigh 1."""
DOUBTFUL = 0.35
"""Probability from which a pair is kept for review."""
PRECISION = 0.99
"""What the threshold for linking must reach on the development part."""

Pair = tuple[Candidate, Candidate, int, str]


def read(path: Path) -> Iterator[Candidate]:
    """Give the entities that `described.py` printed."""
    for line in path.open(encoding="utf-8"):
        row = json.loads(line)
        sets = ("names", "aliases", "countries", "external_ids")
        yield Candidate(
            id=row["id"], type=row["type"], **{k: frozenset(row[k]) for k in sets},
            generic=row["generic"], kept_apart=row["kept_apart"],
        )  # fmt: skip


def organisations(entities: Iterable[Candidate]) -> list[Candidate]:
    """Keep what the matcher links: organisations, neither generic nor kept apart."""
    kinds = {"Organization", "Firm", "Agency", "ResearchOrganization", "Fund"}
    return [
        c for c in entities
        if c.type in kinds and not c.generic and not c.kept_apart and c.name_keys()
    ]  # fmt: skip


def clusters(entities: Sequence[Candidate]) -> list[list[Candidate]]:
    """Group entities that share a key and whose countries do not exclude each other."""
    parent = list(range(len(entities)))

    def root(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    seen: dict[str, list[int]] = defaultdict(list)
    for i, c in enumerate(entities):
        for key in c.name_keys():
            for j in seen[key]:
                other = entities[j].countries
                if not (c.countries and other and not c.countries & other):
                    parent[root(i)] = root(j)
            seen[key].append(i)
    groups: dict[int, list[Candidate]] = defaultdict(list)
    for i, c in enumerate(entities):
        groups[root(i)].append(c)
    return list(groups.values())


def part_of(group: Sequence[Candidate]) -> str:
    """Give the part to which a cluster belongs, by a hash of its first name."""
    name = min(key for c in group for key in c.name_keys())
    at = int(hashlib.sha256(name.encode()).hexdigest()[:8], 16) / 0xFFFFFFFF
    return next(part for part, upto in SHARES.items() if at <= upto)


def variants(name: str, rng: random.Random) -> str:
    """Change a name as its spelling differs between sources."""
    words = name.split()
    change = rng.choice(("typo", "typo", "drop", "abbreviate", "order", "join", "translit"))
    if change == "typo":
        at = rng.randrange(len(name))
        kind = rng.choice(("swap", "less", "other"))
        if kind == "swap" and at + 1 < len(name):
            return name[:at] + name[at + 1] + name[at] + name[at + 2 :]
        return name[:at] + ("" if kind == "less" else rng.choice("aeionst")) + name[at + 1 :]
    if change == "drop":
        generic = [w for w in words if w.lower().strip(".,") in GENERIC]
        if generic and len(words) > 2:
            words.remove(rng.choice(generic))
    elif change == "abbreviate":
        short = {"technology": "Tech", "technologies": "Tech", "international": "Intl",
                 "corporation": "Corp", "electronics": "Electronic", "company": "Co",
                 "university": "Univ", "industries": "Industry", "institute": "Inst"}  # fmt: skip
        words = [short.get(w.lower().strip(".,"), w) for w in words]
    elif change == "order" and len(words) > 2:
        words = [*words[1:], words[0]]
    elif change == "join" and len(words) > 1:
        at = rng.randrange(len(words) - 1)
        words = [*words[:at], words[at] + words[at + 1].lower(), *words[at + 2 :]]
    elif change == "translit":
        for a, b in (("kh", "h"), ("y", "i"), ("x", "ks"), ("iy", "y"), ("j", "zh")):
            if a in name.lower():
                return name.lower().replace(a, b)
    return " ".join(words)


def told_otherwise(c: Candidate, rng: random.Random) -> Candidate:
    """Change country and type in three of ten, as sources differ in what they give."""
    if rng.random() < 0.3:
        c = replace(c, countries=frozenset())
    if rng.random() < 0.3:
        c = replace(c, type=rng.choice(("Organization", "Firm", "ResearchOrganization")))
    return c


def true_pairs(group: Sequence[Candidate], rng: random.Random) -> list[Pair]:
    """Give pairs of one thing: names divided between the sides, and changed spellings."""
    out: list[Pair] = []
    for c in group[:2]:
        names = sorted(c.names | c.aliases)
        bare = replace(c, external_ids=frozenset())
        if len(names) > 1:
            rng.shuffle(names)
            cut = rng.randint(1, len(names) - 1)
            left = replace(bare, names=frozenset(names[:1]), aliases=frozenset(names[1:cut]))
            right = replace(bare, names=frozenset(names[cut : cut + 1]),
                            aliases=frozenset(names[cut + 1 :]))  # fmt: skip
            kind = "alias" if related(left, right) else "unrelated alias"
            out.append((left, told_otherwise(right, rng), 1, kind))
        name = rng.choice(sorted(c.names))
        if len(name) >= 8:
            changed = replace(bare, names=frozenset({variants(name, rng)}), aliases=frozenset())
            if name_key(name) not in changed.name_keys():
                out.append((bare, told_otherwise(changed, rng), 1, "spelling"))
    return out


def related(a: Candidate, b: Candidate) -> bool:
    """Tell whether two names have a telling word, their letters or an acronym in common."""
    for x in a.name_keys():
        for y in b.name_keys():
            left, right = set(latin(x).split()), set(latin(y).split())
            if (left & right) - GENERIC or acronym(x) == y or acronym(y) == x:
                return True
            if blocks(x).get("sound") and blocks(x).get("sound") == blocks(y).get("sound"):
                return True
    return False


def look_alikes(groups: Sequence[Sequence[Candidate]], rng: random.Random, most: int) -> list[Pair]:
    """Give pairs of different things that share a block or their telling words' beginning."""
    by_block: dict[str, list[tuple[int, Candidate]]] = defaultdict(list)
    for number, group in enumerate(groups):
        for c in group[:2]:
            for key in c.name_keys():
                found = blocks(key)
                words = [w for w in latin(key).split() if w not in GENERIC]
                keys = {found.get("core", ""), found.get("sound", ""), *words[:2], *words[-1:]}
                for k in keys - {""}:
                    by_block[k].append((number, c))
    out: list[Pair] = []
    seen: set[tuple[str, str]] = set()
    for key in sorted(by_block):
        members = by_block[key]
        for _ in range(min(12, len(members) * 2)):
            (i, a), (j, b) = rng.choice(members), rng.choice(members)
            if i == j or (a.id, b.id) in seen:
                continue
            seen.add((a.id, b.id))
            kind = "look-alike, countries differ"
            if not (a.countries and b.countries and not a.countries & b.countries):
                kind = "look-alike"
            bare = [replace(x, external_ids=frozenset()) for x in (a, b)]
            out.append((bare[0], told_otherwise(bare[1], rng), 0, kind))
    rng.shuffle(out)
    return out[:most]


UNITS = 12


def probability(x: np.ndarray, hidden: np.ndarray, output: np.ndarray) -> np.ndarray:
    """Give the probabilities of pairs by their features."""
    z = np.hstack([np.tanh(x @ hidden.T), x]) @ output
    return 1 / (1 + np.exp(-np.clip(z, -50, 50)))


def fit(
    x: np.ndarray, y: np.ndarray, seed: int = 1, rounds: int = 3000, decay: float = 1e-4
) -> tuple[np.ndarray, np.ndarray]:
    """Fit the network by Adam on all pairs at once; give the hidden and the output layer."""
    rng = np.random.default_rng(seed)
    w = [rng.normal(0, 0.5, (UNITS, x.shape[1])), np.zeros(UNITS + x.shape[1])]
    first, second = [np.zeros_like(v) for v in w], [np.zeros_like(v) for v in w]
    for step in range(1, rounds + 1):
        units = np.tanh(x @ w[0].T)
        inputs = np.hstack([units, x])
        error = (1 / (1 + np.exp(-np.clip(inputs @ w[1], -50, 50))) - y) / len(y)
        back = np.outer(error, w[1][:UNITS]) * (1 - units**2)
        for n, gradient in enumerate((back.T @ x + decay * w[0], inputs.T @ error + decay * w[1])):
            first[n] = 0.9 * first[n] + 0.1 * gradient
            second[n] = 0.999 * second[n] + 0.001 * gradient**2
            rate = 0.02 * (1 - 0.999**step) ** 0.5 / (1 - 0.9**step)
            w[n] = w[n] - rate * first[n] / (np.sqrt(second[n]) + 1e-8)
    return w[0], w[1]


def found_by_blocks(a: Candidate, b: Candidate, words: Mapping[str, float]) -> bool:
    """Tell whether linking would compare a pair at all."""
    keys = [c.name_keys() for c in (a, b)]
    if set(keys[0]) & set(keys[1]):
        return True
    made = [
        {f"{k.rstrip('12')}:{v}" for key in side for k, v in blocks(key).items()
         if not (k in LONG and v in words)}
        for side in keys
    ]  # fmt: skip
    if made[0] & made[1]:
        return True
    return bool({acronym(k) for k in keys[0]} & set(keys[1]) or
                {acronym(k) for k in keys[1]} & set(keys[0]))  # fmt: skip


def main() -> None:
    """Train, write the parameters and the report."""
    from described import described  # beside this file

    rng = random.Random(20261126)
    if sys.argv[1].endswith(".jsonl"):
        entities = organisations(read(Path(sys.argv[1])))
    else:
        entities = organisations(c for _, c in described(Settings.from_env(), sys.argv[1:]))
    groups = clusters(entities)
    counts: Counter[str] = Counter()
    names = 0
    for c in entities:
        for key in c.name_keys():
            names += 1
            counts.update(set(latin(key).split()))
    words = {
        word: round(1.0 - float(np.log(n) / np.log(names)), 3)
        for word, n in counts.items() if n >= COMMON and len(word) < 30
    }  # fmt: skip
    parts: dict[str, list[list[Candidate]]] = defaultdict(list)
    for group in groups:
        parts[part_of(group)].append(group)
    data: dict[str, list[Pair]] = {}
    for part, members in sorted(parts.items()):
        true = [pair for group in members for pair in true_pairs(group, rng)]
        data[part] = true + look_alikes(members, rng, len(true))
    learn = [p for p in data["train"] if p[3] != "unrelated alias"]
    x = {part: np.array([features(a, b, words) for a, b, _, _ in pairs])
         for part, pairs in {**data, "learn": learn}.items()}  # fmt: skip
    y = np.array([label for *_, label, _ in learn], dtype=float)
    hidden, output = fit(x["learn"], y)
    score = {part: probability(x[part], hidden, output) for part in ("dev", "test")}
    certain = round(threshold(score["dev"], data["dev"]), 3)
    PARAMETERS.parent.mkdir(exist_ok=True)
    PARAMETERS.write_text(json.dumps(
        {"hidden": np.round(hidden, 4).tolist(), "output": np.round(output, 4).tolist(),
         "certain": round(certain, 3), "doubtful": DOUBTFUL,
         "words": dict(sorted(words.items()))}, ensure_ascii=False) + "\n")  # fmt: skip
    found = np.array([found_by_blocks(a, b, words) for a, b, _, _ in data["test"]])
    REPORT.write_text(report(data["test"], score["test"], found, certain, entities, groups))


def threshold(score: np.ndarray, pairs: Sequence[Pair]) -> float:
    """Give the lowest probability from which on precision stays at PRECISION."""
    labels = np.array([label for *_, label, _ in pairs])
    order = np.argsort(-score)
    precision = np.cumsum(labels[order]) / np.arange(1, len(order) + 1)
    good = np.nonzero(precision >= PRECISION)[0]
    return float(score[order][good.max()]) if len(good) else 1.0


def report(
    test: Sequence[Pair],
    score: np.ndarray,
    found: np.ndarray,
    certain: float,
    entities: Sequence[Candidate],
    groups: Sequence[Sequence[Candidate]],
) -> str:
    """Give the page on accuracy."""
    labels = np.array([label for *_, label, _ in test])
    kinds = [kind for *_, kind in test]
    reachable = np.array([kind != "unrelated alias" for kind in kinds])

    worded = np.array([same_words(a, b) for a, b, _, _ in test])
    spelt = np.array([kind != "alias" for kind in kinds]) & reachable

    def rates(chosen: np.ndarray, cut: float, guarded: bool) -> tuple[float, float, int]:
        said = (score >= cut) & (worded & found if guarded else True) & chosen
        right = int((said & (labels == 1)).sum())
        true = int((chosen & (labels == 1)).sum())
        return right / max(1, int(said.sum())), right / max(1, true), true

    everything = np.ones(len(test), dtype=bool)
    rows = []
    for title, chosen, cut, guarded in (
        ("as loading links: words equal, within blocks, spellings", spelt, certain, True),
        ("as loading links, all related names", reachable, certain, True),
        ("matcher at the threshold, related names", reachable, certain, False),
        ("matcher at 0.5, related names", reachable, 0.5, False),
        ("matcher at 0.5, spellings", spelt, 0.5, False),
        ("matcher at 0.5, all pairs", everything, 0.5, False),
        ("kept for review or linked, related names", reachable & found, DOUBTFUL, False),
    ):
        p, r, n = rates(chosen, cut, guarded)
        rows.append(f"| {title} | {p:.3f} | {r:.3f} | {n} |")
    kinds_rows = []
    for kind in sorted(set(kinds)):
        chosen = np.array([k == kind for k in kinds])
        linked = float((score[chosen] >= certain).mean())
        kinds_rows.append(
            f"| {kind} | {chosen.sum()} | {linked:.3f} | {float(found[chosen].mean()):.3f} |"
        )
    return f"""# Accuracy of linking by names

Written by `benchmarks/resolution/train.py`; the same data give the same page.

{len(entities)} organisations of {len(groups)} clusters in public lists and tables, divided by
cluster into training (60 %), development (20 %) and test (20 %). True pairs are an entity with a
part of its names against itself with the others (“alias”), and against a changed spelling.
An “unrelated alias” has no telling word, sound or initials in common with the other side (a
former or a translated name): no comparison of writing can find it, the alias table can. Look-alikes
are different entities that share a block or telling words. {len(test)} pairs in the test part;
linking needs a probability of {certain:.3f}, set on the development part.

| test pairs | precision | recall | true pairs |
|---|---|---|---|
{chr(10).join(rows)}

| kind | pairs | linked | within a block |
|---|---|---|---|
{chr(10).join(kinds_rows)}
"""


if __name__ == "__main__":
    main()
