"""The model at run time: int8 encoder in ONNX, pair head in numpy."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

import numpy as np
import numpy.typing as npt
import onnxruntime

from aigeo.articles.learnt.decode import decode
from aigeo.articles.learnt.labels import Labels
from aigeo.articles.learnt.pairhead import PairHead
from aigeo.articles.learnt.pairs import Spot, make_pairs
from aigeo.articles.learnt.relate import best_relations
from aigeo.articles.learnt.tokens import TextTokenizer, Tokens, Window, model_input, windows
from aigeo.articles.learnt.types import EntityCluster, LearntPrediction, RelationPrediction
from aigeo.articles.text import split_sentences
from aigeo.errors import AigeoError

Floats = npt.NDArray[np.float32]
Ranges = Sequence[tuple[int, int]]
FILES = ("encoder.onnx", "pairs.onnx", "head.npz", "tokenizer.json", "labels.json")
_KEPT = 2
"""Encoded texts kept, so that `relate` after `predict` reads the text once."""


class ModelError(AigeoError):
    """The model's files are missing or do not fit."""


@dataclass(frozen=True, slots=True)
class _Encoded:
    tokens: Tokens
    breaks: list[int]
    windows: list[Window]
    lower: list[npt.NDArray[np.float16]]
    """Half precision: a report of hundreds of pages must fit."""
    logits: Floats


class LearntModel:
    """Mentions and relations of a text. Not safe for use by several threads at once."""

    def __init__(self, folder: Path, threads: int = 1) -> None:
        missing = [name for name in FILES if not (folder / name).is_file()]
        if missing:
            raise ModelError(
                f"{folder}: the model lacks {', '.join(missing)}",
                hint="install aigeo again, or build the model as training/README.md says",
            )
        self.labels = Labels.read(folder / "labels.json")
        self._tokenizer = TextTokenizer(folder / "tokenizer.json")
        self._encoder = _session(folder / "encoder.onnx", threads)
        self._pair_encoder = _session(folder / "pairs.onnx", threads)
        self._head = PairHead(folder / "head.npz")
        self._cache: OrderedDict[tuple[str, tuple[tuple[int, int], ...]], _Encoded] = OrderedDict()

    @classmethod
    def load(cls, path: Path | None = None, *, threads: int = 1) -> Self:
        """The shipped model, or the one in a folder; ModelError where files are missing."""
        return cls(Path(__file__).parent / "model" if path is None else Path(path), threads)

    def predict(
        self, text: str, *, sentences: Ranges | None = None, bias: float = 0.0
    ) -> LearntPrediction:
        """Mentions of a text. A higher `bias` gives more mentions, with lower scores."""
        encoded = self._encode(text, _sentences(text, sentences))
        if not len(encoded.tokens):
            return LearntPrediction()
        return LearntPrediction(
            decode(text, encoded.logits, encoded.tokens, encoded.breaks, self.labels, bias)
        )

    def relate(
        self,
        text: str,
        entities: Sequence[EntityCluster],
        sentences: Ranges | None = None,
        *,
        threshold: float | None = None,
    ) -> list[RelationPrediction]:
        """Relations between the given entities, surest first.

        Only what the schema's signatures admit, between mentions at most two sentences apart.
        `threshold` replaces the model's own threshold of every type.
        """
        bounds = _sentences(text, sentences)
        encoded = self._encode(text, bounds)
        spots, spans = self._spots(encoded.tokens, entities, bounds)
        pairs = make_pairs(spots, len(encoded.tokens))
        if not len(pairs):
            return []
        scores, status = self._head(self._pair_states(encoded, spots), spots, pairs)
        return best_relations(
            text, self.labels, entities, spots, spans, pairs, scores, status, bounds, threshold
        )

    def _encode(self, text: str, sentences: Ranges) -> _Encoded:
        key = (text, tuple(sentences))
        found = self._cache.get(key)
        if found is None:
            found = self._encode_new(text, sentences)
            self._cache[key] = found
            if len(self._cache) > _KEPT:
                self._cache.popitem(last=False)
        return found

    def _encode_new(self, text: str, sentences: Ranges) -> _Encoded:
        tokens = self._tokenizer(text)
        breaks = np.searchsorted(tokens.starts, [s for s, _ in sentences]).tolist()
        parts = list(windows(tokens, breaks))
        lower: list[npt.NDArray[np.float16]] = []
        logits: list[Floats] = []
        for window in parts:
            ids, shapes = model_input(self._tokenizer, tokens, window)
            state, label = self._encoder.run(None, {"ids": ids, "shapes": shapes})
            lower.append(state.astype(np.float16))
            logits.append(label[_inside(window)])
        width = 1 + 2 * len(self.labels.entities)
        joined = np.concatenate(logits) if logits else np.zeros((0, 2, width), dtype=np.float32)
        return _Encoded(tokens, breaks, parts, lower, joined)

    def _pair_states(self, encoded: _Encoded, spots: Sequence[Spot]) -> Floats:
        marks = np.zeros((len(encoded.tokens) + 2, 2 * len(self.labels.entities)), dtype=np.float32)
        for spot in spots:
            marks[spot.first + 1 : spot.last + 1, spot.kind] = 1.0
        width = encoded.lower[0].shape[-1]
        out = np.empty((len(encoded.tokens), width), dtype=np.float32)
        for window, lower in zip(encoded.windows, encoded.lower, strict=True):
            own = marks[window.start : window.end + 2].copy()
            own[0] = own[-1] = 0.0
            feed = {"lower": lower.astype(np.float32), "marks": own}
            (states,) = self._pair_encoder.run(None, feed)
            out[window.keep_start : window.keep_end] = states[_inside(window)]
        return out

    def _spots(
        self, tokens: Tokens, entities: Sequence[EntityCluster], sentences: Ranges
    ) -> tuple[list[Spot], list[tuple[int, int]]]:
        starts = [s for s, _ in sentences]
        found: list[tuple[Spot, tuple[int, int]]] = []
        for index, entity in enumerate(entities):
            kind = self.labels.entity_index.get(entity.type)
            if kind is None:
                raise ModelError(
                    f"entity type {entity.type!r} is not one the model knows",
                    hint="one of: " + ", ".join(self.labels.entities),
                )
            kind += len(self.labels.entities) * entity.generic
            for start, end in entity.spans:
                span = tokens.span(start, end)
                if span is not None:
                    sentence = max(0, int(np.searchsorted(starts, start, side="right")) - 1)
                    found.append((Spot(index, span[0], span[1], sentence, kind), (start, end)))
        found.sort(key=lambda pair: (pair[0].first, -pair[0].last, pair[0].entity))
        return [s for s, _ in found], [c for _, c in found]


def _inside(window: Window) -> slice:
    return slice(window.keep_start - window.start + 1, window.keep_end - window.start + 1)


def _sentences(text: str, given: Ranges | None) -> Ranges:
    if given is not None:
        return given
    return [(s.start, s.end) for s in split_sentences(text)]


def _session(path: Path, threads: int) -> Any:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(
        str(path), sess_options=options, providers=["CPUExecutionProvider"]
    )
