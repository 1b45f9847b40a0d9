"""The network: MiniLM's encoder with shared lower layers, one head for mentions and one for pairs.

The lower five layers are shared; the sixth exists twice, both copies starting from the pretrained
weights: one feeds the mention labels, the other the pair head. The second copy sees the types of
the mentions, added to the states of their tokens (a cheap form of typed markers).
"""

from __future__ import annotations

import json
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional as F

from aigeo.articles.learnt.labels import SHAPES, STATUSES, Labels
from aigeo.articles.learnt.pairs import BETWEEN, DISTANCES, MAX_SENTENCES, Pairs

HEADS = 12
EPS = 1e-12


def _attend(q: Tensor, k: Tensor, v: Tensor) -> Tensor:
    """Attention in plain steps; with torch's fused form a step in bfloat16 takes a quarter more."""
    weights = torch.softmax(q @ k.transpose(-1, -2) * q.shape[-1] ** -0.5, dim=-1)
    return weights.to(v.dtype) @ v


class Layer(nn.Module):
    """One BERT layer (post-norm)."""

    def __init__(self, width: int, inner: int, dropout: float) -> None:
        super().__init__()
        self.query, self.key, self.value, self.out = (nn.Linear(width, width) for _ in range(4))
        self.norm1, self.norm2 = nn.LayerNorm(width, EPS), nn.LayerNorm(width, EPS)
        self.up, self.down = nn.Linear(width, inner), nn.Linear(inner, width)
        self.dropout = dropout

    def forward(self, x: Tensor) -> Tensor:
        """(batch, tokens, width) to the same."""
        b, t, w = x.shape
        q, k, v = (
            f(x).view(b, t, HEADS, w // HEADS).transpose(1, 2)
            for f in (self.query, self.key, self.value)
        )
        # No dropout on the attention: it costs half of the training time on a CPU.
        mixed = (_attend if self.training else F.scaled_dot_product_attention)(q, k, v)
        mixed = mixed.transpose(1, 2).reshape(b, t, w)
        x = self.norm1(x + F.dropout(self.out(mixed), self.dropout, self.training))
        inner = self.down(F.gelu(self.up(x)))
        return self.norm2(x + F.dropout(inner, self.dropout, self.training))


class PairHead(nn.Module):
    """Scores of relations, statuses and negation for pairs of mentions."""

    def __init__(self, labels: Labels, width: int, hidden: int = 384, dropout: float = 0.2) -> None:
        super().__init__()
        kinds = 2 * len(labels.entities)
        self.left, self.right = nn.Linear(width, hidden), nn.Linear(width, hidden, bias=False)
        self.between = nn.Linear(width, hidden, bias=False)
        self.before = nn.Linear(width, hidden, bias=False)
        self.after = nn.Linear(width, hidden, bias=False)
        self.kind_left, self.kind_right = nn.Embedding(kinds, hidden), nn.Embedding(kinds, hidden)
        self.distance = nn.Embedding(len(DISTANCES) + 1, hidden)
        self.sentences = nn.Embedding(MAX_SENTENCES + 1, hidden)
        self.crowd = nn.Embedding(len(BETWEEN), hidden)
        for table in (self.kind_left, self.kind_right, self.distance, self.sentences, self.crowd):
            nn.init.normal_(table.weight, std=0.3)
        self.mix = nn.Linear(hidden, hidden)
        self.relations = nn.Linear(hidden, 2 * len(labels.relations))
        nn.init.constant_(self.relations.bias, -4.0)
        self.status = nn.Linear(hidden, len(STATUSES) + 2)
        self.dropout = nn.Dropout(dropout)

    def forward(self, states: Tensor, spots: Tensor, pairs: Pairs) -> tuple[Tensor, Tensor]:
        """Scores (pairs, 2R) and (pairs, 6).

        states (tokens, width); spots (n, 3): first token, last token, kind.
        """
        tables = range_tables(states)
        left, right = torch.from_numpy(pairs.left), torch.from_numpy(pairs.right)
        ranges, buckets = torch.from_numpy(pairs.ranges), torch.from_numpy(pairs.buckets)
        pooled = self.dropout(range_max(tables, spots[:, 0], spots[:, 1]))
        around = [
            self.dropout(range_max(tables, ranges[:, n, 0], ranges[:, n, 1])) for n in range(3)
        ]
        x = (
            self.left(pooled)[left]
            + self.right(pooled)[right]
            + self.between(around[0])
            + self.before(around[1])
            + self.after(around[2])
            + self.kind_left(spots[left, 2])
            + self.kind_right(spots[right, 2])
            + self.distance(buckets[:, 0])
            + self.sentences(buckets[:, 1])
            + self.crowd(buckets[:, 2])
        )
        x = self.dropout(F.relu(x))
        x = self.dropout(F.relu(self.mix(x)))
        return self.relations(x), self.status(x)


class Network(nn.Module):
    """Encoder and heads."""

    def __init__(self, labels: Labels, config: dict[str, int], dropout: float = 0.1) -> None:
        super().__init__()
        width, depth = config["hidden_size"], config["num_hidden_layers"]
        self.words = nn.Embedding(config["vocab_size"], width)
        self.positions = nn.Embedding(config["max_position_embeddings"], width)
        self.segment = nn.Parameter(torch.zeros(width))
        self.shapes = nn.Embedding(len(SHAPES), width)
        nn.init.zeros_(self.shapes.weight)
        self.norm = nn.LayerNorm(width, EPS)
        inner = config["intermediate_size"]
        self.shared = nn.ModuleList(Layer(width, inner, dropout) for _ in range(depth - 1))
        self.mention_layer = Layer(width, inner, dropout)
        self.pair_layer = Layer(width, inner, dropout)
        self.kinds = nn.Embedding(2 * len(labels.entities), width)
        nn.init.normal_(self.kinds.weight, std=0.02)
        self.mention_head = nn.Linear(width, 2 * (1 + 2 * len(labels.entities)))
        self.pair_head = PairHead(labels, width)
        self.dropout = dropout

    def lower(self, ids: Tensor, shapes: Tensor) -> Tensor:
        """States under the last layers, (1, tokens, width)."""
        position = torch.arange(ids.shape[1])
        x = self.words(ids) + self.positions(position)[None] + self.segment + self.shapes(shapes)
        x = F.dropout(self.norm(x), self.dropout, self.training)
        for layer in self.shared:
            x = layer(x)
        return x

    def mentions(self, lower: Tensor) -> Tensor:
        """(tokens, 2, 1 + 2 × types): labels of named mentions, then of generic ones."""
        x = F.dropout(self.mention_layer(lower), self.dropout, self.training)
        return self.mention_head(x)[0].view(x.shape[1], 2, -1)

    def pair_states(self, lower: Tensor, marks: Tensor) -> Tensor:
        """(tokens, width); marks (tokens, kinds) says which mentions cover each token."""
        return self.pair_layer(lower + (marks @ self.kinds.weight)[None])[0]


def range_tables(rows: Tensor) -> list[Tensor]:
    """Maxima of 1, 2, 4, … rows from each row on."""
    tables, step = [rows], 1
    while 2 * step <= len(rows):
        tables.append(torch.maximum(tables[-1][:-step], tables[-1][step:]))
        step *= 2
    return tables


def range_max(tables: list[Tensor], start: Tensor, end: Tensor) -> Tensor:
    """Maximum over rows [start, end); zeros for empty ranges."""
    out = tables[0].new_zeros(len(start), tables[0].shape[1])
    length = end - start
    for level, table in enumerate(tables):
        step = 1 << level
        chosen = torch.nonzero((length >= step) & (length < 2 * step))[:, 0]
        if len(chosen):
            rows = torch.maximum(table[start[chosen]], table[end[chosen] - step])
            out = out.index_copy(0, chosen, rows.to(out.dtype))
    return out


_LAYER = {
    "attention.self.query": "query",
    "attention.self.key": "key",
    "attention.self.value": "value",
    "attention.output.dense": "out",
    "attention.output.LayerNorm": "norm1",
    "intermediate.dense": "up",
    "output.dense": "down",
    "output.LayerNorm": "norm2",
}


def pretrained(folder: Path, labels: Labels, dropout: float = 0.1) -> Network:
    """A network with the encoder of a BERT checkpoint (config.json, model.safetensors)."""
    config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
    weights = load_file(folder / "model.safetensors")
    network = Network(labels, config, dropout)
    state = network.state_dict()
    state["words.weight"] = weights["embeddings.word_embeddings.weight"]
    state["positions.weight"] = weights["embeddings.position_embeddings.weight"]
    state["segment"] = weights["embeddings.token_type_embeddings.weight"][0]
    for part in ("weight", "bias"):
        state[f"norm.{part}"] = weights[f"embeddings.LayerNorm.{part}"]
    depth = config["num_hidden_layers"]
    for n in range(depth):
        homes = [f"shared.{n}"] if n < depth - 1 else ["mention_layer", "pair_layer"]
        for theirs, ours in _LAYER.items():
            for part in ("weight", "bias"):
                for home in homes:
                    state[f"{home}.{ours}.{part}"] = weights[f"encoder.layer.{n}.{theirs}.{part}"]
    network.load_state_dict(state)
    return network
