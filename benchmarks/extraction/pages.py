"""Score the text that is read from web pages: F1 of word 4-grams, as article-extraction-benchmark
(github.com/scrapinghub/article-extraction-benchmark) defines it.

usage: pages.py FOLDER [--json FILE] [--worst N]

FOLDER is a copy of that benchmark: ground-truth.json and html/ID.html.gz. Each page's matches,
extra and missing 4-grams are divided by their sum, so that pages count alike. The set has no gold
titles or dates; the share of pages for which one is found is reported.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import re
import sys
import time
from collections import Counter
from pathlib import Path

from aigeo.articles.readers.html import read_html
from aigeo.articles.readers.page_encoding import decode_page
from aigeo.errors import DocumentError

NGRAM = 4
RESAMPLES = 1000


def shingles(text: str) -> Counter[tuple[str, ...]]:
    words = re.findall(r"\w+", text)
    if len(words) < NGRAM:
        return Counter([tuple(words)] if words else [])
    return Counter(zip(*(words[n:] for n in range(NGRAM)), strict=False))


def shares(gold: str, found: str) -> tuple[float, float, float]:
    """Matching, extra and missing 4-grams of one page, summing to 1."""
    a, b = shingles(gold), shingles(found)
    counts = (a & b).total(), (b - a).total(), (a - b).total()
    whole = sum(counts) or 1
    return counts[0] / whole, counts[1] / whole, counts[2] / whole


def scores(rows: list[tuple[float, float, float]]) -> dict[str, float]:
    tp, fp, fn = (sum(column) for column in zip(*rows, strict=True))
    return {
        "precision": tp / (tp + fp),
        "recall": tp / (tp + fn),
        "f1": 2 * tp / (2 * tp + fp + fn),
    }


def interval(rows: list[tuple[float, float, float]]) -> tuple[float, float]:
    """95 % bootstrap interval of F1 over pages (percentile method, seed 0)."""
    dice = random.Random(0)
    found = sorted(scores(dice.choices(rows, k=len(rows)))["f1"] for _ in range(RESAMPLES))
    return found[int(0.025 * RESAMPLES)], found[int(0.975 * RESAMPLES) - 1]


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("--json", type=Path)
    parser.add_argument("--worst", type=int, default=0)
    a = parser.parse_args()
    gold = json.loads((a.folder / "ground-truth.json").read_text("utf-8"))
    rows, named = [], []
    filled: Counter[str] = Counter()
    flags: Counter[str] = Counter()
    begin = time.perf_counter()
    for key, truth in gold.items():
        data = gzip.decompress((a.folder / "html" / f"{key}.html.gz").read_bytes())
        try:
            document = read_html(decode_page(data, key), key)
            text = document.text
            filled.update(
                name for name in ("title", "published", "author", "publisher", "language", "url")
                if getattr(document, name)
            )  # fmt: skip
            flags.update(document.flags)
        except DocumentError as error:
            text = ""
            flags["refused"] += 1
            print(error, file=sys.stderr)
        rows.append(shares(truth["articleBody"], text))
        named.append((scores([(rows[-1][0] + 1e-9, *rows[-1][1:])])["f1"], key, truth["url"]))
    seconds = time.perf_counter() - begin
    low, high = interval(rows)
    out = {
        "benchmark": "article-extraction-benchmark",
        "pages": len(rows),
        **{k: round(v, 4) for k, v in scores(rows).items()},
        "f1_interval": [round(low, 4), round(high, 4)],
        "found": {name: round(n / len(rows), 3) for name, n in sorted(filled.items())},
        "flags": dict(flags),
        "milliseconds_a_page": round(1000 * seconds / len(rows), 1),
    }
    text = json.dumps(out, indent=2)
    print(text)
    if a.json is not None:
        a.json.write_text(text + "\n", "utf-8")
    for score, key, url in sorted(named)[: a.worst]:
        print(f"{score:.3f} {key[:12]} {url}", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
