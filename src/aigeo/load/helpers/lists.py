"""Lists that stand in one field, such as `Zhipu AI,Tsinghua University`."""

from __future__ import annotations

import re
from collections.abc import Collection

_JOINT = re.compile(r",(?! )")
_COMMA_NAME = re.compile(
    r", (?!(?:Inc|Ltd|LLC|L\.L\.C|Limited|Corp|Co|S\.A|PLC|Pte|Pvt|GmbH|JSC|B\.V|N\.V)\b)"
)


def split_list(text: str, known: Collection[str] = ()) -> list[str]:
    """Split a field that joins names with commas, keeping names that hold a comma whole.

    Joined lists have no space after the comma, so "NERSC, Lawrence Berkeley National Laboratory"
    is one name. A name in double quotes is whole too, and so is any run of pieces that together
    spell a name in `known` ("MSRA (C,PReLU)"). Empty and repeated names are dropped.
    """
    pieces = [piece for part in _unquoted(text) for piece in part]
    names: list[str] = []
    at = 0
    while at < len(pieces):
        for end in range(len(pieces), at + 1, -1):
            joined = ",".join(pieces[at:end])
            if joined in known:
                break
        else:
            end, joined = at + 1, pieces[at]
        name = joined.strip()
        if name and name not in names:
            names.append(name)
        at = end
    return names


def _unquoted(text: str) -> list[list[str]]:
    """Give the pieces of each stretch of text: quoted stretches whole, others split."""
    parts: list[list[str]] = []
    for index, stretch in enumerate(re.split(r'(?:^|(?<=,))"([^"]+)"(?=,|$)', text)):
        if index % 2:
            parts.append([stretch])
        elif stretch.strip(","):
            parts.append(_JOINT.split(stretch.strip(",")))
    return parts


def split_semicolons(text: str) -> list[str]:
    """Split at semicolons, dropping empty and repeated pieces and a leading "and"."""
    pieces = (re.sub(r"^(?:and|or)\s+", "", p.strip()) for p in text.split(";"))
    return list(dict.fromkeys(p.strip(" ,") for p in pieces if p.strip(" ,")))


def split_prose(text: str) -> list[str]:
    """Split "A Co., Ltd., B Limited, and C Inc." into names, keeping legal forms with theirs.

    "and" parts names only before the last one, after a comma or where the text has no comma:
    "Beijing Telecom Planning and Designing Institute, C Limited" are two.
    """
    text = " ".join(text.split()).rstrip(".")
    head, _, last = text.rpartition(", and ")
    if not head:
        head, _, last = text.rpartition(" and ") if "," not in text else (text, "", "")
    pieces = [*_COMMA_NAME.split(head), last]
    return [p.strip(" ,") for p in pieces if p.strip(" ,")]
