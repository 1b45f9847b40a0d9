"""Train the matcher on names of public lists; write its parameters and its accuracy.

`train.py DATA_FOLDER…` reads the folders by the loaders; `train.py FILE.jsonl` what an earlier
run kept with `--keep FILE.jsonl`. `--public cases.csv` evaluates on pairs of names in the
form of nomenklatura's `contrib/name_bench/cases.csv` as well. `--words` writes the list of words
in common use, on which the blocks of stored names depend, and nothing else; `--report` the page
alone, for the matcher that is there.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from itertools import pairwise
from pathlib import Path

import lightgbm
import numpy as np
from described import described, read, written  # beside this file
from pairs import MET_IN_BLOCK, Pair, habits, made
from parts import Entry, clusters, divided, organisations
from report import Measured, public_pairs, report
from scipy.optimize import isotonic_regression

from aigeo.config import Settings
from aigeo.model.wording import wording
from aigeo.resolve.blocked import asked_for, filed_under
from aigeo.resolve.features import LEARNT, features
from aigeo.resolve.matcher import matcher, same_words
from aigeo.resolve.reading import Lexicon, aligned, compared

ROOT = Path(__file__).parents[2]
PARAMETERS = ROOT / "src/aigeo/resolve/data/matcher.json"
COMMON_WORDS = ROOT / "src/aigeo/model/common_words.txt"
REPORT = ROOT / "docs/accuracy-resolution.md"
SEED = 20261126
PRECISION = 0.995
"""What the threshold for linking must reach on the development part, of pairs of equal words."""
CERTAIN = 0.9
"""The least that it is, however few pairs of equal words are false."""
DOUBTFUL = 0.4
"""Probability from which a pair is kept for review."""
COMMON = 12
"""Names that must have a word for it to be in common use."""
WEIGHED = 4
"""Names that must have a word for its weight to be shipped; rarer ones weigh 1."""
FOLDS = 5
TREES = {
    "objective": "binary", "learning_rate": 0.08, "num_leaves": 12, "min_data_in_leaf": 60,
    "lambda_l2": 10.0, "feature_fraction": 0.6, "bagging_fraction": 0.8, "bagging_freq": 1,
    "verbose": -1, "num_threads": 1, "deterministic": True, "seed": 1,
}  # fmt: skip
ROUNDS = 400
TELLINGS = 3
"""How often each entity is described twice for training and for thresholds, each time otherwise."""
OFTEN = 3.0
"""What a pair that its blocks bring together counts for: a load compares many more of these."""
GROUPS = 40
"""Groups of pairs of which the shares of true ones are taken for calibration."""


def main() -> None:
    """Train, write the parameters and the report."""
    parser = argparse.ArgumentParser()
    parser.add_argument("data", nargs="+")
    parser.add_argument("--keep", type=Path)
    parser.add_argument("--public", type=Path)
    parser.add_argument("--words", action="store_true")
    parser.add_argument("--report", action="store_true")
    given = parser.parse_args()
    if given.data[0].endswith(".jsonl"):
        found = list(read(Path(given.data[0])))
    else:
        found = list(described(Settings.from_env(), given.data))
    if given.keep:
        written(found, given.keep)
    entries = organisations(Entry(place, candidate) for place, candidate in found)
    parts = divided(clusters(entries))
    if given.words:
        write_words(parts["train"])
        return
    measured = habits(parts["train"])

    def pairs(part: str, seed: int = SEED) -> list[Pair]:
        return made(parts[part], part, measured, seed)

    if not given.report:

        def told(part: str) -> list[Pair]:
            return [pair for n in range(TELLINGS) for pair in pairs(part, SEED + n)]

        train(told("train"), word_weights(parts["train"]))
        calibrate(told("dev"))
    matcher.cache_clear()
    REPORT.write_text(
        report(
            Measured(
                entries,
                sum(map(len, parts.values())),
                measured,
                pairs("test"),
                json.loads(PARAMETERS.read_text(encoding="utf-8"))["at_98"],
            )
        )
        + public_pairs(given.public),
        encoding="utf-8",
    )


def train(pairs: Sequence[Pair], weights: dict[str, float]) -> None:
    """Learn words and trees and write them."""
    lexicon = learnt_words(pairs, weights)
    x = out_of_fold(pairs, weights)
    y = np.array([pair.same for pair in pairs], dtype=float)
    # What no block finds is never asked about: taught, it would make likeness count for less.
    use = np.array(
        [not p.same or bool(asked_for(p.right).keys() & filed_under(p.left)) for p in pairs]
    )
    data = lightgbm.Dataset(x[use], y[use], weight=often(pairs)[use])
    model = lightgbm.train(TREES, data, num_boost_round=ROUNDS)
    write_parameters(
        sums=[0.0, 1.0], odds=[0.0, 1.0], certain=1.0, doubtful=DOUBTFUL,
        trees=[tree(t) for t in model.dump_model()["tree_info"]],
        weights=dict(sorted(weights.items())), lone=dict(sorted(lexicon.lone.items())),
        same={word: sorted(others) for word, others in sorted(lexicon.same.items())},
    )  # fmt: skip


def often(pairs: Sequence[Pair]) -> np.ndarray:
    """Give what each pair counts for."""
    return np.array([OFTEN if pair.kind == MET_IN_BLOCK else 1.0 for pair in pairs])


def calibrate(pairs: Sequence[Pair]) -> None:
    """Set what makes probabilities of the trees' sum, and the threshold for linking."""
    matcher.cache_clear()
    shipped = matcher()
    raw = shipped.trees.values(matrix(pairs, shipped.lexicon))
    same = np.array([pair.same for pair in pairs], dtype=float)
    sums, odds = isotonic(raw, same, often(pairs))
    parameters = json.loads(PARAMETERS.read_text(encoding="utf-8"))
    write_parameters(**parameters | {"sums": sums, "odds": odds})
    matcher.cache_clear()
    score = np.array(matcher().probabilities([(pair.left, pair.right) for pair in pairs]))
    worded = np.array([same_words(pair.left, pair.right) for pair in pairs])
    equal = [pair for pair, chosen in zip(pairs, worded, strict=True) if chosen]
    parameters |= {
        "sums": sums, "odds": odds,
        "certain": max(CERTAIN, round(threshold(score[worded], equal, PRECISION), 4)),
        "at_98": round(threshold(score, pairs, 0.98), 4),
    }  # fmt: skip
    write_parameters(**parameters)


