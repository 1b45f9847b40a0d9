"""Stable identifiers: equal input gives equal ids on every machine and in every run."""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from collections.abc import Callable, Mapping
from contextlib import suppress
from functools import lru_cache
from typing import Any

import orjson

from aigeo.model.names import fold, normalise_name, words
from aigeo.model.spelt import spelt
from aigeo.model.vocabulary import vocabulary

MAX_SLUG = 80
"""Longest slug in characters; longer names are cut and get a hash."""


def slug(text: str) -> str:
    """Return a lower-case, hyphenated form of ``text``; never empty, at most 80 characters.

    Letters and digits of every script are kept, accents on Latin letters dropped. A text
    without any gives ``x-`` and a hash of the text.
    """
    joined = "-".join(words(fold(text)))
    if not joined:
        return f"x-{_digest(text, 8)}"
    if len(joined) > MAX_SLUG:
        return f"{joined[: MAX_SLUG - 9].rstrip('-')}-{_digest(joined, 8)}"
    return joined


@lru_cache(maxsize=50_000)  # datasets repeat their names from row to row
def entity_id(type: str, name: str, key: str | None = None) -> str:
    """Return the id of a named entity without an external key: ``firm:huawei``.

    ``key`` tells two things of one type and name apart and adds a hash of it.
    """
    known = vocabulary()
    agent = known.is_a(type, "Agent") if type in known.entity_types else False
    base = slug(normalise_name(name, legal_forms=agent) or name)
    return f"{kebab(type)}:{base}" if key is None else f"{kebab(type)}:{base}-{_digest(key, 8)}"


def kebab(type: str) -> str:
    """Return the id prefix of a type: ``ResearchOrganization`` → ``research-organization``."""
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "-", type).lower()


def _upper(pattern: str) -> Callable[[str], str | None]:
    compiled = re.compile(pattern)
    return lambda value: value.upper() if compiled.fullmatch(value.upper()) else None


def _lower(pattern: str) -> Callable[[str], str | None]:
    compiled = re.compile(pattern)
    return lambda value: value.lower() if compiled.fullmatch(value.lower()) else None


def _lei(value: str) -> str | None:
    """Check an LEI (ISO 17442): 18 characters and two check digits, ISO 7064 mod 97-10."""
    value = value.upper()
    if re.fullmatch(r"[A-Z0-9]{18}[0-9]{2}", value) is None:
        return None
    return value if int("".join(str(int(char, 36)) for char in value)) % 97 == 1 else None


_SCHEMES: Mapping[str, Callable[[str], str | None]] = {
    "wd": _upper(r"Q[1-9][0-9]*"),
    "lei": _lei,
    "cc": _lower(r"[a-z]{2}|eu"),
    "ofac": _lower(r"[0-9]+"),
    "isin": _upper(r"[A-Z]{2}[A-Z0-9]{9}[0-9]"),
    "bic": _upper(r"[A-Z0-9]{8}(?:[A-Z0-9]{3})?"),
    "imo": _lower(r"[0-9]{7}"),
    "cik": _lower(r"[0-9]{1,10}"),
    "ror": _lower(r"0[a-hj-km-np-tv-z0-9]{6}[0-9]{2}"),
    "orcid": _upper(r"[0-9]{4}-[0-9]{4}-[0-9]{4}-[0-9]{3}[0-9X]"),
}
_OTHER = re.compile(r"[^\s\x00-\x1f]{1,200}")


def external_id(scheme: str, value: str) -> str:
    """Return ``scheme:value`` in canonical spelling.

    ``wd`` (Wikidata), ``lei``, ``cc`` (ISO 3166-1 alpha-2 country), ``ofac``, ``isin``,
    ``bic``, ``imo``, ``cik``, ``ror`` and ``orcid`` are checked, a ``ticker`` is written
    ``EXCHANGE:SYMBOL`` where it names one; any other lower-case scheme takes a value without
    spaces. Usual spellings are known (aigeo.model.spelt). Raises ValueError.
    """
    if re.fullmatch(r"[a-z][a-z0-9-]*", scheme) is None:
        raise ValueError(f"{scheme!r} is not a scheme: lower-case letters, digits and hyphens")
    stripped = spelt(scheme, value)
    check = _SCHEMES.get(scheme)
    if check is None:
        checked = stripped if _OTHER.fullmatch(stripped) else None
    else:
        checked = check(stripped)
    if checked is None:
        raise ValueError(f"{value!r} is not a valid identifier of scheme {scheme!r}")
    return f"{scheme}:{checked}"


def stated_ids(properties: Mapping[str, Any]) -> list[str]:
    """Give the external ids that properties hold: an LEI, a Wikidata item.

    What is no valid one is left to the check of the properties.
    """
    found = []
    for name, scheme in (("lei", "lei"), ("wikidata", "wd")):
        value = properties.get(name)
        if isinstance(value, str) and value:
            with suppress(ValueError):
                found.append(external_id(scheme, value))
    return found


