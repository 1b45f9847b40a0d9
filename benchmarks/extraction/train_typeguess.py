"""Train the type guesser for unknown names on the annotated training texts.

usage: train_typeguess.py [--epoch FOLDER] [--train FILE…] [-o FILE]

Averaged perceptron, 8 passes, seed 1. First names come from the authors in Epoch AI's model table
(CC BY 4.0). Capitalised runs of the texts that are no annotated mention teach what is not a name.
"""

from __future__ import annotations

import argparse
import csv
import json
import random
import re
import sys
from collections import Counter, defaultdict
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from texts import add_train, read_texts

from aigeo.articles.names import _capital_spans
from aigeo.articles.text import split_sentences, tokenise
from aigeo.articles.typeguess import NOT_A_NAME, features

ROOT = Path(__file__).resolve().parents[2]
OUT = ROOT / "src" / "aigeo" / "articles" / "data" / "typeguess.json"


def first_names(folder: Path | None, documents: list[dict]) -> frozenset[str]:
    counts: Counter[str] = Counter()
    if folder is not None:
        with (folder / "notable_ai_models.csv").open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                for author in row["Authors"].split(","):
                    words = author.split()
                    if len(words) > 1 and re.fullmatch(r"[A-Z][a-zà-ÿ]{2,}", words[0]):
                        counts[words[0]] += 1
    for document in documents:
        for entity in document["entities"]:
            if entity["type"] == "Person" and not entity["generic"] and " " in entity["name"]:
                counts[entity["name"].split()[0]] += 1
    return frozenset(n for n, c in counts.items() if c > 1)


def examples(documents: list[dict]):
    for document in documents:
        text = document["text"]
        kinds: dict[str, str] = {}
        for entity in document["entities"]:
            for mention in entity["mentions"]:
                kinds.setdefault(mention, entity["type"])
                if entity["generic"]:
                    continue
        seen = set()
        for mention, kind in kinds.items():
            if not re.search(r"[A-Z0-9]", mention[:1]) and mention.islower():
                continue
            for match in list(re.finditer(rf"(?<!\w){re.escape(mention)}(?!\w)", text))[:4]:
                seen.update(range(match.start(), match.end()))
                yield text, match.start(), match.end(), kind
        for sentence in split_sentences(text):
            tokens = tokenise(text, sentence.start, sentence.end)
            for first, last in _capital_spans(text, tokens):
                start, end = tokens[first].start, tokens[last - 1].end
                if seen.isdisjoint(range(start, end)):
                    yield text, start, end, NOT_A_NAME


def common_words(documents: list[dict]) -> list[str]:
    """Words that the texts also write in lower case: at the start of a sentence they are no
    names."""
    counts = Counter(
        w for d in documents for w in re.findall(r"(?<![\w’'-])[a-z]{3,}(?![\w-])", d["text"])
    )
    return sorted(w for w, c in counts.items() if c > 1)


def train(documents: list[dict], names: frozenset[str], epochs: int = 8, seed: int = 1) -> dict:
    rows = [(list(features(t, s, e, names)), k) for t, s, e, k in examples(documents)]
    kinds = sorted({k for _, k in rows})
    weights: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    total: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    rng = random.Random(seed)
    step = 1
    for _ in range(epochs):
        rng.shuffle(rows)
        for row, gold in rows:
            scores = dict.fromkeys(kinds, 0.0)
            for feature in row:
                for kind, weight in weights.get(feature, {}).items():
                    scores[kind] += weight
            best = max(kinds, key=lambda k: (scores[k], k))
            if best != gold:
                for feature in row:
                    for kind, delta in ((gold, 1.0), (best, -1.0)):
                        weights[feature][kind] += delta
                        total[feature][kind] += step * delta
            step += 1
    out = {}
    for feature, by_kind in weights.items():
        mean = {k: round(w - total[feature][k] / step, 2) for k, w in by_kind.items()}
        mean = {k: w for k, w in mean.items() if abs(w) >= 0.3}
        if mean:
            out[feature] = mean
    return {
        "weights": dict(sorted(out.items())),
        "first_names": sorted(names),
        "common": common_words(documents),
    }


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--epoch", type=Path)
    add_train(parser)
    parser.add_argument("-o", "--output", type=Path, default=OUT)
    a = parser.parse_args()
    documents = read_texts(a.train)
    model = train(documents, first_names(a.epoch, documents))
    a.output.write_text(json.dumps(model, ensure_ascii=False, separators=(",", ":")), "utf-8")
    print(
        f"{len(model['weights'])} features, {len(model['first_names'])} first names",
        file=sys.stderr,
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
