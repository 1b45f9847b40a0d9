"""The page on the accuracy of linking by names."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from pairs import Habits, Pair, excluded
from parts import Entry, keys_of  # beside this file

from aigeo.model.han import is_han
from aigeo.resolve.blocked import COMPARED, MOST, asked_for, filed_under
from aigeo.resolve.features import FEATURES, features
from aigeo.resolve.linking import Candidate
from aigeo.resolve.matcher import matcher, same_words


@dataclass(frozen=True, slots=True)
class Measured:
    """What the page is written from."""

    entries: Sequence[Entry]
    clusters: int
    habits: Habits
    test: Sequence[Pair]
    at_98: float
    """Probability from which precision is 0.98 on the development part."""


def found_by_blocks(entries: Sequence[Entry], test: Sequence[Pair]) -> tuple[np.ndarray, float]:
    """Tell of each pair whether linking would compare it; and give the comparisons an entity.

    A block that holds too many of all entities counts for none, and only the things that share
    the most blocks are compared, as while loading.
    """
    filed = [filed_under(entry.described) for entry in entries]
    size = Counter(key for keys in filed for key in keys)
    members: dict[tuple[str, str], list[int]] = {}
    for number, keys in enumerate(filed):
        for key in keys:
            if size[key] <= MOST:
                members.setdefault(key, []).append(number)
    compared = 0
    for number, entry in enumerate(entries):
        near = {i for key in asked_for(entry.described) for i in members.get(key, ())}
        compared += min(COMPARED, len(near - {number}))
    met = []
    for pair in test:
        asked = asked_for(pair.right)
        filed_left = filed_under(pair.left)
        shared = sum(
            weight for key, weight in asked.items() if key in filed_left and size[key] <= MOST
        )
        rivals: Counter[int] = Counter()
        for key, weight in asked.items():
            for i in members.get(key, ()):
                if entries[i].described.id not in (pair.left.id, pair.right.id) and not excluded(
                    entries[i].described, pair.right
                ):
                    rivals[i] += weight
        met.append(shared > 0 and sum(n > shared for n in rivals.values()) < COMPARED)
    return np.array(met), compared / len(entries)


SIGNS = (
    "Chinese characters on one side", "initials or beginnings of words", "words in common use",
    "one address", "one neighbour", "none",
)  # fmt: skip


def sign(pair: Pair) -> str:
    """Give the first of SIGNS that says of a pair of unrelated names that they are of one thing."""
    keys = [list(c.name_keys()) for c in (pair.left, pair.right)]
    if any(map(is_han, keys[0])) != any(map(is_han, keys[1])):
        return SIGNS[0]
    said = dict(
        zip(FEATURES, features([(pair.left, pair.right)], matcher().lexicon)[0], strict=True)
    )
    if said["acronym"] or said["made_of"] >= 0.5:
        return SIGNS[1]
    if said["overlap"] >= 0.5:
        return SIGNS[2]
    if keys_of(pair.left.addresses) & keys_of(pair.right.addresses):
        return SIGNS[3]
    return SIGNS[4] if pair.left.neighbours & pair.right.neighbours else SIGNS[5]


def report(m: Measured) -> str:
    """Give the page but for the pairs of others."""
    certain, doubtful = matcher().certain, matcher().doubtful
    score = np.array(matcher().probabilities([(pair.left, pair.right) for pair in m.test]))
    labels = np.array([pair.same for pair in m.test])
    kinds = np.array([pair.kind for pair in m.test])
    met, compared = found_by_blocks(m.entries, m.test)
    worded = np.array([same_words(pair.left, pair.right) for pair in m.test])
    unrelated = np.array(["unrelated" in kind for kind in kinds])
    spelt = ~labels | np.char.startswith(kinds, "spelling")
    alias = ~spelt | ~labels
    every = np.ones(len(labels), dtype=bool)
    at98 = m.at_98

    def row(title: str, chosen: np.ndarray, cut: float, guard: np.ndarray = every) -> str:
        said = (score >= cut) & guard & chosen
        right = int((said & labels).sum())
        true = int((chosen & labels).sum())
        precision = right / max(1, int(said.sum()))
        return f"| {title} | {cut:.3f} | {precision:.3f} | {right / max(1, true):.3f} | {true} |"

    rows = [
        row("matcher, related names", ~unrelated, at98),
        row("matcher, related names", ~unrelated, certain),
        row("matcher, related names", ~unrelated, 0.5),
        row("matcher, aliases and two sources, related", alias & ~unrelated, at98),
        row("matcher, spellings, related", spelt & ~unrelated, at98),
        row("matcher, all pairs", every, at98),
        row("within a block and matcher, related names", ~unrelated, at98, met),
        row("within a block and matcher, all pairs", every, at98, met),
        row("as loading links: words equal, within a block", ~unrelated, certain, met & worded),
        row("as loading links, spellings", spelt & ~unrelated, certain, met & worded),
        row("linked or kept for review, related names", ~unrelated, doubtful, met),
        row("linked or kept for review, all pairs", every, doubtful, met),
    ]
    signs = np.array([sign(pair) for pair in m.test])
    by_sign = []
    for found in SIGNS:
        chosen = unrelated & (signs == found)
        if chosen.any():
            by_sign.append(
                f"| {found} | {chosen.sum()} | {met[chosen].mean():.3f} "
                f"| {(met & (score >= doubtful))[chosen].mean():.3f} "
                f"| {(score[chosen] >= at98).mean():.3f} |"
            )
    by_kind = []
    for kind in sorted(set(kinds)):
        chosen = kinds == kind
        by_kind.append(
            f"| {kind} | {chosen.sum()} | {(score[chosen] >= at98).mean():.3f} "
            f"| {(score[chosen] >= certain).mean():.3f} | {met[chosen].mean():.3f} |"
        )
    related = labels & ~unrelated
    bins = []
    for low in (0.0, 0.1, 0.3, 0.5, 0.7, 0.9, 0.99):
        high = {0.0: 0.1, 0.1: 0.3, 0.3: 0.5, 0.5: 0.7, 0.7: 0.9, 0.9: 0.99, 0.99: 1.01}[low]
        inside = (score >= low) & (score < high)
        if inside.any():
            bins.append(f"| {low:.2f}–{min(high, 1.0):.2f} | {inside.sum()} "
                        f"| {score[inside].mean():.3f} | {labels[inside].mean():.3f} |")  # fmt: skip
    h = m.habits
    return f"""# Accuracy of linking by names

