"""Figures of the learnt part alone: entities, relations, relations between gold entities.

    python -m training.evaluate --model FOLDER --score score.py GOLD.jsonl …

`--score` is a program that takes a gold and a system file and, with `--json`, prints figures.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from aigeo.articles.learnt import LearntModel
from aigeo.articles.mentions import Entity, Mention
from training.chain import extract
from training.gold import find_spans, read_documents


def gold_entities(document: dict[str, Any]) -> list[Entity]:
    """The annotated entities with every occurrence of their mentions."""
    out = [
        Entity(e["id"], e["type"], e["name"], generic=bool(e.get("generic")))
        for e in document["entities"]
    ]
    for span in find_spans(document):
        surface = document["text"][span.start : span.end]
        out[span.entity].mentions.append(
            Mention(span.start, span.end, surface, span.type, "learnt", generic=span.generic)
        )
    return out


def score(program: Path, gold: Path, system: list[dict[str, Any]]) -> dict[str, Any]:
    """What the score program says of these documents."""
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as file:
        for document in system:
            file.write(json.dumps(document, ensure_ascii=False) + "\n")
        file.flush()
        command = [sys.executable, str(program), str(gold), file.name, "--json"]
        done = subprocess.run(command, capture_output=True, text=True, check=True)
    figures: dict[str, Any] = json.loads(done.stdout)
    return figures


def show(figures: dict[str, float]) -> str:
    """Precision, recall and F1 in one piece of text."""
    return f"P {figures['precision']:.3f} R {figures['recall']:.3f} F1 {figures['f1']:.3f}"


def main(argv: Sequence[str] | None = None) -> None:
    """Command line; see the module's docstring."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--model", type=Path)
    parser.add_argument("--score", type=Path, required=True)
    parser.add_argument("--threshold", type=float, help="instead of the model's own thresholds")
    parser.add_argument("--by-type", action="store_true")
    parser.add_argument("gold", type=Path, nargs="+")
    args = parser.parse_args(argv)
    model = LearntModel.load(args.model)
    for path in args.gold:
        documents = read_documents(path)
        chained = [extract(model, d, threshold=args.threshold) for d in documents]
        between = [extract(model, d, gold_entities(d), args.threshold) for d in documents]
        whole, given = score(args.score, path, chained), score(args.score, path, between)
        print(f"{path.name}: {len(documents)} documents")
        print(f"  entities                        {show(whole['entities'])}")
        print(f"  relations                       {show(whole['relations'])}")
        print(f"  relations between gold entities {show(given['relations'])}")
        print(f"  evidence exact                  {whole['evidence_exact']:.3f}")
        if args.by_type:
            for name, figures in given["by_relation"].items():
                print(f"    {name:16} {show(figures)} of {figures['gold']}")


if __name__ == "__main__":
    main()
