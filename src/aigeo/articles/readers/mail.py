"""E-mail messages (RFC 5322): subject, sender, date and the text body."""

from __future__ import annotations

import email
import email.policy
from email.message import EmailMessage
from email.utils import parsedate_to_datetime

from aigeo.articles.document import Document
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
    text = body.get_content()
    if not isinstance(text, str) or not text.strip():
        raise DocumentError("the message has no text", path=path)
    if body.get_content_type() == "text/html":
        text = read_html(text, document_id).text
    published = None
    if message["date"] is not None:
        try:
            published = parsedate_to_datetime(str(message["date"])).date().isoformat()
        except ValueError:
            published = None  # a malformed date is no date
    sender = message["from"]
    return Document(
        document_id,
        text,
        title=str(message["subject"]) if message["subject"] is not None else None,
        published=published,
        author=str(sender) if sender is not None else None,
    )
