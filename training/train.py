"""Train the network and write its checkpoint.

    python -m training.train --encoder FOLDER --train TRAIN.jsonl --out MODEL.pt

FOLDER holds `config.json`, `model.safetensors` and `tokenizer.json` of all-MiniLM-L6-v2.
"""

from __future__ import annotations

import argparse
import random
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional as F

from aigeo.articles.gazetteer import gazetteer
from aigeo.articles.learnt.labels import Labels
from aigeo.articles.learnt.tokens import TextTokenizer, model_input, windows
from aigeo.model.vocabulary import vocabulary
from training.augment import name_pool, renamed_example
from training.gold import IGNORE, Example, make_example, read_documents, split
from training.network import Network, pretrained

ALIKE = (
    ("Firm", "Organization", "Agency", "ResearchOrganization", "Fund"),
    ("Government", "Agency", "Country"),
    ("Technology", "Chip", "Model"),
    ("Facility", "Place", "Technology"),
    ("Policy", "Organization", "Technology"),
)
"""Types that are easily taken for each other."""
KIND_NOISE = 0.08


def make_labels() -> Labels:
    """Types and signatures as the schema states them."""
    words = vocabulary()
    entities = tuple(
        sorted(n for n, t in words.entity_types.items() if not t.abstract and n != "Entity")
    )
    relations = tuple(sorted(words.relation_types))
    signature = np.array(
        [
            [[words.relation_types[r].allows(s, o) for o in entities] for s in entities]
            for r in relations
        ]
    )
    return Labels(entities, relations, signature)


def encode(
    network: Network, tokenizer: TextTokenizer, example: Example
) -> list[tuple[Tensor, slice, slice]]:
    """Lower states of each window, with the tokens it answers for: in the text, in the window."""
    out = []
    for window in windows(example.tokens, example.breaks):
        ids, shapes = model_input(tokenizer, example.tokens, window)
        lower = network.lower(torch.from_numpy(ids), torch.from_numpy(shapes))
        inside = slice(window.keep_start - window.start + 1, window.keep_end - window.start + 1)
        out.append((lower, slice(window.start, window.end), inside))
    return out


def noisy_kinds(example: Example, labels: Labels, share: float) -> list[int]:
    """Kinds of the spots, for a share of the entities another one that is easily taken for it.

    At run time the types are predicted ones, about as often wrong as that.
    """
    count = len(labels.entities)
    changed: dict[int, int] = {}
    for spot in example.spots:
        if spot.entity not in changed:
            kind, generic = spot.kind % count, spot.kind // count
            if share > 0 and torch.rand(()).item() < share:
                name = labels.entities[kind]
                near = [t for group in ALIKE if name in group for t in group if t != name]
                if near:
                    kind = labels.entity_index[near[int(torch.randint(len(near), ()))]]
            if share > 0 and torch.rand(()).item() < share / 2:
                generic = 1 - generic
            changed[spot.entity] = kind + count * generic
    return [changed[spot.entity] for spot in example.spots]


def marks_of(example: Example, kinds: Tensor, count: int, keep: Tensor) -> Tensor:
    """(tokens, kinds): 1 where a kept mention of that kind covers the token."""
    out = torch.zeros(len(example.tokens), count)
    for spot, kind, kept in zip(example.spots, kinds.tolist(), keep.tolist(), strict=True):
        if kept:
            out[spot.first : spot.last, kind] = 1.0
    return out


def losses(
    network: Network, tokenizer: TextTokenizer, example: Example, labels: Labels
) -> tuple[Tensor, Tensor]:
    """Mention loss (mean over words) and pair loss (summed over types, mean over a fixed count)."""
    encoded = encode(network, tokenizer, example)
    logits = torch.cat([network.mentions(lower)[inside] for lower, _, inside in encoded])
    mention = torch.zeros(())
    for n, gold in enumerate((example.named, example.generic)):
        if (gold != IGNORE).any():
            mention = mention + F.cross_entropy(
                logits[:, n], torch.from_numpy(gold), ignore_index=IGNORE
            )
    if not example.mask.any():
        return mention, torch.zeros(())
    kinds = torch.tensor(noisy_kinds(example, labels, KIND_NOISE if network.training else 0.0))
    keep = torch.rand(len(kinds)) > (0.1 if network.training else 0.0)
    scores, status = pair_logits(network, encoded, example, kinds, keep)
    targets, mask = torch.from_numpy(example.targets), torch.from_numpy(example.mask)
    raw = F.binary_cross_entropy_with_logits(scores, targets, reduction="none") * mask
    positives = max(4.0, float(example.targets.sum()))
    pair = raw.sum() / positives
    known = example.status != IGNORE
    if known.any():
        chosen = torch.from_numpy(np.flatnonzero(known))
        pair = pair + 0.5 * F.cross_entropy(
            status[chosen, :4], torch.from_numpy(example.status[known])
        )
        pair = pair + 0.5 * F.cross_entropy(
            status[chosen, 4:], torch.from_numpy(example.negated[known])
        )
    return mention, pair


