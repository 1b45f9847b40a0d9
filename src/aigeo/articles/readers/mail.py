"""E-mail messages (RFC 5322): subject, sender, date and the text body."""

from __future__ import annotations

import email
import email.policy
from email.message import EmailMessage
from email.utils import parseaddr, parsedate_to_datetime

from aigeo.articles.document import Document
from aigeo.articles.readers.fragment import fragment_text
from aigeo.articles.readers.html import read_html
from aigeo.errors import DocumentError


def read_mail(data: bytes, document_id: str, path: object) -> Document:
    """The text part of a message, or its HTML part read as a page; DocumentError when it has
    neither."""
    message = email.message_from_bytes(data, policy=email.policy.default)
    assert isinstance(message, EmailMessage)  # noqa: S101 - the default policy makes these
    body = message.get_body(preferencelist=("plain", "html"))
    if body is None:
        raise DocumentError("the message has no text", path=path)
    try:
        text = body.get_content()
    except LookupError as error:
        raise DocumentError(
            f"the message's text is in no known encoding: {error}", path=path
        ) from error
    if isinstance(text, str) and body.get_content_type() == "text/html":
        text = _page(text, document_id)
    if not isinstance(text, str) or not text.strip():
        raise DocumentError("the message has no text", path=path)
    flags = ("undecodable characters",) if "\ufffd" in text else ()
    published = None
    if message["date"] is not None:
        try:
            published = parsedate_to_datetime(str(message["date"])).date().isoformat()
        except ValueError:
            published = None  # a malformed date is no date
    name, address = parseaddr(str(message["from"] or ""))
    language = str(message["content-language"] or "")[:2].lower()
    return Document(
        document_id,
        text,
        title=str(message["subject"]) if message["subject"] is not None else None,
        published=published,
        author=name or address or None,
        publisher=address.rpartition("@")[2] or None,
        language=language or None,
        flags=flags,
    )


def _page(markup: str, document_id: str) -> str:
    """The text of an HTML message; one without an article, as short notes are, is taken whole."""
    try:
        return read_html(markup, document_id).text
    except DocumentError:
        return fragment_text(markup)
