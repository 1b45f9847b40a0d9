"""The line that an arrow takes between two boxes."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from aigeo.influence.picture.layout import BOX_WIDTH, Arrow

COLOURS = {-1: "#b3261e", 0: "#5f6368", 1: "#1b6e3c"}
"""Constrains, has a say, enables; told apart by the dashes too."""
DASHES = {-1: (7.0, 4.0), 0: (2.0, 4.0), 1: ()}
WORDS = {-1: "constrains", 0: "has a say", 1: "enables"}
HEAD = 4.0
Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Curve:
    """Cubic Bézier curves in pixels: a start, then two handles and an end for each piece.

    `label` is where the words stand.
    """

    points: tuple[Point, ...]
    label: Point


def curve(arrow: Arrow) -> Curve:
    """Give the curve of an arrow, from the side of one box to the side of the other."""
    here, there = arrow.start, arrow.end
    if here.column == there.column:
        # Around the right side of a column.
        side = BOX_WIDTH / 2
        reach = here.x + side + 60 + abs(arrow.bend)
        end = (there.x + side + HEAD, there.y)
        points = ((here.x + side, here.y), (reach, here.y), (reach, there.y), end)
        return Curve(points, (reach - 12, (here.y + there.y) / 2))
    way = 1 if there.column > here.column else -1
    stops = [(here.x + way * BOX_WIDTH / 2, here.y + arrow.bend / 4)]
    for box in arrow.via:
        stops += [(box.x - way * BOX_WIDTH / 2, box.y), (box.x + way * BOX_WIDTH / 2, box.y)]
    stops.append((there.x - way * (BOX_WIDTH / 2 + HEAD), there.y + arrow.bend / 4))
    found = [stops[0]]
    for start, end in pairwise(stops):
        half = (end[0] - start[0]) / 2
        found += [(start[0] + half, start[1] + arrow.bend), (end[0] - half, end[1] + arrow.bend)]
        found.append(end)
    start, first, second, end = found[:4]
    label = (
        (start[0] + 3 * first[0] + 3 * second[0] + end[0]) / 8,
        (start[1] + 3 * first[1] + 3 * second[1] + end[1]) / 8 - 5,
    )
    return Curve(tuple(found), label)