def pair_logits(
    network: Network,
    encoded: list[tuple[Tensor, slice, slice]],
    example: Example,
    kinds: Tensor,
    keep: Tensor,
) -> tuple[Tensor, Tensor]:
    """Relation scores (pairs, 2R) and status scores (pairs, 6) of the example's mention pairs.

    `kinds` are the types that the mentions are shown with, `keep` which of them are shown.
    """
    marks = marks_of(example, kinds, network.kinds.num_embeddings, keep)
    states = torch.cat(
        [network.pair_states(lower, pad(marks[part]))[inside] for lower, part, inside in encoded]
    )
    bounds = torch.tensor([[s.first, s.last] for s in example.spots])
    spots = torch.cat([bounds, kinds[:, None]], dim=1)
    found: tuple[Tensor, Tensor] = network.pair_head(states, spots, example.pairs)
    return found


def pair_scores(network: Network, tokenizer: TextTokenizer, example: Example) -> np.ndarray:
    """Probabilities (pairs, 2R) of an example's relations, its own types shown."""
    network.eval()
    with torch.no_grad():
        kinds = torch.tensor([spot.kind for spot in example.spots])
        keep = torch.ones(len(kinds), dtype=torch.bool)
        encoded = encode(network, tokenizer, example)
        scores, _ = pair_logits(network, encoded, example, kinds, keep)
        out: np.ndarray = torch.sigmoid(scores).float().numpy()
    return out


def pad(marks: Tensor) -> Tensor:
    """Rows for the encoder's marks at both ends."""
    return F.pad(marks, (0, 0, 1, 1))


def parameter_groups(network: Network, rate: float, head_rate: float) -> list[dict[str, object]]:
    """Pretrained weights at `rate`, new ones at `head_rate`; word embeddings stay as they are."""
    network.words.weight.requires_grad_(False)
    new = ("mention_head", "pair_head", "kinds", "shapes")
    groups: dict[tuple[bool, bool], list[torch.nn.Parameter]] = {}
    for name, parameter in network.named_parameters():
        if parameter.requires_grad:
            key = (name.startswith(new), parameter.ndim > 1)
            groups.setdefault(key, []).append(parameter)
    return [
        {"params": p, "lr": head_rate if is_new else rate, "weight_decay": 0.01 if matrix else 0.0}
        for (is_new, matrix), p in groups.items()
    ]


