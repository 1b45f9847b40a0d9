"""What form bytes are in, told from their beginning."""

from __future__ import annotations

import re

HEAD = 4096
"""Bytes that are enough to tell."""

_HTML = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype html|html|head|body|article|div|p)\b",
    re.I | re.S,
)
_FEED = re.compile(rb"\s*(?:<\?xml[^>]*\?>\s*)?(?:<!--.*?-->\s*|<\?.*?\?>\s*|<!doctype rss.*?>\s*)*"
                   rb"<(?:rss|feed|rdf:RDF|[a-z]+:feed)\b", re.I | re.S)  # fmt: skip
_WARC = re.compile(rb"WARC/\d\.\d\r?\n")
_MAIL = re.compile(
    rb"(?:[A-Za-z][A-Za-z-]*:[^\n]*\n(?:[ \t][^\n]*\n)*)*?(?:From|Received|Return-Path|Subject):",
    re.I,
)
_HEADER = re.compile(rb"^(?:From|To|Date|Subject|Message-ID):", re.I | re.M)
_GZIP_WARC = b"\x1f\x8b"


def form_of(data: bytes) -> str | None:
    """The file suffix that fits the bytes: `.pdf`, `.warc`, `.rss`, `.html`, `.jsonl`, `.eml`.

    None for plain text and whatever else. A gzip stream counts as `.warc.gz`, the only
    compressed form that is read.
    """
    head = data[:HEAD].removeprefix(b"\xef\xbb\xbf")
    if head.startswith(b"%PDF-"):
        return ".pdf"
    if head.startswith(_GZIP_WARC):
        return ".warc.gz"
    if _WARC.match(head):
        return ".warc"
    if _FEED.match(head):
        return ".rss"
    if _HTML.match(head):
        return ".html"
    if re.match(rb'\s*\{\s*"', head):
        return ".jsonl"
    if _MAIL.match(head) and len(_HEADER.findall(head)) >= 2:
        return ".eml"
    return None