def write_parameters(**parameters: object) -> None:
    """Write what the matcher reads."""
    PARAMETERS.write_text(json.dumps(parameters, ensure_ascii=False) + "\n", encoding="utf-8")


def write_words(groups: Iterable[Sequence[Entry]]) -> None:
    """Write the words in common use."""
    counts: Counter[str] = Counter()
    for group in groups:
        for entry in group:
            for key in entry.described.name_keys():
                counts.update(wording(key).words)
    words = sorted(
        (w for w, n in counts.items() if n >= COMMON and len(w) > 1), key=lambda w: (-counts[w], w)
    )
    COMMON_WORDS.write_text(
        f"# Words that at least {COMMON} names of organisations in the training part have, as\n"
        "# aigeo.model.wording reads them, the most frequent first. Written by\n"
        "# benchmarks/resolution/train.py --words; a change needs a migration of stored names.\n"
        + "".join(f"{word}\n" for word in words),
        encoding="utf-8",
    )


def word_weights(groups: Iterable[Sequence[Entry]]) -> dict[str, float]:
    """Give the weight of words by the number of names that have them (inverse frequency)."""
    names = 0
    counts: Counter[str] = Counter()
    for group in groups:
        for entry in group:
            for key in entry.described.name_keys():
                names += 1
                counts.update(set(wording(key).words))
    return {
        word: round(1 - math.log(n) / math.log(names), 3)
        for word, n in counts.items() if n >= WEIGHED and len(word) < 30
    }  # fmt: skip


def _nearest(pair: Pair, lexicon: Lexicon) -> tuple[float, set[str], set[str]]:
    """Give the overlap of the two names that agree best, and the words that each has alone."""
    best: tuple[float, set[str], set[str]] = (-1.0, set(), set())
    for a in compared(pair.left):
        for b in compared(pair.right):
            left, right, same, _ = aligned(a.words, b.words, lexicon)
            common = 2 * sum(map(lexicon.weight, same))
            total = common + sum(map(lexicon.weight, (*left, *right)))
            if total and common / total > best[0]:
                best = (common / total, set(left), set(right))
    return best