def train(
    network: Network,
    tokenizer: TextTokenizer,
    examples: Sequence[Example],
    labels: Labels,
    *,
    epochs: int,
    batch: int,
    rate: float,
    head_rate: float,
    pair_weight: float,
    seed: int,
    half: bool = False,
    stop: int | None = None,
    vary: Callable[[Example, random.Random], Example] | None = None,
    checkpoint: Path | None = None,
) -> None:
    """Train in place; the checkpoint is written after each epoch.

    `stop` ends it after so many epochs of a schedule made for `epochs`. `vary` may put another
    example in the place of one, anew in each epoch.
    """
    order = random.Random(seed)  # noqa: S311 - shuffling, not secrets
    torch.manual_seed(seed)
    optimizer = torch.optim.AdamW(parameter_groups(network, rate, head_rate))
    steps = epochs * -(-len(examples) // batch)
    schedule = torch.optim.lr_scheduler.OneCycleLR(
        optimizer,
        [g["lr"] for g in optimizer.param_groups],
        total_steps=steps + 1,
        pct_start=0.1,
        anneal_strategy="linear",
        cycle_momentum=False,
    )
    for epoch in range(epochs):
        network.train()
        begin = time.monotonic()
        shuffled = list(examples)
        order.shuffle(shuffled)
        total = np.zeros(2)
        for at in range(0, len(shuffled), batch):
            part = shuffled[at : at + batch]
            for original in part:
                example = original if vary is None else vary(original, order)
                with torch.autocast("cpu", dtype=torch.bfloat16, enabled=half):
                    mention, pair = losses(network, tokenizer, example, labels)
                ((mention + pair_weight * pair) / len(part)).backward()
                total += (mention.item(), pair.item())
            torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimizer.step()
            optimizer.zero_grad(set_to_none=True)
            schedule.step()
        mean = total / len(shuffled)
        seconds = time.monotonic() - begin
        print(
            f"epoch {epoch + 1}/{epochs} mention {mean[0]:.4f} pair {mean[1]:.4f} {seconds:.0f} s",
            flush=True,
        )
        if checkpoint is not None:
            torch.save({"state": network.state_dict(), "labels": labels.to_json()}, checkpoint)
        if epoch + 1 == stop:
            return


def main(argv: Sequence[str] | None = None) -> None:
    """Command line; see the module's docstring."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--encoder", type=Path, required=True)
    parser.add_argument("--train", type=Path, nargs="+", required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--start", type=Path, help="checkpoint to go on from")
    parser.add_argument("--epochs", type=int, default=11)
    parser.add_argument("--batch", type=int, default=4)
    parser.add_argument("--rate", type=float, default=2e-4)
    parser.add_argument("--head-rate", type=float, default=1e-3)
    parser.add_argument("--pair-weight", type=float, default=0.3)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--half", action="store_true", help="bfloat16 where the processor has it")
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--rename", type=float, default=0.5, help="share of renamed documents")
    parser.add_argument("--hold", type=int, default=0, help="leave out every n-th document")
    parser.add_argument("--freeze", type=int, default=0, help="keep so many of the lowest layers")
    parser.add_argument("--limit", type=int, help="use only so many documents")
    args = parser.parse_args(argv)
    torch.manual_seed(args.seed)
    torch.set_num_threads(args.threads)
    labels = make_labels()
    tokenizer = TextTokenizer(args.encoder / "tokenizer.json")
    documents = read_documents(*args.train)[: args.limit]
    if args.hold:
        documents = split(documents, args.hold, "rest")
    examples = [make_example(d, tokenizer, labels) for d in documents]
    by_id = {d["id"]: d for d in documents}
    pool = name_pool(documents, gazetteer())

    def vary(example: Example, dice: random.Random) -> Example:
        if dice.random() >= args.rename:
            return example
        return renamed_example(by_id[example.id], pool, 0.6, dice, tokenizer, labels)

    network = pretrained(args.encoder, labels)
    if args.start:
        left = take_over(network, torch.load(args.start, weights_only=True)["state"])
        print(f"from {args.start}; new: {', '.join(left)}")
    if args.freeze:
        freeze(network, args.freeze)
    print(f"{len(examples)} documents, {sum(len(e.pairs) for e in examples)} pairs", flush=True)
    train(
        network,
        tokenizer,
        examples,
        labels,
        epochs=args.epochs,
        batch=args.batch,
        rate=args.rate,
        head_rate=args.head_rate,
        pair_weight=args.pair_weight,
        seed=args.seed,
        half=args.half,
        vary=vary if args.rename else None,
        checkpoint=args.out,
    )


def freeze(network: Network, layers: int) -> None:
    """Keep the embeddings and so many of the shared layers as they are; saves their gradients."""
    network.segment.requires_grad_(False)
    for part in (network.positions, network.shapes, network.norm, *network.shared[:layers]):
        part.requires_grad_(False)


def take_over(network: Network, state: dict[str, Tensor]) -> list[str]:
    """Load the weights that fit from another network; gives the names of those that do not."""
    own = network.state_dict()
    fits = {k: v for k, v in state.items() if k in own and own[k].shape == v.shape}
    network.load_state_dict({**own, **fits})
    return sorted(set(own) - set(fits))


if __name__ == "__main__":
    main()
