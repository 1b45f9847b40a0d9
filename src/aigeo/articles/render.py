"""A sentence with its mentions written as typed slots, which relation patterns are matched on.

`San Francisco-based AI firm Anthropic` becomes `<Place 2>-based AI firm <Firm 1>`. Coordinated
mentions become one slot of several entities (`<Firm 20,21,22>`); every position can be traced back.
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Sequence
from dataclasses import dataclass

from aigeo.articles.mentions import Mention
from aigeo.articles.text import Sentence

_FAMILIES = {
    "Country": "country",
    "Adj": "adj",
    "Place": "place",
    "Person": "person",
    "Policy": "policy",
    "Facility": "facility",
    **dict.fromkeys(("Technology", "Chip", "Model", "Dataset"), "tech"),
    **dict.fromkeys(
        ("Firm", "Organization", "Agency", "ResearchOrganization", "Fund", "Government"), "org"
    ),
}
_AND = re.compile(
    r"(?:[,;])? (?:and|or|as well as|along with|plus) (?:the |its |their |a |an |of )?$|\s?&\s?$"
)
_COMMA = re.compile(r"[,;] (?:the |its |their |a |an )?$")
_COUNT = re.compile(r" ?\(\d+\)")
_FLAT = str.maketrans({"\n": " ", "\t": " ", "\u00a0": " ", "’": "'", "‘": "'", "“": '"', "”": '"'})


@dataclass(slots=True)
class Slot:
    """Entities (by their number in the document) that stand at text[start:end]."""

    start: int
    end: int
    type: str
    entities: list[int]
    pronoun: bool = False
    possessive: bool = False


@dataclass(frozen=True, slots=True)
class Rendered:
    """The rendered sentence; `starts` and `origins` map its segments back to the text."""

    text: str
    slots: tuple[Slot, ...]
    starts: tuple[int, ...]
    origins: tuple[tuple[int, int, bool], ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Character range of the document for a range of the rendered text."""
        return self._origin(start, left=True), self._origin(
            end - 1, left=False
        ) if end > start else start

    def _origin(self, at: int, *, left: bool) -> int:
        index = max(0, bisect.bisect_right(self.starts, at) - 1)
        begin, end, is_slot = self.origins[index]
        if is_slot:
            return begin if left else end
        position = begin + at - self.starts[index]
        return position if left else min(position + 1, end)


def render(text: str, sentence: Sentence, found: Sequence[tuple[Mention, int]]) -> Rendered:
    """Render a sentence; `found` are its mentions with entity numbers, outermost taken where
    nested."""
    slots = _merge(text, _outermost(found))
    parts: list[str] = []
    starts: list[int] = []
    origins: list[tuple[int, int, bool]] = []
    length = 0
    cursor = sentence.start

    def push(piece: str, begin: int, end: int, is_slot: bool) -> None:
        nonlocal length
        if piece:
            parts.append(piece)
            starts.append(length)
            origins.append((begin, end, is_slot))
            length += len(piece)

    for slot in slots:
        push(text[cursor : slot.start].translate(_FLAT), cursor, slot.start, False)
        label = f"{slot.type} {','.join(map(str, slot.entities))}"
        label = f"[{label}]'s" if slot.possessive else f"<{label}>"
        push(label, slot.start, slot.end, True)
        cursor = slot.end
    push(text[cursor : sentence.end].translate(_FLAT), cursor, sentence.end, False)
    return Rendered("".join(parts), tuple(slots), tuple(starts), tuple(origins))


def _outermost(found: Sequence[tuple[Mention, int]]) -> list[Slot]:
    slots: list[Slot] = []
    for mention, number in sorted(found, key=lambda pair: (pair[0].start, -pair[0].end)):
        if slots and mention.start < slots[-1].end:
            continue
        pronoun = mention.source == "pronoun"
        possessive = pronoun and mention.text.casefold() in {"its", "his", "their", "our"}
        kind = "Adj" if mention.adjective else mention.type
        slots.append(Slot(mention.start, mention.end, kind, [number], pronoun, possessive))
    return slots


def _merge(text: str, slots: list[Slot]) -> list[Slot]:
    slots = _absorb(text, slots)
    out: list[Slot] = []
    index = 0
    while index < len(slots):
        run = _run(text, slots, index)
        if run > index + 1:
            first = slots[index]
            entities = [e for s in slots[index:run] for e in s.entities]
            out.append(
                Slot(
                    first.start,
                    slots[run - 1].end,
                    first.type,
                    list(dict.fromkeys(entities)),
                    first.pronoun,
                )
            )
        else:
            out.append(slots[index])
        index = run
    return out


def _absorb(text: str, slots: list[Slot]) -> list[Slot]:
    """`Name (ABC)` is one slot, and so is `China (31)`."""
    out: list[Slot] = []
    for slot in slots:
        if out and out[-1].entities == slot.entities:
            between = text[out[-1].end : slot.start]
            if between in {" (", " (the ", ' ("', " (“", ", or "} and text[
                slot.end : slot.end + 2
            ].lstrip('"”')[:1] in {")", ","}:
                closing = text.find(")", slot.end, slot.end + 3) if "(" in between else slot.end - 1
                out[-1].end = (closing if closing >= 0 else slot.end) + 1
                continue
        out.append(slot)
    for slot in out:
        if slot.type == "Country" and (count := _COUNT.match(text, slot.end)):
            slot.end = count.end()
    return out


def _run(text: str, slots: Sequence[Slot], index: int) -> int:
    """End of the coordination that begins at `index` (index + 1 where there is none)."""
    last = index + 1
    complete = index + 1
    commas = 0
    while last < len(slots):
        left, right = slots[last - 1], slots[last]
        if (
            left.possessive
            or right.possessive
            or right.pronoun
            or _FAMILIES.get(left.type) != _FAMILIES.get(right.type)
        ):
            break
        between = text[left.end : right.start].translate(_FLAT)
        if _AND.match(between):
            if commas == 0 and last == index + 1 and between.startswith(","):
                break  # "…, and X …" begins a clause of its own
            last += 1
            complete = last
            if commas == 0 and left.type == "Place" and index + 2 < last:
                break
            continue
        if not _COMMA.match(between):
            break
        commas += 1
        last += 1
    if (
        complete == index + 1
        and commas >= 2
        and slots[index].type in {"Country", "Firm", "Chip", "Model"}
    ):
        return last
    return complete
