"""IRIs of things in the graph: one place, so that exports and loaders name a thing alike."""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import quote, unquote

ROOT = "https://w3id.org/aigeo/"
SCHEMA = f"{ROOT}schema/"
KINDS = ("id", "source", "statement", "fact", "load")
_UNRESERVED = ":-._~"  # RFC 3986, section 3.3: these need no encoding in a path segment


_PLAIN = re.compile(r"[-A-Za-z0-9:._~]*")  # what most ids are


def iri(kind: str, id: str) -> str:
    """Give the IRI of a thing: kind `id` (an entity), `source`, `statement`, `fact` or `load`."""
    if _PLAIN.fullmatch(id) is not None:
        return f"{ROOT}{kind}/{id}"
    return f"{ROOT}{kind}/{_quoted(id)}"


@lru_cache(maxsize=10_000)
def _quoted(id: str) -> str:
    return quote(id, safe=_UNRESERVED, errors="surrogatepass")


def id_of(text: str) -> tuple[str, str] | None:
    """Give (kind, id) of an IRI that `iri` makes, None for any other."""
    kind, slash, rest = text.removeprefix(ROOT).partition("/")
    if not text.startswith(ROOT) or kind not in KINDS or not slash or not rest:
        return None
    return kind, unquote(rest, errors="surrogatepass")
