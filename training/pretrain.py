"""Pretrain the encoder and the body of the pair head on CrossNER and Re-DocRED.

    python -m training.pretrain --encoder FOLDER --crossner FOLDER --redocred FOLDER --out PRE.pt

Go on with `training.train --start PRE.pt`. CrossNER's test sets are not read; Re-DocRED's dev and
test sets are training data here, so the result says nothing about them.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

import torch

from aigeo.articles.learnt.tokens import TextTokenizer
from training.network import pretrained
from training.public import (
    crossner,
    document_example,
    public_labels,
    redocred,
    sentence_example,
)
from training.train import train


def main(argv: Sequence[str] | None = None) -> None:
    """Command line; see the module's docstring."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--encoder", type=Path, required=True)
    parser.add_argument("--crossner", type=Path, required=True)
    parser.add_argument("--redocred", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--epochs", type=int, default=4, help="epochs of the schedule")
    parser.add_argument("--stop", type=int, default=2, help="stop after so many of them")
    parser.add_argument("--batch", type=int, default=8)
    parser.add_argument("--rate", type=float, default=2e-4)
    parser.add_argument("--head-rate", type=float, default=1e-3)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--half", action="store_true", help="bfloat16 where the processor has it")
    args = parser.parse_args(argv)
    torch.manual_seed(args.seed)
    torch.set_num_threads(args.threads)
    sentences, documents = crossner(args.crossner), redocred(args.redocred)
    labels = public_labels(sentences, documents)
    tokenizer = TextTokenizer(args.encoder / "tokenizer.json")
    examples = [sentence_example(s, tokenizer, labels) for s in sentences]
    examples += [document_example(d, tokenizer, labels) for d in documents]
    print(f"{len(sentences)} sentences, {len(documents)} documents", flush=True)
    train(
        pretrained(args.encoder, labels),
        tokenizer,
        examples,
        labels,
        epochs=args.epochs,
        batch=args.batch,
        rate=args.rate,
        head_rate=args.head_rate,
        pair_weight=0.3,
        seed=args.seed,
        half=args.half,
        stop=args.stop,
        checkpoint=args.out,
    )


if __name__ == "__main__":
    main()
