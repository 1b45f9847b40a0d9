"""What a name says of the thing that it is a part of: a version of its family, a capital.

The rules are data (`data/families.yaml`). They never say that two things are one: "Claude 3 Opus"
and "Claude", "H100 SXM" and "H100", Beijing and China stay apart and are tied.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from aigeo import yamltext
from aigeo.model.names import name_key, words


@dataclass(frozen=True, slots=True)
class Family:
    """The thing of which another is a version, by name."""

    name: str
    aliases: tuple[str, ...] = ()


def family(type: str, name: str) -> Family | None:
    """Give the family of a model or chip whose name says that it is a version, else None.

    >>> family("Model", "Claude 3 Opus")
    Family(name='Claude', aliases=())
    >>> family("Chip", "NVIDIA H100 SXM5 80GB")
    Family(name='H100', aliases=('NVIDIA H100',))
    """
    rules = _rules()
    if type == "Chip":
        found = _form_left_out(name, rules)
        if found is not None:
            return found
        name = _without_makers(name, rules)
    key = name_key(name)
    for series, pattern in rules.series.get(type, ()):
        if pattern.match(key):
            return Family(series)
    return None


def capital_of(name: str) -> str | None:
    """Give the country (alpha-2, lower case) of which a place of this name is the capital."""
    return _rules().capitals.get(name_key(name))


def designations(type: str, key: str) -> frozenset[str]:
    """Give other keys of the same chip or model: letters and number joined or not, its maker left
    out or before it, and words that say no more than that it is a chip left out.

    >>> "gpt4o" in designations("Model", "gpt 4o"), "gpt 4" in designations("Model", "openai gpt4")
    (True, True)
    >>> "ascend 910b" in designations("Chip", "huawei ascend 910b")
    True
    >>> "amd radeon instinct mi308x" in designations("Chip", "instinct mi308x")
    True
    >>> "nvidia h100" in designations("Chip", "nvidia h100 tensor core gpu")
    True
    """
    rules = _rules()
    names = {key}
    if type == "Chip":
        short = _without_nouns(_without_makers(key, rules), rules)
        if any(c.isdigit() for c in short):
            names |= {short, f"{short} gpu", *(f"{before} {short}" for before in rules.before)}
    else:
        first, _, rest = key.partition(" ")
        short = rest if first in rules.model_makers else key
        if any(pattern.match(short) for _, pattern in rules.series.get(type, ())):
            names |= {short, *(f"{maker} {short}" for maker in rules.model_makers)}
    for name in tuple(names):
        names.add(_JOINED.sub(r"\1\2", name))
        names.add(_APART.sub(r"\1 \2", name))
    return frozenset(names - {key})


_JOINED = re.compile(r"(?<!\S)([^\W\d_]+) (\d)")
_APART = re.compile(r"(?<!\S)([^\W\d_]+)(\d)")


def _without_nouns(key: str, rules: _Rules) -> str:
    parts = key.split()
    while len(parts) > 1 and parts[-1] in rules.nouns:
        parts = parts[:-1]
    return " ".join(parts)


@dataclass(frozen=True, slots=True)
class _Rules:
    series: Mapping[str, tuple[tuple[str, re.Pattern[str]], ...]]
    makers: frozenset[str]
    before: frozenset[str]
    """What may stand before a chip's name: makers, product lines, and both."""
    model_makers: frozenset[str]
    nouns: frozenset[str]
    form: re.Pattern[str]
    capitals: Mapping[str, str]


@cache
def _rules() -> _Rules:
    file = resources.files("aigeo.resolve") / "data" / "families.yaml"
    data: dict[str, Any] = yamltext.read(file.read_text(encoding="utf-8"))
    variants = "|".join(map(re.escape, data["variants"]))
    # The longer series first: "ChatGLM3" is no GLM.
    series = {
        type: tuple(
            (name, re.compile(rf"{re.escape(name_key(name))} ?(v?\d|({variants})\b)"))
            for name in sorted(names, key=len, reverse=True)
        )
        for type, names in data["series"].items()
    }
    capitals = {name_key(name): code for code, names in data["capitals"].items() for name in names}
    return _Rules(
        series=series, makers=frozenset(data["makers"]),
        before=frozenset([*data["makers"], *data["lines"]]),
        model_makers=frozenset(data["model_makers"]), nouns=frozenset(data["nouns"]),
        form=re.compile("|".join(data["forms"])), capitals=capitals,
    )  # fmt: skip


def _form_left_out(name: str, rules: _Rules) -> Family | None:
    """Give the chip of which a name means one form: its name before the first word of a form."""
    plain = re.sub(r"[()（）]", " ", name)
    parts = plain.split()
    for at in range(1, len(parts)):
        pair = " ".join(parts[at : at + 2]).casefold()
        if rules.form.fullmatch(parts[at].casefold()) or rules.form.fullmatch(pair):
            kept = [p for p in parts[:at] if p.casefold() not in rules.nouns]
            whole = " ".join(kept)
            short = _without_makers(whole, rules)
            # "HBM3 80 GB" or "NVIDIA PCIe" name no chip without it.
            if not any(c.isdigit() for c in short) or not words(short.casefold()):
                return None
            return Family(short, (whole,) if whole != short else ())
    return None


def _without_makers(name: str, rules: _Rules) -> str:
    parts = name.split()
    while len(parts) > 1 and parts[0].casefold() in rules.makers:
        parts = parts[1:]
    return " ".join(parts)
