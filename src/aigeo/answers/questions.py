"""Questions that can be asked again: a saved query, a Cypher statement, influence paths.

A question knows all that its answer depends on beside the graph, so that a receipt can hold it and
another process can ask it anew.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Protocol

from aigeo.answers.analyses import ANALYSES, DEFAULT
from aigeo.answers.difference import key_of_columns
from aigeo.errors import InputError
from aigeo.influence import Filters, StoredFacts
from aigeo.queries import SavedQuery, parse, run
from aigeo.queries.runner import bind
from aigeo.store import Store
from aigeo.store.readonly import run_read_only

Row = dict[str, Any]
Parameters = dict[str, Any]


class Question(Protocol):
    """What is asked; `text` with `parameters` says it wholly and is what a receipt keeps."""

    @property
    def kind(self) -> str:
        """`query`, `cypher` or the name of an analysis."""

    @property
    def name(self) -> str:
        """Name for people."""

    @property
    def text(self) -> str:
        """The query's own text; for an analysis, its name."""

    @property
    def parameters(self) -> Parameters:
        """All parameters with their values, entities as canonical ids."""

    def ask(self, store: Store) -> list[Row]:
        """Give the rows of the answer."""

    def about(self, row: Row) -> Any:
        """Give what a row is about, by which two answers are compared; unique to it if unknown."""


@dataclass(frozen=True, slots=True)
class SavedQuestion:
    """A saved query with bound parameters."""

    query: SavedQuery
    parameters: Parameters
    source: str

    @classmethod
    def of(cls, store: Store, query: SavedQuery, given: Mapping[str, Any]) -> SavedQuestion:
        """Check and bind the parameters. Raises UsageError, NotFoundError, AmbiguousNameError."""
        text = query.path.read_text(encoding="utf-8")
        return cls(query, bind(store, query, given), text)

    @property
    def kind(self) -> str:
        """A saved query."""
        return "query"

    @property
    def name(self) -> str:
        """The name of the query."""
        return self.query.name

    @property
    def text(self) -> str:
        """The whole file, header included."""
        return self.source

    def ask(self, store: Store) -> list[Row]:
        """Give the rows, with the columns of the header."""
        return run(store, self.query, self.parameters)

    def about(self, row: Row) -> Any:
        """Give the values of the columns that hold ids."""
        key = key_of_columns(dict(self.query.columns))
        return key(row) if key is not None else id(row)


@dataclass(frozen=True, slots=True)
class CypherQuestion:
    """A caller's own reading statement."""

    text: str
    parameters: Parameters

    @property
    def kind(self) -> str:
        """A statement in Cypher."""
        return "cypher"

    @property
    def name(self) -> str:
        """The first line of the statement."""
        return self.text.strip().splitlines()[0][:80] if self.text.strip() else ""

    def ask(self, store: Store) -> list[Row]:
        """Give the rows."""
        return list(run_read_only(store, self.text, self.parameters))

    def about(self, row: Row) -> Any:
        """Nothing is known of what the columns mean, so that no row is a change of another."""
        return id(row)


@dataclass(frozen=True, slots=True)
class AnalysisQuestion:
    """An analysis of `aigeo.influence`: one of ANALYSES with its parameters."""

    kind: str
    parameters: Parameters

    @property
    def name(self) -> str:
        """The analysis and whom it is about."""
        ends = (self.parameters[key] for key in ANALYSES[self.kind].ends)
        words = (", ".join(end) if isinstance(end, list) else str(end) for end in ends)
        return f"{self.kind}: {' to '.join(words)}".removesuffix(": ")

    @property
    def text(self) -> str:
        """The name of the analysis."""
        return f"aigeo.influence.{self.kind}"

    def document(self, store: Store) -> Any:
        """Give the whole answer as the analysis gives it."""
        return ANALYSES[self.kind].answer(StoredFacts(store), self.parameters)

    def rows(self, document: Any) -> list[Row]:
        """Give the rows of an answer, by which answers are compared and receipted."""
        return ANALYSES[self.kind].rows(document)

    def ask(self, store: Store) -> list[Row]:
        """Give the rows of the answer."""
        return self.rows(self.document(store))

    def about(self, row: Row) -> Any:
        """Give what the analysis says a row is about."""
        return ANALYSES[self.kind].about(row)


def analysis(kind: str, parameters: Parameters, filters: Filters) -> AnalysisQuestion:
    """Give an analysis with its filters among its plain parameters."""
    given = {k: list(v) if isinstance(v, tuple) else v for k, v in asdict(filters).items()}
    return AnalysisQuestion(kind, {**parameters, "filters": given})


def _saved(text: str, name: str, parameters: Parameters) -> SavedQuestion:
    return SavedQuestion(parse(text, Path(f"{name}.cypher")), parameters, text)


def question_of(kind: str, name: str, text: str, parameters: Parameters) -> Question:
    """Give the question that a receipt holds. Raises InputError when it is none that is known."""
    if kind == "query":
        return _saved(text, name, parameters)
    if kind == "cypher":
        return CypherQuestion(text, parameters)
    if kind not in ANALYSES:
        known = ", ".join(("query", "cypher", *ANALYSES))
        raise InputError(f"unknown kind of question {kind!r}", hint=f"known: {known}")
    if ":" in str(parameters.get("score", DEFAULT)):
        # A receipt, perhaps a stranger's, must not name a module to import.
        raise InputError(
            f"the score {parameters['score']!r} is a function in a module, not a plug-in",
            hint="such an answer cannot be verified; install the score as a plug-in",
        )
    return AnalysisQuestion(kind, parameters)
