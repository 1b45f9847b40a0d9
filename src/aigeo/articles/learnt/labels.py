"""Label sets of the model, kept in `labels.json` beside it."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import Any, Self

import numpy as np
import numpy.typing as npt

STATUSES = ("stated", "planned", "alleged", "ended")
SHAPES = ("none", "lower", "title", "upper", "mixed", "digit", "mark", "other")
"""Classes of how a word is written; the encoder's own vocabulary is lower-cased."""


@dataclass(frozen=True)
class Labels:
    """Entity and relation types in the order of the model's outputs, and what may stand between.

    `signature[relation][subject type][object type]` says what the schema admits;
    `thresholds` are the scores from which a relation type is proposed; `*` is for all others.
    `calibration` is the slope and offset that turn scores into shares of right relations.
    """

    entities: tuple[str, ...]
    relations: tuple[str, ...]
    signature: npt.NDArray[np.bool_] = field(repr=False)
    thresholds: Mapping[str, float] = field(default_factory=dict)
    calibration: tuple[float, float] = (1.0, 0.0)
    version: str = "1"

    @cached_property
    def entity_index(self) -> dict[str, int]:
        """Number of each entity type."""
        return {name: n for n, name in enumerate(self.entities)}

    @cached_property
    def relation_index(self) -> dict[str, int]:
        """Number of each relation type."""
        return {name: n for n, name in enumerate(self.relations)}

    def with_thresholds(
        self, thresholds: Mapping[str, float], calibration: tuple[float, float]
    ) -> Self:
        """The same labels with other thresholds and another calibration."""
        return replace(self, thresholds=dict(thresholds), calibration=calibration)

    def calibrated(self, probability: float) -> float:
        """The share of such relations that is right (Platt 1999: a line on the log-odds)."""
        inside = min(max(probability, 1e-6), 1 - 1e-6)
        slope, offset = self.calibration
        return 1.0 / (1.0 + math.exp(-(slope * math.log(inside / (1.0 - inside)) + offset)))

    def to_json(self) -> dict[str, Any]:
        """Plain values for `labels.json`."""
        return {
            "version": self.version,
            "entities": list(self.entities),
            "relations": list(self.relations),
            "signature": self.signature.astype(int).tolist(),
            "thresholds": dict(self.thresholds),
            "calibration": list(self.calibration),
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Labels:
        """Labels from the values that `to_json` gave."""
        return cls(
            entities=tuple(data["entities"]),
            relations=tuple(data["relations"]),
            signature=np.array(data["signature"], dtype=bool),
            thresholds=dict(data.get("thresholds", {})),
            calibration=tuple(data.get("calibration", (1.0, 0.0))),
            version=str(data.get("version", "1")),
        )

    @classmethod
    def read(cls, path: Path) -> Labels:
        """Labels of the model in this file."""
        return cls.from_json(json.loads(path.read_text(encoding="utf-8")))
