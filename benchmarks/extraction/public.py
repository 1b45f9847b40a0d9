"""Score the shipped encoder, frozen, on public sets whose labels are not ours.

usage: public.py SET FOLDER [--json FILE] [--seeds N]

SET is core (pnborchert/CORE: train.json, test.json), conll04 (train.txt, dev.txt, test.txt), wnut17
(wnut17train.conll, emerging.dev.conll, emerging.test.annotated), or crossner-ai, crossner-politics
and the other domains (train.txt, dev.txt, test.txt in FOLDER).

A head of two layers (heads.py) is trained on the set's own training part over features that the
encoder of src/aigeo/articles/learnt/model gives; the encoder is not changed. Hyperparameters were
chosen on CORE's training rows and CrossNER's dev part. Figures are micro-F1 on the test part.

CrossNER's train and dev parts were used in the encoder's own pretraining, too. Re-DocRED has a
program of its own (redocred.py), as that pretraining used the two parts its repository stores.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).parent))
sys.path.insert(0, str(Path(__file__).parents[2]))

from heads import Head, hashed, linear

from aigeo.articles.learnt import LearntModel
from aigeo.articles.learnt.pairs import RangeMax, Spot, make_pairs
from training.public import join, read_conll, tag_spans

RESAMPLES = 1000
Counts = list[tuple[int, int, int]]


def f1(rows: Counts) -> float:
    right, found, gold = (sum(column) for column in zip(*rows, strict=True))
    return 2 * right / max(1, found + gold)


def interval(rows: Counts) -> list[float]:
    """95 % bootstrap interval over sentences (percentile method, seed 0)."""
    dice = random.Random(0)
    scores = sorted(f1(dice.choices(rows, k=len(rows))) for _ in range(RESAMPLES))
    return [round(scores[int(q * RESAMPLES)], 4) for q in (0.025, 0.974)]


# CORE: the relation of two given companies in a sentence.


def core_words(row: dict) -> list[str]:
    """Words of the sentence, and again those between, beside and in the two names."""
    a, b = (row["e1_start"], row["e1_end"]), (row["e2_start"], row["e2_end"])
    low, high = sorted((a, b))
    words = [w.lower() for w in row["context"]]
    bag = [f"b:{w}" for w in words[low[1] + 1 : high[0]]]
    bag += [f"l:{w}" for w in words[max(0, low[0] - 5) : low[0]]]
    bag += [f"r:{w}" for w in words[high[1] + 1 : high[1] + 6]]
    bag += words
    bag += [f"n1:{w}" for w in words[a[0] : a[1] + 1]] + [f"n2:{w}" for w in words[b[0] : b[1] + 1]]
    return bag


def word_scores(train: list[dict], y: np.ndarray, test: list[dict], classes: int) -> np.ndarray:
    """Log-probabilities (rows of the test, classes) of a linear model on the words alone."""
    weights = linear(hashed([core_words(r) for r in train]), y, classes, 30, 0)
    words = hashed([core_words(r) for r in test]) @ weights
    words -= np.log(np.exp(words).sum(1, keepdims=True))
    return words


def core_figures(guess: np.ndarray, y: np.ndarray, names: list[str]) -> dict:
    """Micro-F1 with its interval, and F1 by relation."""
    per = {}
    for n, name in enumerate(names):
        hit = int(((guess == n) & (y == n)).sum())
        per[name] = round(2 * hit / max(1, int((guess == n).sum() + (y == n).sum())), 3)
    rows = [(int(right), 1, 1) for right in guess == y]
    return {"f1": round(f1(rows), 4), "interval": interval(rows), "rows": len(rows),
            "per_type": per}  # fmt: skip


def core_features(model: LearntModel, row: dict) -> np.ndarray:
    text, spans = join(row["context"])
    firm = model.labels.entity_index["Firm"]
    encoded = model._encode_new(text, [(0, len(text))])
    spots = []
    for n, end in enumerate(("e1", "e2")):
        first, last = spans[row[f"{end}_start"]][0], spans[row[f"{end}_end"]][1]
        tokens = encoded.tokens.span(first, last) or (0, 1)
        spots.append(Spot(n, *tokens, 0, firm))
    spots.sort(key=lambda s: (s.first, -s.last))
    turned = spots[0].entity == 1
    if spots[0].entity == spots[1].entity or len(encoded.tokens) == 0:
        raise ValueError(f"row {row['id']} has one company twice")
    states = model._pair_states(encoded, spots)
    pairs = make_pairs(spots, len(encoded.tokens))
    head = model._head
    first = np.array([s.first for s in spots])
    last = np.array([s.last for s in spots])
    kinds = np.array([s.kind for s in spots])
    hidden = head._hidden(states, first, last, kinds, pairs, slice(0, 1))[0]
    scores, status = head(states, spots, pairs)
    pooled = RangeMax(states)
    ranges = [*((s.first, s.last) for s in spots), *map(tuple, pairs.ranges[0])]
    spans_ = np.array(ranges, dtype=np.int64)
    parts = pooled(spans_[:, 0], spans_[:, 1]).reshape(-1)
    whole = np.concatenate([states.max(0), states.mean(0)])
    flags = np.array([turned, len(core_words(row)) / 50], dtype=np.float32)
    return np.concatenate([parts, whole, hidden, scores[0], status[0], flags])


def core(folder: Path, seeds: int) -> dict:
    model = LearntModel.load()
    data = {p: json.loads((folder / f"{p}.json").read_text("utf-8")) for p in ("train", "test")}
    features = {
        part: np.stack([core_features(model, row) for row in rows]).astype(np.float32)
        for part, rows in data.items()
    }
    names = sorted({row["relation"] for row in data["train"]})
    y = {p: np.array([names.index(r["relation"]) for r in rows]) for p, rows in data.items()}
    scores = np.zeros((len(y["test"]), len(names)), np.float32)
    for seed in range(seeds):
        head = Head(features["train"].shape[1], 256, len(names), seed)
        head.fit(features["train"], y["train"], epochs=12)
        scores += head.log_probabilities(features["test"]) / seeds
    words = word_scores(data["train"], y["train"], data["test"], len(names))
    seen = {" ".join(r["context"]) for r in data["train"]}
    fresh = np.array([" ".join(r["context"]) not in seen for r in data["test"]])
    out = {}
    for label, s in (("encoder", scores), ("words", words), ("both", scores + words)):
        right = s.argmax(1) == y["test"]
        out[label] = round(float(right.mean()), 4)
        out[f"{label} without shared sentences"] = round(float(right[fresh].mean()), 4)
    return {**core_figures((scores + words).argmax(1), y["test"], names), "parts": out}


# Sets of entities: tags of words.


def sentences(path: Path) -> Iterator[tuple[list[str], list[str]]]:
    if path.parent.name == "conll04":
        words: list[str] = []
        tags: list[str] = []
        for line in [*path.read_text("utf-8").splitlines(), "#doc"]:
            cells = line.split("\t")
            if line.startswith("#doc"):
                if words:
                    yield words, tags
                words, tags = [], []
            elif len(cells) >= 3:
                words.append(cells[1])
                tags.append(cells[2])
    else:
        yield from read_conll(path)


def word_features(model: LearntModel, words: list[str]) -> np.ndarray:
    """(words, width): the word's own states and tag scores, and those of its neighbours."""
    text, spans = join(words)
    encoded = model._encode_new(text, [(0, len(text))])
    width = encoded.lower[0].shape[-1] + encoded.logits.reshape(len(encoded.logits), -1).shape[1]
    if not len(encoded.tokens):
        return np.zeros((len(words), 3 * width), np.float32)
    states = np.concatenate([
        low.reshape(-1, low.shape[-1])[w.keep_start - w.start + 1 : w.keep_end - w.start + 1]
        for w, low in zip(encoded.windows, encoded.lower, strict=True)
    ]).astype(np.float32)  # fmt: skip
    both = np.concatenate([states, encoded.logits.reshape(len(states), -1)], axis=1)
    own = np.zeros((len(words) + 2, width), np.float32)
    for n, span in enumerate(spans, 1):
        tokens = encoded.tokens.span(*span)
        if tokens is not None:
            own[n] = both[tokens[0] : tokens[1]].max(0)
    return np.concatenate([own[1:-1], own[:-2], own[2:]], axis=1)