Written by `benchmarks/resolution/train.py`; the same data give the same page.

## The task

{len(m.entries)} organisations of {m.clusters} clusters (equal names, no contrary country) in public
lists and tables, divided by cluster into training (60 %), development (20 %) and test (20 %);
thresholds are set on the development part, and all figures below are of the test part.

**True pairs** are one entity described twice, as two sources would, with no name on both sides (such
pairs are linked before the matcher is asked): its names divided between the sides (“alias”), some of
its names against one that is changed as spellings differ (“spelling”), or the entries of two sources
(“two sources”). Countries, addresses and neighbours stand on both sides as often, and agree as often,
as in the {h.pairs} pairs of entries that two sources of the training part share: countries on both
{h.both["countries"]:.0%} where one gives them, addresses {h.both["addresses"]:.0%} (agreeing
{h.agree["addresses"]:.0%}), neighbours {h.both["neighbours"]:.0%} (agreeing {h.agree["neighbours"]:.0%}).

A pair is “unrelated” when writing says little of it: no name similar as a whole, no initials of the whole,
no similar word but those in common use (a translated, a shortened or a former name). These pairs are counted
apart and in “all pairs”; below they are divided by what else says that the two are one.

**Look-alikes** are two entries of one list that share a block or a word not in common use, their names
left out and changed as those of true pairs are, and all pairs of entries of one list that share an address, a
website, a register number or a neighbour (firms of one group or office), so that these
count for no more than they say. Entries of one address are in one part. A list enters a thing once; similar
entries of two lists may be one thing that nobody has linked: of those that loading would compare, pairs
“met in a block” are drawn whose words are not alike. Where addresses of a true pair agree, their
keys differ as often as between two sources ({1 - h.keyed:.0%}). “Unlike” are two entries of one list and country drawn at
random: without them, names with nothing in common would be a sign of one thing.

## The matcher

{len(m.test)} pairs, {int(labels.sum())} true. Linking needs equal words and a probability of {certain:.3f}: of
pairs with equal words at least 0.995 of those from there on are true in the development part. From
{at98:.3f} on 0.98 of all pairs are true there.

| test pairs | from probability | precision | recall | true pairs |
|---|---|---|---|---|
{chr(10).join(rows)}

| kind | pairs | said the same from {at98:.3f} | from {certain:.3f} | within a block |
|---|---|---|---|---|
{chr(10).join(by_kind)}

Unrelated true pairs by what says that the two are one (the first that does):

| sign | pairs | within a block | linked or kept for review | said the same from {at98:.3f} |
|---|---|---|---|---|
{chr(10).join(by_sign)}

Where there is no sign (former names, brands, translations of names) only the alias table or a person can tell.
An address alone makes a pair to review, never a link.

Probabilities are calibrated on the development part by isotonic regression, all pairs:

| probability | pairs | mean | true |
|---|---|---|---|
{chr(10).join(bins)}

## Candidate generation

Blocks find {met[related].mean():.3f} of the true pairs of related names and {met[labels].mean():.3f} of all,
at {compared:.1f} comparisons an entity (all {len(m.entries)} filed together; blocks of more than {MOST}
are passed over, and one is compared with the {COMPARED} that share the most blocks with it, so that a
larger graph compares no more, and finds less by its shorter blocks).
"""


def public_pairs(path: Path | None) -> str:
    """Give the section on pairs of names that others labelled; empty without a file."""
    if path is None:
        return ""
    pairs = []
    with path.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            if row["schema"] in ("Company", "Organization", "LegalEntity"):
                left, right = (
                    Candidate(f"x:{n}", "Organization", frozenset({row[f"name{n}"]}))
                    for n in (1, 2)
                )
                if left.name_keys() and right.name_keys():
                    pairs.append((left, right, row["is_match"] == "true"))
    equal = np.array([bool(set(a.name_keys()) & set(b.name_keys())) for a, b, _ in pairs])
    score = np.array([matcher().probability(a, b) for a, b, _ in pairs])
    labels = np.array([same for *_, same in pairs])
    rows = []
    for title, said in (
        ("equal keys alone", equal),
        ("equal keys, or matcher from 0.5", equal | (score >= 0.5)),
        ("equal keys, or matcher at its threshold", equal | (score >= matcher().certain)),
    ):
        right = int((said & labels).sum())
        rows.append(f"| {title} | {right / max(1, said.sum()):.3f} | {right / labels.sum():.3f} |")
    return f"""
## Pairs that others labelled

{len(pairs)} pairs of names of organisations ({int(labels.sum())} true) from
[nomenklatura](https://github.com/opensanctions/nomenklatura)'s `contrib/name_bench/cases.csv` (MIT
licence), nothing of which was used for training: single names without country or address, many made to
mislead (one letter changed in a short name is a true pair in some and none in others).

| rule | precision | recall |
|---|---|---|
{chr(10).join(rows)}
"""
