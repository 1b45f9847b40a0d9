"""The annotated training texts; the shipped files are made from the first set (see
data/extraction/README.md)."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

FOLDER = Path(__file__).resolve().parents[2] / "data" / "extraction"
TRAIN = [FOLDER / "train-news.jsonl"]


def add_train(parser: argparse.ArgumentParser) -> None:
    """The option `--train FILE…`."""
    parser.add_argument("--train", type=Path, nargs="+", default=TRAIN, help="annotated texts")


def read_texts(paths: list[Path]) -> list[dict]:
    """Documents of all files, in their order."""
    return [
        json.loads(line)
        for path in paths
        for line in path.read_text("utf-8").splitlines()
        if line.strip()
    ]
