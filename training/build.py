"""Everything from the data to the model that ships, in one command.

    python -m training.build --encoder FOLDER --train data/extraction/train-news.jsonl \\
        --crossner FOLDER --redocred FOLDER --work FOLDER --out src/aigeo/articles/learnt/model

Steps: pretrain on the public sets; train on five sixths of the documents; train on all of them, go
on for a shorter run in another order and take the mean of both; learn calibration and threshold
on the sixth that was left out; write the model with those settings. Steps whose file stands in
the work folder already are not run again.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from pathlib import Path

from aigeo.articles.learnt import LearntModel
from training import average, export, pretrain, thresholds, train
from training.gold import read_documents, split

Settings = tuple[dict[str, float], tuple[float, float]]
"""Thresholds by relation type, and the line of the calibration."""
AGAIN = ["--epochs", "5", "--rate", "1e-4", "--head-rate", "5e-4"]
HOLD = 6
"""Every n-th document is left out for the thresholds."""


def main(argv: Sequence[str] | None = None) -> None:
    """Command line; see the module's docstring."""
    parser = argparse.ArgumentParser(description=__doc__)
    for name in ("encoder", "crossner", "redocred", "work", "out"):
        parser.add_argument(f"--{name}", type=Path, required=True)
    parser.add_argument("--train", type=Path, nargs="+", required=True)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--half", action="store_true", help="bfloat16 where the processor has it")
    args = parser.parse_args(argv)
    args.work.mkdir(parents=True, exist_ok=True)
    shared = ["--encoder", str(args.encoder), "--seed", str(args.seed)]
    shared += ["--threads", str(args.threads), *(["--half"] if args.half else [])]
    first, held, last = (args.work / f"{n}.pt" for n in ("pretrained", "held", "final"))
    if not first.exists():
        public = ["--crossner", str(args.crossner), "--redocred", str(args.redocred)]
        pretrain.main([*shared, *public, "--out", str(first)])
    own = [*shared, "--train", *map(str, args.train), "--start", str(first)]
    for target, extra in ((held, ["--hold", str(HOLD)]), (last, [])):
        if not target.exists():
            train.main([*own, *extra, "--out", str(target)])
    again, mean = args.work / "again.pt", args.work / "mean.pt"
    if not again.exists():
        more = [*own, *AGAIN, "--seed", str(args.seed + 1), "--start", str(last)]
        train.main([*more, "--out", str(again)])
    average.average([last, again], mean)
    settings = learn_settings(held, args.encoder, args.train, args.work / "held")
    (args.work / "settings.json").write_text(json.dumps(settings, indent=1), encoding="utf-8")
    write(mean, args.encoder, args.train, settings, args.out)


def learn_settings(checkpoint: Path, encoder: Path, data: Sequence[Path], folder: Path) -> Settings:
    """Thresholds and calibration from the documents that this checkpoint was not trained on."""
    write(checkpoint, encoder, data, ({}, (1.0, 0.0)), folder)
    documents = split(read_documents(*data), HOLD, "held")
    model = LearntModel.load(folder)
    raw = thresholds.findings(model, documents)
    line = thresholds.platt(raw)
    found = thresholds.calibrate(raw, line)
    bounds = (0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.01)
    for score, right, count in thresholds.reliability(found, bounds):
        print(f"score {score:.2f}: {right:.2f} right of {count}")
    chained = thresholds.calibrate(thresholds.chained_findings(model, documents), line)
    return thresholds.learn(chained, documents), line


def write(
    checkpoint: Path, encoder: Path, data: Sequence[Path], settings: Settings, out: Path
) -> None:
    """The shipped form of a checkpoint, with thresholds and calibration."""
    network, labels = export.load_checkpoint(checkpoint, encoder)
    texts = [d["text"] for d in read_documents(*data)]
    shipped = labels.with_thresholds(*settings)
    export.export(network, shipped, encoder / "tokenizer.json", texts, out)


if __name__ == "__main__":
    main()
