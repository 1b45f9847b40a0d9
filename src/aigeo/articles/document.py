"""A document to extract from."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Document:
    """A text with what is known of its publication.

    Offsets of quotes count characters of `text`, which for plain text is the file's own.
    `published` is an ISO date, `language` an ISO 639-1 code, `url` the canonical address;
    `origin` is the file or address that it was read from; `flags` say what a reader should know
    ("paywall").
    """

    id: str
    text: str
    title: str | None = None
    published: str | None = None
    url: str | None = None
    author: str | None = None
    publisher: str | None = None
    language: str | None = None
    origin: str | None = None
    flags: tuple[str, ...] = ()
