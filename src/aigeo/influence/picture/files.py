"""Writing pictures to files, in the form that their suffix names."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from aigeo.errors import InputError, UsageError
from aigeo.influence.picture.layout import laid_out
from aigeo.influence.picture.page import page
from aigeo.influence.picture.png import write_png
from aigeo.influence.picture.svg import svg

SUFFIXES = (".svg", ".png", ".html")


def write_picture(file: Path, paths: Sequence[Mapping[str, Any]], title: str) -> None:
    """Write paths (as `aigeo.influence.paths` gives them) as `.svg`, `.png` or `.html`.

    Raises UsageError for another suffix, InputError when the file cannot be written, ConfigError
    when a PNG is asked for and matplotlib is not installed.
    """
    form = file.suffix.lower()
    if form not in SUFFIXES:
        raise UsageError(f"{file}: a picture is {', '.join(SUFFIXES)}")
    layout = laid_out(paths, title)
    ends = tuple({p["hops"][0]["from"] for p in paths} | {p["hops"][-1]["to"] for p in paths})
    try:
        if form == ".png":
            write_png(layout, file, ends)
        else:
            text = svg(layout, ends) if form == ".svg" else page(layout, paths, ends)
            file.write_text(text, encoding="utf-8")
    except OSError as error:
        raise InputError(f"cannot be written: {error.strerror}", path=file) from error
