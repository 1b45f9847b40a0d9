"""Fine-tune the learnt part's encoder on CORE: the relation of two given companies in a sentence.

usage: core_markers.py FOLDER --encoder MINILM [--start CHECKPOINT] [--folds N…] --json FILE

FOLDER holds train.json and test.json of pnborchert/CORE. The two companies are put between marks
(`@ Acme @ … # Bolt #`; Zhou and Chen 2021, "An Improved Baseline for Sentence-level Relation
Extraction"); the states of the opening marks, both names and the words between give the class. For
each fold N of five of the training rows a network is trained without that fold. The answer is the
mean of the networks and of a linear model on the words, whose weight is chosen on the rows left
out. Needs torch (training/README.md). What networks of earlier calls say is kept in `--work`.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import time
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional as F

sys.path.insert(0, str(Path(__file__).parent))
sys.path.insert(0, str(Path(__file__).parents[2]))

from public import core_figures, word_scores

from aigeo.articles.learnt.tokens import TextTokenizer, Window, model_input
from training.network import Network, pretrained
from training.public import join
from training.train import make_labels, take_over

FOLDS = 5
GROUP, STEP = 8, 4
"""At most GROUP rows of one length are read together; STEP such groups make a step."""
EPOCHS, RATE, HEAD_RATE, DROPOUT, SMOOTHING = 4, 1.5e-4, 1e-3, 0.2, 0.1
WEIGHTS = (0.0, 0.1, 0.2, 0.3, 0.5, 0.75, 1.0)
"""Weights of the words' scores that are tried beside the encoder's."""


@dataclass(frozen=True, slots=True)
class Row:
    """Pieces of a marked sentence; `ranges` are the tokens of mark, mark, name, name, between."""

    ids: np.ndarray
    shapes: np.ndarray
    ranges: np.ndarray
    label: int


def make_row(row: dict, names: list[str], tokenizer: TextTokenizer) -> Row:
    """A row of CORE with marks around the companies; a company inside the other keeps its marks."""
    opening = {row["e1_start"]: "@", row["e2_start"]: "#"}
    closing = {row["e1_end"]: "@", row["e2_end"]: "#"}
    words: list[str] = []
    marks: dict[str, int] = {}
    ends: dict[str, int] = {}
    for n, word in enumerate(row["context"]):
        if n in opening:
            marks[opening[n]] = len(words)
            words.append(opening[n])
        words.append(word)
        if n in closing:
            ends[closing[n]] = len(words)
            words.append(closing[n])
    text, spans = join(words)
    tokens = tokenizer(text)
    ids, shapes = model_input(tokenizer, tokens, Window(0, len(tokens), 0, len(tokens)))

    def place(first: int, last: int) -> tuple[int, int]:
        # One further for the encoder's own mark at the start.
        a, b = tokens.span(spans[first][0], spans[last][1]) or (0, 1)
        return a + 1, b + 1

    one, other = place(marks["@"], marks["@"]), place(marks["#"], marks["#"])
    name, second = (place(marks[m] + 1, max(marks[m] + 1, ends[m] - 1)) for m in "@#")
    low, high = sorted((name, second))
    between = (low[1], high[0]) if low[1] < high[0] else (0, 1)
    ranges = np.array([one, other, name, second, between])
    return Row(ids[0], shapes[0], ranges, names.index(row["relation"]))


class Classifier(nn.Module):
    """The encoder, its last layer that of the pairs, and two layers on five pooled states."""

    def __init__(self, network: Network, classes: int) -> None:
        super().__init__()
        self.network = network
        network.words.weight.requires_grad_(False)
        width = network.norm.weight.shape[0]
        self.hidden, self.out = nn.Linear(5 * width, width), nn.Linear(width, classes)
        self.dropout = nn.Dropout(DROPOUT)

    def forward(self, rows: list[Row]) -> Tensor:
        """(rows, classes); the rows have one length."""
        lower = self.network.lower(
            torch.from_numpy(np.stack([r.ids for r in rows])),
            torch.from_numpy(np.stack([r.shapes for r in rows])),
        )
        states = self.network.pair_layer(lower)
        pooled = torch.stack([
            torch.cat([state[a:b].amax(0) for a, b in row.ranges.tolist()])
            for state, row in zip(states, rows, strict=True)
        ])  # fmt: skip
        return self.out(self.dropout(F.gelu(self.hidden(self.dropout(pooled)))))


def groups(rows: list[Row], dice: random.Random | None) -> list[list[int]]:
    """Indices of rows of one length, in an order by chance where there are dice."""
    by_length: dict[int, list[int]] = defaultdict(list)
    order = list(range(len(rows)))
    if dice is not None:
        dice.shuffle(order)
    for n in order:
        by_length[len(rows[n].ids)].append(n)
    out = [g[at : at + GROUP] for g in by_length.values() for at in range(0, len(g), GROUP)]
    if dice is not None:
        dice.shuffle(out)
    return out


def scores(model: Classifier, rows: list[Row], half: bool) -> np.ndarray:
    """Log-probabilities (rows, classes)."""
    model.eval()
    out = np.zeros((len(rows), model.out.out_features), np.float32)
    with torch.no_grad(), torch.autocast("cpu", dtype=torch.bfloat16, enabled=half):
        for group in groups(rows, None):
            found = model([rows[n] for n in group]).float()
            out[group] = torch.log_softmax(found, dim=1).numpy()
    return out


def train(model: Classifier, rows: list[Row], seed: int, half: bool, epochs: int) -> None:
    """In place: AdamW, the encoder at RATE and the head at HEAD_RATE, with a linear decay."""
    dice = random.Random(seed)
    torch.manual_seed(seed)
    head = [*model.hidden.parameters(), *model.out.parameters()]
    body = [p for p in model.network.parameters() if p.requires_grad]
    optimizer = torch.optim.AdamW(
        [{"params": body, "lr": RATE}, {"params": head, "lr": HEAD_RATE}], weight_decay=0.01
    )
    steps = epochs * -(-len(groups(rows, None)) // STEP)
    schedule = torch.optim.lr_scheduler.OneCycleLR(
        optimizer, [RATE, HEAD_RATE], total_steps=steps + 1, pct_start=0.1,
        anneal_strategy="linear", cycle_momentum=False,
    )  # fmt: skip
    for epoch in range(epochs):
        model.train()
        begin, total, order = time.monotonic(), 0.0, groups(rows, dice)
        for at in range(0, len(order), STEP):
            part = order[at : at + STEP]
            count = sum(map(len, part))
            for group in part:
                chosen = [rows[n] for n in group]
                labels = torch.tensor([r.label for r in chosen])
                with torch.autocast("cpu", dtype=torch.bfloat16, enabled=half):
                    found = model(chosen)
                loss = F.cross_entropy(
                    found.float(), labels, reduction="sum", label_smoothing=SMOOTHING
                )
                (loss / count).backward()
                total += loss.item()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            optimizer.zero_grad(set_to_none=True)
            schedule.step()
        seconds = time.monotonic() - begin
        print(f"epoch {epoch + 1} loss {total / len(rows):.3f} {seconds:.0f} s", flush=True)


def left_out_and_test(
    rows: dict[str, list[Row]], unseen: np.ndarray, fold: int, classes: int, a: argparse.Namespace
) -> tuple[np.ndarray, np.ndarray]:
    """Scores of the training rows left out and of the test rows by the network of one fold."""
    kept = a.work / f"core-{fold}.npz"
    if not kept.exists():
        torch.manual_seed(fold)
        network = pretrained(a.encoder, make_labels())
        if a.start:
            take_over(network, torch.load(a.start, weights_only=True)["state"])
        model = Classifier(network, classes)
        known = [r for r, out in zip(rows["train"], unseen, strict=True) if not out]
        train(model, known, fold, a.half, a.epochs)
        left = [r for r, out in zip(rows["train"], unseen, strict=True) if out]
        np.savez_compressed(
            kept, left=scores(model, left, a.half), test=scores(model, rows["test"], a.half)
        )
    with np.load(kept) as stored:
        return stored["left"], stored["test"]


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("--encoder", type=Path, required=True)
    parser.add_argument("--start", type=Path, help="checkpoint of training.pretrain")
    parser.add_argument("--folds", type=int, nargs="+", default=list(range(FOLDS)))
    parser.add_argument("--epochs", type=int, default=EPOCHS)
    parser.add_argument("--half", action="store_true", help="bfloat16 where the processor has it")
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--json", type=Path, required=True)
    a = parser.parse_args()
    torch.set_num_threads(1)
    a.work.mkdir(parents=True, exist_ok=True)
    begin = time.perf_counter()
    raw = {p: json.loads((a.folder / f"{p}.json").read_text("utf-8")) for p in ("train", "test")}
    names = sorted({r["relation"] for r in raw["train"]})
    tokenizer = TextTokenizer(a.encoder / "tokenizer.json")
    rows = {p: [make_row(r, names, tokenizer) for r in part] for p, part in raw.items()}
    y, gold = (np.array([r.label for r in rows[p]]) for p in ("train", "test"))
    # Folds by sentence: rows that share one stay together.
    sentences = sorted({" ".join(r["context"]) for r in raw["train"]})
    random.Random(0).shuffle(sentences)
    fold = {s: n % FOLDS for n, s in enumerate(sentences)}
    folds = np.array([fold[" ".join(r["context"])] for r in raw["train"]])
    test, left, words, right = [], [], [], []
    for k in a.folds:
        unseen = folds == k
        one, other = left_out_and_test(rows, unseen, k, len(names), a)
        known = [r for r, out in zip(raw["train"], unseen, strict=True) if not out]
        out = [r for r, held in zip(raw["train"], unseen, strict=True) if held]
        left.append(one)
        test.append(np.exp(other))
        right.append(y[unseen])
        words.append(word_scores(known, y[~unseen], out, len(names)))
        print(f"fold {k}: {(one.argmax(1) == y[unseen]).mean():.4f} of {len(one)}", flush=True)
    encoder, linear, truth = np.concatenate(left), np.concatenate(words), np.concatenate(right)
    good = {w: float(((encoder + w * linear).argmax(1) == truth).mean()) for w in WEIGHTS}
    weight = max(good, key=lambda w: good[w])
    mean = np.log(np.mean(test, axis=0))
    all_words = word_scores(raw["train"], y, raw["test"], len(names))
    seen = set(sentences)
    fresh = np.array([" ".join(r["context"]) not in seen for r in raw["test"]])
    guess = (mean + weight * all_words).argmax(1)
    found = {
        "benchmark": "core-markers",
        "method": "encoder fine-tuned with marks, and words",
        **core_figures(guess, gold, names),
        "networks": len(a.folds),
        "weight_of_words": weight,
        "left_out": {"encoder": round(good[0.0], 4), "both": round(good[weight], 4)},
        "parts": {
            "encoder": round(float((mean.argmax(1) == gold).mean()), 4),
            "words": round(float((all_words.argmax(1) == gold).mean()), 4),
            "one network": round(float(np.mean([(t.argmax(1) == gold).mean() for t in test])), 4),
            "both without shared sentences": round(float((guess == gold)[fresh].mean()), 4),
        },
        "seconds": round(time.perf_counter() - begin),
    }
    a.json.write_text(json.dumps(found, indent=1) + "\n", "utf-8")
    print(found)


if __name__ == "__main__":
    main()