def is_external_id(scheme: str, value: str) -> bool:
    """Tell whether a value passes the check of its scheme, as `external_id` asks of it."""
    try:
        external_id(scheme, value)
    except ValueError:
        return False
    return True


def canonical_json(value: Any) -> str:
    """Return one JSON text for equal values: keys sorted, NFC, nulls left out, 5.0 as 5."""
    if _is_plain(value) and (text := _quick_json(value)) is not None:
        return text
    return json.dumps(_plain(value), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


_SCALARS = frozenset((str, int, bool))
_LISTED = _SCALARS | {type(None)}
_CONTAINERS = frozenset((list, dict))


def _is_plain(value: Any) -> bool:
    """Tell whether a value holds text, whole numbers, truth values, lists and dicts alone.

    Null may stand in lists, where it counts; floats, sets and nulls of dicts have to be put into
    canonical form first.
    """
    kind = type(value)
    if kind is dict:
        inner, plain = value.values(), _SCALARS
    elif kind is list:
        inner, plain = value, _LISTED
    else:
        return kind in _SCALARS
    if (kinds := set(map(type, inner))) <= plain:
        return True
    if not kinds - plain <= _CONTAINERS:
        return False
    for item in inner:  # noqa: SIM110 - a generator for each statement takes twice the time
        if type(item) in _CONTAINERS and not _is_plain(item):
            return False
    return True


def _is_shallow(fields: Mapping[str, Any]) -> bool:
    """Tell what `_is_plain` tells, of what statements mostly hold: scalars and cells."""
    for value in fields.values():
        kind = type(value)
        if kind not in _SCALARS and not (
            kind is dict and _SCALARS.issuperset(map(type, value.values()))
        ):
            return False
    return True


def _quick_json(value: Any) -> str | None:
    """Give the canonical text of plain values; None where only the slow way gives it."""
    try:
        text = orjson.dumps(value, option=orjson.OPT_SORT_KEYS).decode()
    except orjson.JSONEncodeError:  # lone surrogates, very large numbers, keys that are no text
        return None
    # Every part of a text in NFC is in NFC.
    return text if text.isascii() or unicodedata.is_normalized("NFC", text) else None


def _plain(value: Any) -> Any:
    if isinstance(value, str):
        return value if value.isascii() else unicodedata.normalize("NFC", value)
    if isinstance(value, float):
        if value != value or value in (float("inf"), float("-inf")):
            raise ValueError(f"{value} has no JSON form")
        return int(value) if value.is_integer() else value
    if isinstance(value, Mapping):
        return {
            unicodedata.normalize("NFC", str(key)): _plain(item)
            for key, item in value.items()
            if item is not None
        }
    if isinstance(value, (list, tuple)):
        return [_plain(item) for item in value]
    if isinstance(value, (set, frozenset)):
        return sorted((_plain(item) for item in value), key=canonical_json)
    return value


def _digest(text: str, characters: int) -> str:
    data = text.encode("utf-8", "surrogatepass")
    return hashlib.blake2b(data, digest_size=(characters + 1) // 2).hexdigest()[:characters]


def content_hash(content: Mapping[str, Any]) -> str:
    """Return 32 hex characters that change whenever ``content`` does; nulls do not count."""
    return _digest(canonical_json(content), 32)


def fact_id(
    type: str, subject: str, object: str, qualifiers: Mapping[str, Any] | None = None
) -> str:
    """Return the id of the fact (edge) that statements of these values support.

    Only the relation type's identity qualifiers count, so all of a statement's qualifiers
    can be passed; the ends of a symmetric relation are interchangeable. Ends and entity
    qualifiers must be canonical ids.
    """
    relation = vocabulary().relation_types.get(type)
    distinct = dict(qualifiers or {})
    if relation is not None:
        distinct = {n: v for n in relation.identity if (v := distinct.get(n)) is not None}
        if relation.symmetric:
            subject, object = sorted((subject, object))
    return "f:" + _digest(canonical_json([type, subject, object, distinct]), 20)


def statement_id(*parts: Any, **fields: Any) -> str:
    """Return the id of a statement: a hash of all that makes it one source's claim.

    Pass what identifies the claim (source, kind, type, ends or subject, values, place of the
    evidence); not what a rerun may change (confidence, extractor version, load, dates seen).
    """
    said = {name: value for name, value in fields.items() if value is not None}
    text = None
    if _LISTED.issuperset(map(type, parts)) and _is_shallow(said):
        text = _quick_json([parts, said])
    return "s:" + _digest(text or canonical_json([list(parts), said]), 20)