def learnt_words(pairs: Sequence[Pair], weights: dict[str, float]) -> Lexicon:
    """Learn which words stand for each other, and what a word says that one name lacks."""
    plain = Lexicon(weights, {}, {})
    together: Counter[frozenset[str]] = Counter()
    alone: Counter[str] = Counter()
    for pair in pairs:
        if pair.same and not pair.kind.startswith("spelling"):
            overlap, left, right = _nearest(pair, plain)
            if overlap >= 0.3:
                together.update(frozenset((u, v)) for u in left for v in right)
                alone.update(left | right)
    same: dict[str, set[str]] = defaultdict(set)
    for both, n in together.items():
        if len(both) == 2 and n >= 3:
            u, v = sorted(both)
            if n / (alone[u] + alone[v] - n) >= 0.2:
                same[u].add(v)
                same[v].add(u)
    known = Lexicon(weights, {}, {word: frozenset(others) for word, others in same.items()})
    of_one: Counter[str] = Counter()
    of_two: Counter[str] = Counter()
    for pair in pairs:
        overlap, left, right = _nearest(pair, known)
        if overlap >= 0.4:
            (of_one if pair.same else of_two).update(left | right)
    lone = {
        word: round(math.log((of_one[word] + 0.7) / (of_two[word] + 1.3)), 3)
        for word in of_one.keys() | of_two.keys() if of_one[word] + of_two[word] >= 4
    }  # fmt: skip
    return Lexicon(weights, lone, known.same)


def matrix(pairs: Iterable[Pair], lexicon: Lexicon) -> np.ndarray:
    """Give the features whose weight is learnt, one row a pair."""
    return features([(p.left, p.right) for p in pairs], lexicon)[:, : len(LEARNT)]


def out_of_fold(pairs: Sequence[Pair], weights: dict[str, float]) -> np.ndarray:
    """Give features of the training pairs, words learnt from other folds alone."""
    fold = [
        int(hashlib.sha256(min(p.left.id, p.right.id).encode()).hexdigest()[:6], 16) % FOLDS
        for p in pairs
    ]
    out = np.zeros((len(pairs), len(LEARNT)))
    for k in range(FOLDS):
        lexicon = learnt_words([p for p, n in zip(pairs, fold, strict=True) if n != k], weights)
        mine = [i for i, n in enumerate(fold) if n == k]
        out[mine] = matrix([pairs[i] for i in mine], lexicon)
    return out


def isotonic(raw: np.ndarray, y: np.ndarray, weight: np.ndarray) -> tuple[list[float], list[float]]:
    """Give points between which a raw score is made log odds, neither of which ever falls.

    Isotonic regression (Zadrozny and Elkan, Transforming classifier scores into accurate
    multiclass probability estimates, 2002) of the shares of true pairs in groups of equally many,
    half a pair of either kind added, since no score makes certain.
    """
    groups = np.array_split(np.argsort(raw, kind="stable"), GROUPS)
    sizes = np.array([weight[g].sum() for g in groups])
    share = np.array(
        [(y[g] @ weight[g] + 0.5) / (n + 1) for g, n in zip(groups, sizes, strict=True)]
    )
    fitted = isotonic_regression(share, weights=sizes)
    found: list[tuple[float, float]] = []
    for start, end in pairwise(fitted.blocks):
        middle = float(np.mean([raw[g].mean() for g in groups[start:end]]))
        p = float(fitted.x[start])
        found.append((round(middle, 3), round(math.log(p / (1 - p)), 3)))
    return [at for at, _ in found], [odds for _, odds in found]


def threshold(score: np.ndarray, pairs: Sequence[Pair], wanted: float) -> float:
    """Give the lowest probability from which on precision is as wanted."""
    labels = np.array([pair.same for pair in pairs])
    order = np.argsort(-score)
    precision = np.cumsum(labels[order]) / np.arange(1, len(order) + 1)
    good = np.nonzero(precision >= wanted)[0]
    return float(score[order][good.max()]) if len(good) else 1.0


def tree(info: dict) -> list[list[float]]:
    """Give a tree as aigeo.resolve.matcher.Forest takes it."""
    feature: list[float] = []
    limit: list[float] = []
    left: list[float] = []
    right: list[float] = []
    leaf: list[float] = []

    def add(node: dict) -> int:
        if "leaf_value" in node:
            leaf.append(round(node["leaf_value"], 5))
            return ~(len(leaf) - 1)
        at = len(feature)
        feature.append(node["split_feature"])
        limit.append(round(node["threshold"], 6))
        left.append(0)
        right.append(0)
        left[at] = add(node["left_child"])
        right[at] = add(node["right_child"])
        return at

    add(info["tree_structure"])
    return [feature, limit, left, right, leaf]


if __name__ == "__main__":
    main()
