"""Options of commands that answer questions: what-if, known-at, receipt; and how they print."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from aigeo.cli.deadline import timeout_option
from aigeo.cli.output import chosen, emit, emit_json, note, say

if TYPE_CHECKING:
    from aigeo.answers.asking import Answered
    from aigeo.answers.overlay import Overlay
    from aigeo.answers.questions import AnalysisQuestion, Question
    from aigeo.store import Store

Command = TypeVar("Command", bound=Callable[..., Any])
FILE = click.Path(path_type=Path, exists=True, dir_okay=False)
NEW_FILE = click.Path(path_type=Path, dir_okay=False, writable=True)

_OPTIONS = (
    click.option(
        "--receipt", type=NEW_FILE, metavar="FILE",
        help="Write what was asked of which data, and a hash of the answer; `aigeo verify` checks.",
    ),
    click.option(
        "--known-at", metavar="DATE",
        help="Ask the graph as it was known at the end of that day.",
    ),
    click.option(
        "--what-if", type=FILE, metavar="FILE",
        help="Suppose the facts of an overlay (YAML) added or removed; show what changes.",
    ),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Asking:
    """The options as given."""

    what_if: Path | None
    known_at: str | None
    receipt: Path | None

    @property
    def is_plain(self) -> bool:
        """Whether none of the options is given."""
        return self == Asking(None, None, None)

    def answer(self, store: Store, question: Question) -> Answered:
        """Answer the question under the options, and write the receipt if one is wanted."""
        from aigeo.answers.asking import answer
        from aigeo.answers.overlay import read_overlay

        overlay = None if self.what_if is None else read_overlay(self.what_if)
        day = None if self.known_at is None else self._day(self.known_at)
        answered = answer(store, question, overlay=overlay, known_at=day)
        self._write(store, question, answered, overlay, day)
        return answered

    def document(self, store: Store, question: AnalysisQuestion) -> Any:
        """Give the whole answer of an analysis, as it was known if so asked, with its receipt."""
        from aigeo.answers.asking import Answered
        from aigeo.answers.known import as_known

        day = None if self.known_at is None else self._day(self.known_at)
        if day is None:
            document = question.document(store)
        else:
            document = as_known(store, day, question.document)
        rows = question.rows(document)
        if self.receipt is not None:
            self._write(store, question, Answered(rows, rows), None, day)
        return document

    def _write(
        self,
        store: Store,
        question: Question,
        answered: Answered,
        overlay: Overlay | None,
        day: str | None,
    ) -> None:
        from aigeo.answers.receipt import receipt, write_receipt

        if self.receipt is None:
            return
        made = receipt(store, question, answered, overlay=overlay, known_at=day)
        write_receipt(self.receipt, made)
        note(f"receipt of {len(answered.rows)} rows: {self.receipt}")

    def _day(self, given: str) -> str:
        from aigeo.queries.saved import Parameter
        from aigeo.queries.values import checked

        day = str(checked(Parameter("--known-at", "date", "the day", required=False), given))
        if day > date.today().isoformat():
            note(f"{day} is in the future: nothing more is known then than today")
        return day


def asking_options(command: Command) -> Command:
    """Add `--what-if`, `--known-at` and `--receipt`, of which the command makes an `Asking`.

    `--timeout` comes with them and needs nothing of the command.
    """
    for option in (timeout_option, *_OPTIONS):
        command = option(command)
    return command


def emit_analysis(
    answered: Answered,
    format: str,
    shown: Callable[[dict[str, Any]], dict[str, Any]] | None = None,
) -> None:
    """Print what an overlay changed in an analysis; tables show rows as `shown` gives them."""
    if chosen(format) == "json":
        emit_difference(answered, "json")
    else:
        form = "csv" if format == "csv" else "table"
        emit_difference(_with_rows(answered, shown or _flat), form)


def _flat(row: dict[str, Any]) -> dict[str, Any]:
    """Leave out what a table cannot show: maps, and lists of maps such as hops."""
    return {
        key: value
        for key, value in row.items()
        if not isinstance(value, dict)
        and not (isinstance(value, list) and any(isinstance(item, dict) for item in value))
    }


def _with_rows(answered: Answered, shown: Callable[[dict[str, Any]], dict[str, Any]]) -> Answered:
    from aigeo.answers.difference import Changed

    found = answered.difference
    if found is None:
        return answered
    return replace(
        answered,
        difference=replace(
            found,
            added=[shown(row) for row in found.added],
            removed=[shown(row) for row in found.removed],
            changed=[Changed(shown(c.before), shown(c.after), c.columns) for c in found.changed],
        ),
    )


def emit_difference(answered: Answered, format: str, columns: Sequence[str] | None = None) -> None:
    """Print what an overlay changed: JSON as one object, else one row a change."""
    if answered.difference is None or answered.facts is None:
        raise AssertionError("only an answer under an overlay has a difference")
    form = chosen(format)
    if form == "json":
        emit_json(answered.to_dict())
        return
    facts = answered.facts
    note(
        f"supposed: {len(facts.added)} facts added, {len(facts.replaced)} replaced, "
        f"{len(facts.removed)} removed; {answered.difference.unchanged} rows stay as they are"
    )
    rows = answered.difference.rows()
    if not rows and form == "table":
        say("nothing changes")
        return
    emit(rows, form, None if columns is None else ["change", *columns])
