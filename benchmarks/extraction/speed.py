"""Speed and memory of the local extractor on one core, beside what reading the page alone costs.

    python benchmarks/extraction/speed.py [--articles N] [DOCUMENTS.jsonl]

Without a file, texts of the training set in data/extraction are read. Prints start-up seconds,
articles of 500 words a second, peak memory, and the ratio to trafilatura on the same words.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import time
from pathlib import Path

for variable in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"):
    os.environ.setdefault(variable, "1")

DEFAULT = Path(__file__).parents[2] / "data" / "extraction" / "train-news.jsonl"
WORDS = 500


def texts(path: Path, articles: int) -> list[str]:
    """Give `articles` texts of about WORDS words each, cut from the documents at sentence ends."""
    words = " ".join(json.loads(line)["text"] for line in path.open(encoding="utf-8")).split()
    return [" ".join(words[n * WORDS : (n + 1) * WORDS]) for n in range(articles)]


def start_seconds() -> float:
    """Give the wall time of a new process that extracts from one sentence."""
    code = (
        "from aigeo.articles import Document, LocalExtractor\n"
        "LocalExtractor().extract(Document('a', 'Nvidia supplies chips to Meta.'))"
    )
    begin = time.perf_counter()
    subprocess.run([sys.executable, "-c", code], check=True)
    return time.perf_counter() - begin


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("documents", type=Path, nargs="?", default=DEFAULT)
    parser.add_argument("--articles", type=int, default=30)
    given = parser.parse_args()
    started = start_seconds()

    from trafilatura import extract as page_text

    from aigeo.articles import Document, LocalExtractor

    articles = texts(given.documents, given.articles)
    extractor = LocalExtractor()
    extractor.extract(Document("warm", articles[0]))
    begin = time.process_time()
    found = sum(
        len(extractor.extract(Document(str(n), t)).relations) for n, t in enumerate(articles)
    )
    extracting = time.process_time() - begin
    pages = [f"<html><body><article><p>{t}</p></article></body></html>" for t in articles]
    page_text(pages[0])
    begin = time.process_time()
    for page in pages:
        page_text(page)
    reading = time.process_time() - begin
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        json.dumps(
            {
                "start_seconds": round(started, 2),
                "articles_per_cpu_second": round(len(articles) / extracting, 2),
                "relations": found,
                "peak_mib": round(peak),
                "times_the_cost_of_trafilatura": round(extracting / reading, 1),
            },
            indent=1,
        )
    )


if __name__ == "__main__":
    main()
