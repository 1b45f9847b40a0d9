"""Splitting a cell that lists several things."""

from __future__ import annotations

import re
from collections.abc import Sequence

from aigeo.model.names import normalise_name

_OPEN, _CLOSE = "([（", ")]）"
_AND_SO_ON = re.compile(r"(?:^|\s+)(?:et al\.?|(?:and|among) others|etc\.?|u\. ?a\.)$", re.I)
"""How a list says that it goes on: no part of the last name."""


def split(text: str, separators: Sequence[str]) -> list[str]:
    """Split at any of the separators, outside parentheses; empty parts and "et al." fall out.

    A part that is only a legal form ("Ltd.", "Inc") belongs to the name before it, so that
    "Huawei Technologies Co., Ltd., Intel" split at "," gives two names.
    """
    parts = [_AND_SO_ON.sub("", part.strip()) for part in _cut(text, [s for s in separators if s])]
    out: list[str] = []
    for part in parts:
        if not part:
            continue
        if out and "," in separators and _is_legal_form(part):
            out[-1] = f"{out[-1]}, {part}"
        else:
            out.append(part)
    return out


def _is_legal_form(part: str) -> bool:
    # "x Ltd" has the key "x": all that follows the x is legal form.
    return normalise_name(f"x {part}") == "x"


def _cut(text: str, separators: Sequence[str]) -> list[str]:
    parts, start, depth, at = [], 0, 0, 0
    folded = text.casefold() if len(text.casefold()) == len(text) else text
    while at < len(text):
        depth += (text[at] in _OPEN) - (text[at] in _CLOSE and depth > 0)
        found = next((s for s in separators if folded.startswith(s.casefold(), at)), None)
        if found is not None and depth == 0:
            parts.append(text[start:at])
            at += len(found)
            start = at
        else:
            at += 1
    # An opening bracket that never closes must not swallow the rest of the list.
    if depth:
        tail = [text[start:]]
        for separator in separators:
            tail = [piece for part in tail for piece in part.split(separator)]
        return [*parts, *tail]
    return [*parts, text[start:]]
