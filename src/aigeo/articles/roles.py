"""What a person is, as the text puts it: "Dr. Sarah Jenkins, an AI policy researcher"."""

from __future__ import annotations

import re

from aigeo.articles.mentions import Entity

_OCCUPATION = (
    r"(?:research(?:er|ers)|professor|analyst|director|executive|officer|president|chair(?:man|woman|person)?|"
    r"economist|lawyer|attorney|engineer|scientist|founder|co-?founder|fellow|expert|adviser|advisor|secretary|"
    r"minister|senator|representative|lawmaker|congress(?:man|woman)|spokes(?:man|woman|person)|head|chief|manager|"
    r"partner|investor|historian|journalist|author|diplomat|ambassador|official|strategist|lecturer|specialist|"
    r"governor|mayor|judge|commissioner|consultant|entrepreneur|academic|scholar|philosopher|physicist|democrat|"
    r"republican|leader|counsel|technologist|programmer|developer|billionaire|banker|general|admiral)"
)
_AFTER = re.compile(
    rf",\s+(?:an?|the|its|his|her|then|now)?\s?((?:[\w’'&.-]+\s){{0,7}}?{_OCCUPATION}(?:\s(?:executive|officer|scientist|economist|president|director|partner|chairman))*(?:\sand\s(?:\w+\s){{0,2}}{_OCCUPATION}(?:\s(?:executive|officer))*)?\b(?:\s(?:of|for|at|on|in)\s[^,;.]{{1,60}})?)",
    re.I,
)
_BEFORE = re.compile(
    r"((?:[A-Z][\w.]*\s|former\s|deputy\s|chief\s|prime\s|vice\s){0,4}"
    r"(?:president|senator|sen\.|representative|rep\.|minister|secretary|premier|chancellor|governor|"
    r"chief executive|CEO|CFO|CTO|chairman|director|spokes(?:man|woman|person)|commissioner|"
    r"professor|ambassador|"
    r"co-?founder|founder|analyst|economist))\s$",
    re.I,
)


def add_roles(text: str, entities: list[Entity]) -> None:
    """Set `role` of the persons whose words around a mention tell it."""
    for entity in entities:
        if entity.type != "Person" or entity.generic or entity.role is not None:
            continue
        for mention in entity.mentions:
            found = _AFTER.match(text, mention.end) or _BEFORE.search(
                text, max(0, mention.start - 60), mention.start
            )
            if found is not None and "\n" not in found.group(1):
                entity.role = " ".join(found.group(1).split())
                break
