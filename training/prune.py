"""Fewer word embeddings: the model must stay under 25 MB, and half of that is its vocabulary."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import torch
from torch import nn

from aigeo.articles.learnt.tokens import TextTokenizer
from training.network import Network

_LAST_LATIN = 0x24F
FREQUENT = 27_000
"""Pieces before this number are kept; the encoder's vocabulary goes by falling frequency."""


def kept_pieces(tokenizer: Path, texts: Iterable[str]) -> list[str]:
    """Pieces to keep, in their order: marks, and Latin ones that are frequent or in the texts.

    The model reads English; Chinese characters become unknown tokens. A word whose piece is
    dropped is spelt with smaller ones.
    """
    vocabulary: dict[str, int] = json.loads(tokenizer.read_text(encoding="utf-8"))["model"]["vocab"]
    encode = TextTokenizer(tokenizer)
    seen = {int(i) for text in texts for i in encode(text).ids}
    return [
        piece
        for piece, number in sorted(vocabulary.items(), key=lambda item: item[1])
        if not piece.startswith("[unused")
        and _latin(piece)
        and (number < FREQUENT or number in seen or len(piece.removeprefix("##")) == 1)
    ]


def _latin(piece: str) -> bool:
    return all(ord(c) <= _LAST_LATIN or unicodedata.category(c)[0] in "PS" for c in piece)


def prune(network: Network, tokenizer: Path, pieces: list[str]) -> dict[str, Any]:
    """Keep only these rows of the word embeddings; gives the tokenizer file that fits them."""
    data: dict[str, Any] = json.loads(tokenizer.read_text(encoding="utf-8"))
    old: dict[str, int] = data["model"]["vocab"]
    rows = network.words.weight.detach()[torch.tensor([old[p] for p in pieces])]
    network.words = nn.Embedding.from_pretrained(rows)
    new = {piece: number for number, piece in enumerate(pieces)}
    data["model"]["vocab"] = new
    for token in data["added_tokens"]:
        token["id"] = new[token["content"]]
    # Marks are added by the caller; a template would name the old numbers.
    data["post_processor"] = None
    return data