def best_tags(scores: np.ndarray, tags: list[str]) -> list[str]:
    """The best sequence in which I-X follows B-X or I-X only (Viterbi)."""
    allowed = np.array([[not t.startswith("I-") or (p[2:] == t[2:] and p != "O") for t in tags]
                        for p in tags])  # fmt: skip
    start = np.array([0.0 if not t.startswith("I-") else -1e9 for t in tags])
    step = np.where(allowed, 0.0, -1e9)
    total, back = scores[0] + start, []
    for row in scores[1:]:
        paths = total[:, None] + step
        back.append(paths.argmax(0))
        total = paths.max(0) + row
    at = int(total.argmax())
    out = [at]
    for pointer in reversed(back):
        at = int(pointer[at])
        out.append(at)
    return [tags[i] for i in reversed(out)]


def entities(folder: Path, seeds: int, files: tuple[list[str], str]) -> dict:
    model = LearntModel.load()
    train = [s for name in files[0] for s in sentences(folder / name)]
    test = list(sentences(folder / files[1]))
    tags = sorted({t for _, row in train for t in row})
    x = np.concatenate([word_features(model, words) for words, _ in train])
    y = np.array([tags.index(t) for _, row in train for t in row])
    heads = []
    for seed in range(seeds):
        heads.append(Head(x.shape[1], 256, len(tags), seed))
        heads[-1].fit(x, y, epochs=max(4, min(20, 400_000 // len(x))))
    del x
    rows: Counts = []
    per: dict[str, list[int]] = {}
    for words, gold in test:
        features = word_features(model, words)
        scores = sum(h.log_probabilities(features) for h in heads)
        a, b = set(tag_spans(best_tags(scores, tags))), set(tag_spans(gold))
        rows.append((len(a & b), len(a), len(b)))
        for kind in {t for *_, t in a | b}:
            counts = per.setdefault(kind, [0, 0])
            counts[0] += sum(2 for s in a & b if s[2] == kind)
            counts[1] += sum(s[2] == kind for s in a) + sum(s[2] == kind for s in b)
    return {"f1": round(f1(rows), 4), "interval": interval(rows), "rows": len(rows),
            "per_type": {k: round(n / m, 3) for k, (n, m) in sorted(per.items())}}  # fmt: skip


USUAL = (["train.txt", "dev.txt"], "test.txt")
SETS: dict[str, Callable[[Path, int], dict]] = {
    "core": core,
    "conll04": lambda f, n: entities(f, n, USUAL),
    "wnut17": lambda f, n: entities(
        f, n, (["wnut17train.conll", "emerging.dev.conll"], "emerging.test.annotated")
    ),
    **{
        f"crossner-{d}": lambda f, n: entities(f, n, USUAL)
        for d in ("ai", "politics", "science", "literature", "music")
    },
}


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("set", choices=sorted(SETS))
    parser.add_argument("folder", type=Path)
    parser.add_argument("--json", type=Path)
    parser.add_argument("--seeds", type=int, default=2)
    a = parser.parse_args()
    begin = time.perf_counter()
    out = {
        "benchmark": a.set,
        "method": "head on the frozen encoder",
        **SETS[a.set](a.folder, a.seeds),
    }
    out["seconds"] = round(time.perf_counter() - begin)
    text = json.dumps(out, indent=2)
    print(text)
    if a.json is not None:
        a.json.write_text(text + "\n", "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
