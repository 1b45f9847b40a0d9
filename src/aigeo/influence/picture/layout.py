"""Where the entities and facts of some paths stand in a picture: in columns from left to right."""

from __future__ import annotations

import textwrap
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

BOX_WIDTH = 150
LINE_HEIGHT = 15
PADDING = 8
COLUMN_GAP = 130
ROW_GAP = 26
MARGIN = 24
TITLE_SPACE = 34
NAME_WIDTH = 20
MOST_LINES = 3
SWEEPS = 4


@dataclass(slots=True)
class Box:
    """An entity: its name in lines, and its middle and size in pixels.

    Without lines it keeps a column free for a fact that passes by.
    """

    id: str
    lines: list[str]
    column: int
    x: float = 0.0
    y: float = 0.0
    height: float = 0.0


@dataclass(slots=True)
class Arrow:
    """A fact between two boxes, with the numbers (from 1) of the paths that take it."""

    hop: Mapping[str, Any]
    start: Box
    end: Box
    paths: list[int]
    bend: float = 0.0
    via: list[Box] = field(default_factory=list)


@dataclass(slots=True)
class Layout:
    """All boxes and arrows of a picture, and its size in pixels."""

    title: str
    boxes: list[Box]
    arrows: list[Arrow]
    width: float
    height: float


def laid_out(paths: Sequence[Mapping[str, Any]], title: str) -> Layout:
    """Place the entities of paths (as `paths` answers) in columns by their place on the paths.

    An entity stands as far right as any path has it; within a column entities are ordered by the
    mean height of their neighbours, in a few sweeps (Sugiyama, Tagawa and Toda, 1981).
    """
    column: dict[str, int] = {}
    names: dict[str, str] = {}
    arrows: dict[str, Arrow] = {}
    boxes: dict[str, Box] = {}
    last = max((len(path["hops"]) for path in paths), default=0)
    for path in paths:
        for n, hop in enumerate(path["hops"]):
            end = last if n == len(path["hops"]) - 1 else n + 1
            for entity, name, place in (
                (hop["from"], hop["from_name"], n), (hop["to"], hop["to_name"], end)
            ):  # fmt: skip
                names[entity] = name
                column[entity] = max(column.get(entity, 0), place)
    for entity, name in names.items():
        lines = textwrap.wrap(name, NAME_WIDTH) or [entity]
        if len(lines) > MOST_LINES:
            lines = [*lines[: MOST_LINES - 1], lines[MOST_LINES - 1][: NAME_WIDTH - 1] + "…"]
        box = Box(entity, lines, column[entity])
        box.height = len(lines) * LINE_HEIGHT + 2 * PADDING
        boxes[entity] = box
    for number, path in enumerate(paths, 1):
        for hop in path["hops"]:
            known = arrows.get(hop["fact"])
            if known is None:
                arrows[hop["fact"]] = Arrow(hop, boxes[hop["from"]], boxes[hop["to"]], [number])
            else:
                known.paths.append(number)
    _bend(list(arrows.values()))
    _detour(list(arrows.values()))
    width, height = _place(list(boxes.values()), list(arrows.values()))
    return Layout(title, list(boxes.values()), list(arrows.values()), width, height)


def _bend(arrows: list[Arrow]) -> None:
    """Draw facts between the same two entities apart."""
    together: dict[frozenset[str], list[Arrow]] = defaultdict(list)
    for arrow in arrows:
        together[frozenset((arrow.start.id, arrow.end.id))].append(arrow)
    for tied in together.values():
        for n, arrow in enumerate(tied):
            arrow.bend = 34.0 * (n - (len(tied) - 1) / 2)


def _detour(arrows: list[Arrow]) -> None:
    """Keep a place free in each column that a fact passes."""
    for arrow in arrows:
        here, there = arrow.start.column, arrow.end.column
        step = 1 if there > here else -1
        for column in range(here + step, there, step):
            arrow.via.append(Box(f"{arrow.hop['fact']} {column}", [], column, height=LINE_HEIGHT))


def _place(boxes: list[Box], arrows: list[Arrow]) -> tuple[float, float]:
    columns: dict[int, list[Box]] = defaultdict(list)
    boxes = [*boxes, *(box for arrow in arrows for box in arrow.via)]
    for box in boxes:
        columns[box.column].append(box)
    beside: dict[str, list[Box]] = defaultdict(list)
    for arrow in arrows:
        for one, other in pairwise([arrow.start, *arrow.via, arrow.end]):
            beside[one.id].append(other)
            beside[other.id].append(one)
    heights = {
        n: sum(box.height + ROW_GAP for box in column) - ROW_GAP for n, column in columns.items()
    }
    tallest = max(heights.values(), default=0.0)
    _stack(columns, heights, tallest)
    for _ in range(SWEEPS):
        for _, column in sorted(columns.items()):
            column.sort(
                key=lambda box: (
                    sum(b.y for b in beside[box.id]) / max(1, len(beside[box.id])), box.id,
                )
            )  # fmt: skip
            _stack(columns, heights, tallest)
    wide = max(columns, default=0)
    for box in boxes:
        box.x = MARGIN + BOX_WIDTH / 2 + box.column * (BOX_WIDTH + COLUMN_GAP)
    width = 2 * MARGIN + (wide + 1) * BOX_WIDTH + wide * COLUMN_GAP
    return max(width, 360.0), tallest + 2 * MARGIN + TITLE_SPACE


def _stack(columns: dict[int, list[Box]], heights: dict[int, float], tallest: float) -> None:
    for n, column in columns.items():
        top = MARGIN + TITLE_SPACE + (tallest - heights[n]) / 2
        for box in column:
            box.y = top + box.height / 2
            top += box.height + ROW_GAP
