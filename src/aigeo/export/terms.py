"""Terms of RDF as text of N-Triples and Turtle, which write strings alike."""

from __future__ import annotations

import re

_NOT_RDF = re.compile("[\x00\ud800-\udfff]")


def escaped(text: str) -> str:
    """Give what stands between the quotation marks of a string.

    The escapes are those of the canonical form
    (https://www.w3.org/TR/n-triples/#canonical-ntriples). What `clean` replaces is left, for
    `encoded` to replace in a whole batch.
    """
    # Four searches for one character cost less than one for a class of them.
    if '"' in text or "\\" in text or "\n" in text or "\r" in text:
        text = text.replace("\\", "\\\\").replace('"', '\\"')
        return text.replace("\n", "\\n").replace("\r", "\\r")
    return text


def encoded(text: str) -> bytes:
    """Give a piece of a document as UTF-8, cleaned."""
    try:
        return (clean(text) if "\0" in text else text).encode()
    except UnicodeEncodeError:
        return clean(text).encode()


def clean(text: str) -> str:
    """Give a text that RDF can hold; what no RDF syntax can hold becomes U+FFFD."""
    return _NOT_RDF.sub("\ufffd", text)
