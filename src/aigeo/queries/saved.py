"""What a saved query is: its title, question, parameters, columns and Cypher."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, get_args

ParameterType = Literal["entity", "string", "integer", "float", "boolean", "date", "strings"]
PARAMETER_TYPES: tuple[str, ...] = get_args(ParameterType)


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter of a saved query.

    `entity` takes an id or any name and gives the query the canonical id; `date` is a full ISO
    date; `strings` a list. `minimum` and `maximum` bound numbers (both included), `choices` the
    words of a string or of each of several. Without `required`, `default` (None allowed) is used.
    """

    name: str
    type: ParameterType
    description: str
    required: bool
    default: Any = None
    example: Any = None
    minimum: float | None = None
    maximum: float | None = None
    choices: tuple[str, ...] = ()


AS_OF = Parameter(
    name="as_of",
    type="date",
    description="the day on which the facts must hold; today unless given",
    required=False,
)
"""Taken by every saved query without being declared."""


@dataclass(frozen=True, slots=True)
class SavedQuery:
    """A question with its Cypher; `columns` gives the meaning of each, in the order returned.

    `edges` tells which facts a row holds for a picture: (column of the subject, relation type or
    the column that has it, column of the object), in the order of the row's quotes. An entity that
    every row is about has no column; its parameter stands for it.
    """

    name: str
    title: str
    question: str
    parameters: tuple[Parameter, ...]
    columns: Mapping[str, str]
    example: Mapping[str, Any]
    cypher: str
    path: Path
    edges: tuple[tuple[str, str, str], ...] = ()

    def parameter(self, name: str) -> Parameter | None:
        """Give a declared parameter or `as_of`; None when the query does not take it."""
        return next((p for p in (*self.parameters, AS_OF) if p.name == name), None)
