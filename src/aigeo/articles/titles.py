"""Titles of rules and notices, which are names although they look like a list of names."""

from __future__ import annotations

import re

from aigeo.articles.mentions import Mention
from aigeo.articles.text import Sentence

_WORD = r"(?:[A-Z][\w/-]*|[A-Z]{2,})"
_SMALL = r"(?:of|and|the|on|for|to|in|with|from|that|or|by|as|a|an|may)"
_TITLE = rf"{_WORD}(?:(?:[,:;]? (?:{_SMALL} ){{0,3}}){_WORD}){{3,40}}"
_AFTER_RULE = re.compile(
    rf"\b(?:final rule|interim rule|proposed rule|rule|notice|regulation|order)s?,? "
    rf"(?:titled |entitled |called )?({_TITLE})"
)
_QUOTED = re.compile(rf"[\"“]({_TITLE}),?[\"”]")
_POLICY = re.compile(
    r"\b(?:Controls?|Rules?|Regulations?|Acts?|Lists?|Additions?|Implementation|Revisions?|Export|Order|Measures|"
    r"Restrictions|Licens\w+|Framework|Amendments?|Policy|Plan|Provisions|Announcement|Notice)\b"
)


def find_titles(text: str, sentence: Sentence) -> list[Mention]:
    """Titles of policies within a sentence, quoted or after the word "rule"."""
    out: list[Mention] = []
    for pattern in (_QUOTED, _AFTER_RULE):
        for match in pattern.finditer(text, sentence.start, sentence.end):
            start, end = match.span(1)
            if _POLICY.search(match.group(1)) and not any(
                m.start < end and start < m.end for m in out
            ):
                out.append(Mention(start, end, text[start:end], "Policy", "gazetteer"))
    return out
