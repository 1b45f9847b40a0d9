"""Paths as a PNG picture, drawn by matplotlib from the same layout as the SVG."""

from __future__ import annotations

import warnings
from pathlib import Path
from typing import Any

from aigeo.errors import ConfigError
from aigeo.influence.picture.curve import COLOURS, DASHES, curve
from aigeo.influence.picture.layout import BOX_WIDTH, LINE_HEIGHT, Layout

DPI = 144
PIXELS_AN_INCH = 96
FONTS = ("DejaVu Sans", "Noto Sans CJK SC", "Noto Sans CJK JP", "WenQuanYi Zen Hei",
         "PingFang SC", "Microsoft YaHei")  # fmt: skip
"""Tried in this order, glyph by glyph; matplotlib itself brings only the first."""

LARGEST = 20_000
"""Pixels of a side beyond which a picture is drawn smaller."""


def write_png(layout: Layout, file: Path, ends: tuple[str, ...] = ()) -> None:
    """Write the picture. Raises ConfigError when matplotlib is not installed."""
    try:
        from matplotlib.backends.backend_agg import FigureCanvasAgg
        from matplotlib.figure import Figure
        from matplotlib.font_manager import fontManager
        from matplotlib.patches import FancyArrowPatch, FancyBboxPatch
        from matplotlib.path import Path as Line
    except ImportError as error:
        raise ConfigError(
            "PNG pictures need matplotlib", hint="pip install 'aigeo[pictures]', or write .svg"
        ) from error
    figure = Figure(figsize=(layout.width / PIXELS_AN_INCH, layout.height / PIXELS_AN_INCH))
    FigureCanvasAgg(figure)
    axes = figure.add_axes((0, 0, 1, 1))
    axes.set_xlim(0, layout.width)
    axes.set_ylim(layout.height, 0)
    axes.set_axis_off()
    there = {font.name for font in fontManager.ttflist}
    family = [font for font in FONTS if font in there]
    plain: dict[str, Any] = {"parse_math": False, "color": "#202124", "family": family}
    axes.text(24, 28, layout.title, fontsize=11, fontweight="bold", **plain)
    for arrow in layout.arrows:
        line, sign = curve(arrow), arrow.hop["sign"]
        curves = [Line.CURVE4] * (len(line.points) - 1)
        shape = Line(list(line.points), [Line.MOVETO, *curves])
        width = 0.9 + 1.8 * float(arrow.hop.get("strength") or 0.5)
        style = (0, DASHES[sign]) if DASHES[sign] else "solid"
        axes.add_patch(
            FancyArrowPatch(
                path=shape, arrowstyle="-|>", mutation_scale=9, color=COLOURS[sign],
                linewidth=width, linestyle=style, fill=False,
            )
        )  # fmt: skip
        halo = {"facecolor": "white", "edgecolor": "none", "pad": 0.4}
        label = plain | {"color": COLOURS[sign], "bbox": halo}
        axes.text(*line.label, arrow.hop["type"], fontsize=7, ha="center", **label)
    for box in layout.boxes:
        named = box.id in ends
        axes.add_patch(
            FancyBboxPatch(
                (box.x - BOX_WIDTH / 2, box.y - box.height / 2), BOX_WIDTH, box.height,
                boxstyle="round,pad=0,rounding_size=6", linewidth=1.4 if named else 0.9,
                facecolor="#e3ecfa" if named else "#f6f8fb",
                edgecolor="#1f4e96" if named else "#5b6b82",
            )
        )  # fmt: skip
        first = box.y - (len(box.lines) - 1) * LINE_HEIGHT / 2
        for n, words in enumerate(box.lines):
            y = first + n * LINE_HEIGHT
            axes.text(box.x, y, words, fontsize=9, ha="center", va="center", **plain)
    scale = max(layout.width, layout.height) * DPI / PIXELS_AN_INCH
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message="Glyph")  # shown as a box, for want of a font
        figure.savefig(file, dpi=DPI * min(1.0, LARGEST / scale), format="png")
