"""Text and identifiers as XML 1.0 can hold them."""

from __future__ import annotations

import re
from typing import Any

from aigeo.export.spool import as_text

# Complement of the production Char of XML 1.0, section 2.2.
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_MARKUP = re.compile('[&<>"\t\n\r]')
# A parser turns a bare carriage return into a line feed, and in attributes any of them into a
# space (XML 1.0, sections 2.11 and 3.3.3); as character references they stay.
_REFERENCES = {
    "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;",
    "\t": "&#9;", "\n": "&#10;", "\r": "&#13;",
}  # fmt: skip
# All that either of the two patterns finds: most texts have none of it.
_SPECIAL = re.compile("[^ !#-%'-;=?-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
# NameChar of XML 1.0, section 2.3, without what lies beyond the Basic Multilingual Plane.
_TOKEN = re.compile("(?:[-.0-9:A-Za-z]|_(?!x))+")  # what most ids are
_NOT_TOKEN = re.compile(
    "_(?=x[0-9A-F]{4,6}_)|[^-.0-9:A-Z_a-z\u00b7\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u037d"
    "\u037f-\u1fff\u200c\u200d\u203f\u2040\u2070-\u218f\u2c00-\u2fef\u3001-\ud7ff"
    "\uf900-\ufdcf\ufdf0-\ufffd]"
)


def xml_text(value: Any) -> str:
    """Give a value as text that XML can hold; see `aigeo.export.spool.as_text`.

    A character that XML 1.0 does not have becomes U+FFFD.
    """
    return _NOT_XML.sub("\ufffd", as_text(value))


def escaped(value: Any) -> str:
    """Give a value as the content of an element or of an attribute in double quotes."""
    text = as_text(value)
    if _SPECIAL.search(text) is None:
        return text
    return _MARKUP.sub(_reference, _NOT_XML.sub("\ufffd", text))


def _reference(found: re.Match[str]) -> str:
    return _REFERENCES[found[0]]


def token(id: str) -> str:
    """Give an id as an NMTOKEN, the form that GraphML's schema wants; different ids differ.

    A character that it cannot have is written `_x40_`, its code in upper-case hex.
    """
    if _TOKEN.fullmatch(id):
        return id
    return _NOT_TOKEN.sub(lambda found: f"_x{ord(found[0]):04X}_", id)
