"""Questions that can be asked again: a saved query, a Cypher statement, influence paths.

A question knows all that its answer depends on beside the graph, so that a receipt can hold it and
another process can ask it anew.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Protocol

from aigeo.answers.difference import key_of_columns
from aigeo.errors import InputError, UsageError
from aigeo.influence import Filters, StoredFacts, paths
from aigeo.influence.chokepoints import chokepoints, stopping_countries
from aigeo.influence.ownership import ownership
from aigeo.influence.paths import DIVERSITY
from aigeo.influence.plugins import load_score
from aigeo.influence.reach import reach
from aigeo.influence.source import FactSource
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
        about = " to ".join(words)
        return f"{self.kind}: {about}" if about else self.kind

    @property
    def text(self) -> str:
        """The name of the analysis."""
        return f"aigeo.influence.{self.kind}"

    def ask(self, store: Store) -> list[Row]:
        """Give the rows of the answer."""
        return ANALYSES[self.kind].ask(StoredFacts(store), self.parameters)

    def about(self, row: Row) -> Any:
        """Give what the analysis says a row is about."""
        return ANALYSES[self.kind].about(row)


@dataclass(frozen=True, slots=True)
class Analysis:
    """How an analysis is asked with plain parameters, and what its rows are about."""

    ends: tuple[str, ...]
    ask: Callable[[FactSource, Parameters], list[Row]]
    about: Callable[[Row], Any]


def analysis(kind: str, parameters: Parameters, filters: Filters) -> AnalysisQuestion:
    """Give an analysis with its filters among its plain parameters."""
    given = {k: list(v) if isinstance(v, tuple) else v for k, v in asdict(filters).items()}
    return AnalysisQuestion(kind, {**parameters, "filters": given})


def _plug_in(name: str) -> str:
    """Refuse to import a module because a receipt, perhaps a stranger's, names it."""
    if ":" in name:
        raise UsageError(
            f"the score {name!r} is a function in a module; such an answer has no receipt",
            hint="install it as a plug-in and give the plug-in's name",
        )
    return name


def _filters(parameters: Parameters) -> Filters:
    given: dict[str, Any] = {
        key: tuple(value) if isinstance(value, list) else value
        for key, value in parameters["filters"].items()
    }
    return Filters(**given)


def _ask_paths(facts: FactSource, p: Parameters) -> list[Row]:
    weigh = load_score(_plug_in(p.get("score", "default")))
    found = paths(
        facts, p["source"], p["target"], _filters(p), p["top"], weigh, p.get("diversity", DIVERSITY)
    )
    return found.paths


def _ask_reach(facts: FactSource, p: Parameters) -> list[Row]:
    weigh = load_score(_plug_in(p.get("score", "default")))
    return reach(facts, p["entity"], _filters(p), p["direction"], p["sign"], p["top"], weigh)


def _ask_ownership(facts: FactSource, p: Parameters) -> list[Row]:
    found = ownership(facts, p["entity"], p["rule"], _filters(p), p["top"])
    verdict = {"part": "verdict", **{k: found[k] for k in ("blocked", "because")}}
    return [verdict, *({"part": "owner", **owner} for owner in found["owners"])]


def _ask_chokepoints(facts: FactSource, p: Parameters) -> list[Row]:
    found = chokepoints(facts, p["entity"], _filters(p), p["top"], p["substitute"])
    cuts = [{"part": "cut", "id": level, **cut} for level, cut in found["cuts"].items()]
    return [*({"part": "bottleneck", **row} for row in found["bottlenecks"]), *cuts]


def _ask_stopping(facts: FactSource, p: Parameters) -> list[Row]:
    return list(stopping_countries(facts, _filters(p), p["threshold"], p["top"])["countries"])


ANALYSES: dict[str, Analysis] = {
    "paths": Analysis(
        ("source", "target"), _ask_paths, lambda row: tuple(h["fact"] for h in row["hops"])
    ),
    "reach": Analysis(("entity",), _ask_reach, lambda row: row["id"]),
    "ownership": Analysis(("entity",), _ask_ownership, lambda row: (row["part"], row.get("id"))),
    "chokepoints": Analysis(("entity",), _ask_chokepoints, lambda row: (row["part"], row["id"])),
    "stopping_countries": Analysis((), _ask_stopping, lambda row: row["id"]),
}
"""Analyses that can be asked again; one more is a line here."""


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
    return AnalysisQuestion(kind, parameters)
