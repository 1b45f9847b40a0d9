"""Candidate pairs on a terminal: two columns, one key a decision."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from typing import TYPE_CHECKING

import click

from aigeo.cli.output import note, printable, say
from aigeo.errors import AigeoError
from aigeo.resolve.review import Pair, differing, open_pairs, side

if TYPE_CHECKING:
    from aigeo.store import Store

KEYS = {"s": "same", "d": "different", "u": "unsure"}
_HELP = "[s]ame  [d]ifferent  [u]nsure  s[k]ip  [b]ack  [q]uit"


def review(store: Store, by: str, limit: int, read_key: Callable[[], str] = click.getchar) -> int:
    """Ask for a decision on each open pair until `q` or the end; give how many were made.

    `b` takes the last decision back and shows its pair again.
    """
    from aigeo.load import judging

    pairs = open_pairs(store, limit)
    if not pairs:
        say("no candidate pair is open")
        return 0
    at, made = 0, list[tuple[int, str]]()
    while at < len(pairs):
        pair = pairs[at]
        if not _there(store, pair):
            at += 1  # an earlier decision has joined or removed one of the two
            continue
        _show(store, pair, at + 1, len(pairs))
        key = _asked(read_key)
        if key == "q":
            break
        if key == "b":
            if made:
                at, change = made.pop()
                judging.undo(store, change, by=by)
            continue
        if key != "k":
            try:
                made.append((at, _decide(store, pair, KEYS[key], by)))
            except AigeoError as error:
                note(f"error: {error}")
        at += 1
    say(f"{len(made)} decisions")
    return len(made)


def _decide(store: Store, pair: Pair, verdict: str, by: str) -> str:
    from aigeo.load import judging
    from aigeo.resolve.judgements import Judgement, checked, now

    judgement = checked(Judgement(pair.left, pair.right, verdict, by, now(), "review"))
    return judging.judge(store, [judgement], action="review", reason=verdict).id


def _asked(read_key: Callable[[], str]) -> str:
    say(_HELP)
    while True:
        try:
            key = read_key().lower()
        except (EOFError, KeyboardInterrupt):
            return "q"
        if key in KEYS or key in "kbq":
            return key or "q"


def _there(store: Store, pair: Pair) -> bool:
    rows = store.read(
        "UNWIND $ids AS id MATCH (e:Entity {id: id}) RETURN id", {"ids": [pair.left, pair.right]}
    )
    return len(rows) == 2


def _show(store: Store, pair: Pair, number: int, total: int) -> None:
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    (left, left_facts), (right, right_facts) = side(store, pair.left), side(store, pair.right)
    table = Table(box=box.SIMPLE_HEAD, title_justify="left", expand=False, title=Text(
        f"{number} of {total}: {pair.reason}, {pair.score:.0%} likely one, "
        f"touches {pair.paths} influence paths and {pair.touched} facts"
    ))  # fmt: skip
    for heading in ("", "left", "right"):
        table.add_column(Text(heading), overflow="fold")
    for field, a, b, contradicts in differing(left, right):
        style = "bold red" if contradicts else ""
        mark = "≠ " if contradicts else "  "
        table.add_row(
            Text(mark + field.replace("_", " ")),
            Text(printable(a), style=style), Text(printable(b), style=style),
        )  # fmt: skip
    facts = [Text("\n".join(printable(f) for f in side)) for side in (left_facts, right_facts)]
    table.add_row(Text("  facts"), *facts)
    Console(width=max(60, shutil.get_terminal_size().columns), highlight=False).print(table)
