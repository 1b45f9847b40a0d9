"""The review in the terminal: one statement at a time, one key a decision."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import ClassVar

from rich.text import Text
from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.suggester import SuggestFromList
from textual.widgets import Footer, Input, Static

from aigeo.cli.output import printable
from aigeo.errors import AigeoError
from aigeo.load.review.decide import decide
from aigeo.load.review.decision import ACCEPTED, REJECTED, UNREVIEWED, Correction, Decision
from aigeo.load.review.queue import Item
from aigeo.model.vocabulary import vocabulary
from aigeo.resolve import find
from aigeo.store import Store


class ReviewApp(App[None]):
    """Walks through statements; every decision is stored at once."""

    TITLE = "aigeo review"
    CSS = """
    #progress { color: $text-muted; padding: 0 1; }
    #fact { padding: 1 1; text-style: bold; }
    #passage { padding: 1 2; border: round $primary; }
    #told { color: $warning; padding: 0 1; }
    #asked { display: none; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("a", "accept", "Accept"),
        Binding("r", "reject", "Reject"),
        Binding("t", "ask('type')", "Correct type"),
        Binding("s", "ask('subject')", "Correct subject"),
        Binding("o", "ask('object')", "Correct object"),
        Binding("n", "skip", "Next"),
        Binding("u", "undo", "Undo"),
        Binding("q", "quit", "Quit"),
        Binding("escape", "stop_asking", "Cancel", show=False),
    ]

    def __init__(self, store: Store, items: Sequence[Item], by: str) -> None:
        super().__init__()
        self.items = list(items)
        self.at = 0
        self._store, self._by = store, by
        self._asked: str | None = None
        self._done: list[tuple[int, str]] = []

    def compose(self) -> ComposeResult:
        """Lay out the screen."""
        yield Static(id="progress")
        yield Static(id="fact")
        with VerticalScroll():
            yield Static(id="passage")
        yield Static(id="told")
        yield Input(id="asked")
        yield Footer()

    def on_mount(self) -> None:
        """Show the first statement."""
        self._show()

    def summary(self) -> str:
        """What was decided, in one line."""
        counts = Counter(verdict for _, verdict in self._done)
        told = ", ".join(f"{n} {verdict}" for verdict, n in sorted(counts.items()))
        return f"reviewed {len(self._done)} statements" + (f": {told}" if told else "")

    def action_accept(self) -> None:
        """Keep the statement."""
        self._decide(Decision(ACCEPTED, self._by), ACCEPTED)

    def action_reject(self) -> None:
        """Make the statement count for nothing."""
        self._decide(Decision(REJECTED, self._by), REJECTED)

    def action_skip(self) -> None:
        """Leave the statement as it is."""
        self._next()

    def action_undo(self) -> None:
        """Take the last decision back and show its statement again."""
        if not self._done:
            self._tell("nothing to undo")
            return
        self.at, _ = self._done.pop()
        decide(self._store, self.items[self.at].id, Decision(UNREVIEWED, self._by))
        self._show()

    def action_ask(self, part: str) -> None:
        """Ask for the right type, subject or object."""
        item = self._item()
        if item is None or (part != "type" and item.kind == "entity"):
            return
        self._asked = part
        box = self.query_one("#asked", Input)
        box.placeholder = {
            "type": "right type: " + ", ".join(self._types(item)),
            "subject": "right subject: name or id of an entity",
            "object": "right object: name or id of an entity",
        }[part]
        box.suggester = SuggestFromList(self._types(item)) if part == "type" else None
        box.value = ""
        box.styles.display = "block"
        box.focus()

    def action_stop_asking(self) -> None:
        """Close the question without an answer."""
        self._asked = None
        box = self.query_one("#asked", Input)
        box.styles.display = "none"
        self.set_focus(None)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Correct the statement by what was typed."""
        part, text = self._asked, event.value.strip()
        self.action_stop_asking()
        if part is None or not text:
            return
        try:
            value = text if part == "type" else find(self._store, text)
        except AigeoError as error:
            self._tell(f"{error}" + (f" ({error.hint})" if error.hint else ""))
            return
        self._decide(Decision(REJECTED, self._by, Correction(**{part: value})), "corrected")

    def _decide(self, decision: Decision, name: str) -> None:
        item = self._item()
        if item is None:
            return
        try:
            decide(self._store, item.id, decision)
        except AigeoError as error:
            self._tell(str(error))
            return
        self._done.append((self.at, name))
        self._next()

    def _next(self) -> None:
        if self.at < len(self.items):
            self.at += 1
        self._show()

    def _item(self) -> Item | None:
        return self.items[self.at] if self.at < len(self.items) else None

    def _types(self, item: Item) -> list[str]:
        """Types that the statement could have: for a relation, those that its ends admit."""
        words = vocabulary()
        if item.kind == "entity":
            return [n for n, t in words.entity_types.items() if not t.abstract]
        ends = item.subject_type, item.object_type or ""
        return [n for n in words.relation_types if all(ends) and words.relation(n).allows(*ends)]

    def _show(self) -> None:
        item = self._item()
        self._tell("")
        place = self.query_one("#progress", Static)
        fact, passage = self.query_one("#fact", Static), self.query_one("#passage", Static)
        if item is None:
            place.update(Text(self.summary()))
            fact.update(Text("All are seen. Press q to leave, u to undo the last decision."))
            passage.update(Text(""))
            return
        when = f", {item.published}" if item.published else ""
        place.update(Text(printable(
            f"{self.at + 1} of {len(self.items)}   confidence {item.confidence:.2f}   "
            f"{item.title}{when}"
        )))  # fmt: skip
        fact.update(_fact(item))
        passage.update(_passage(item))

    def _tell(self, text: str) -> None:
        self.query_one("#told", Static).update(Text(printable(text)))


def _fact(item: Item) -> Text:
    # Text objects, so that square brackets of a source are no markup.
    out = Text(printable(item.subject_name), style="bold cyan")
    out.append(f" ({item.subject_type})", style="dim")
    if item.kind == "entity":
        return Text.assemble(out, f"  is a {item.type}")
    out.append(f"  {item.type}  ", style="bold yellow")
    out.append(printable(item.object_name or ""), style="bold cyan")
    out.append(f" ({item.object_type})", style="dim")
    if item.details:
        out.append(f"\n{printable(item.details)}", style="not bold")
    return out


def _passage(item: Item) -> Text:
    return Text.assemble(
        printable(item.before),
        (printable(item.quote), "bold reverse"),
        printable(item.after),
    )
