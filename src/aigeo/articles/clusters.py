"""From mentions to entities: what names the same thing within one document."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Sequence

from aigeo.articles.gazetteer import Gazetteer
from aigeo.articles.mentions import Entity, Mention

_LEGAL = frozenset("inc ltd co corp corporation company limited llc plc group holdings the".split())
_ORGANIZATIONS = frozenset({"Firm", "Organization", "Agency", "ResearchOrganization", "Fund"})
_HONORIFIC = re.compile(r"^(?:Mr|Mrs|Ms|Dr|Prof)\.? ")
_ACRONYM = re.compile(r"[A-Z][A-Za-z/&-]{1,9}s?$")


def normal_name(name: str) -> str:
    """Case, points, legal forms and a possessive dropped: `Baidu Inc.'s` gives `baidu`."""
    text = unicodedata.normalize("NFKC", name).casefold().replace("’", "'")
    text = re.sub(r"'s\b", "", text)
    text = re.sub(r"\b(?:[a-z]\.)+", lambda m: m.group().replace(".", ""), text)
    words = re.findall(r"\w+", text)
    return " ".join(w for w in words if w not in _LEGAL) or " ".join(words)


def cluster(text: str, mentions: Sequence[Mention], gazetteer: Gazetteer) -> list[Entity]:
    """Entities of the named mentions, in order of appearance; ids `e1`, `e2`, …"""
    links = _Links(len(mentions))
    by_entry: dict[str, int] = {}
    by_name: dict[tuple[str, str], int] = {}
    for index, mention in enumerate(mentions):
        if mention.entry is not None:
            links.join(index, by_entry.setdefault(mention.entry, index))
        else:
            links.join(
                index, by_name.setdefault((_family(mention.type), normal_name(mention.text)), index)
            )
    for index, mention in enumerate(mentions):
        key = (_family(mention.type), normal_name(mention.text))
        if key in by_name:
            links.join(index, by_name[key])
    _join_short_forms(mentions, links)
    _join_acronyms(text, mentions, links)
    groups: dict[int, list[Mention]] = defaultdict(list)
    for index, mention in enumerate(mentions):
        groups[links.root(index)].append(mention)
    out: list[Entity] = []
    for group in groups.values():
        if all(m.adjective for m in group):
            continue
        out.append(_entity(f"e{len(out) + 1}", group, gazetteer))
    return out


def _entity(entity_id: str, group: list[Mention], gazetteer: Gazetteer) -> Entity:
    votes: Counter[str] = Counter()
    entries: Counter[str] = Counter()
    for mention in group:
        votes[mention.type] += mention.score * (2.0 if mention.source == "gazetteer" else 1.0)  # type: ignore[assignment]
        if mention.entry is not None:
            entries[mention.entry] += 1
    kind = max(votes, key=lambda k: (votes[k], k))
    entry_id = next((e for e, _ in entries.most_common()), None)
    entry = gazetteer.get(entry_id) if entry_id is not None else None
    if entry is not None and entry.type == kind:
        name = entry.name
    else:
        full = [m for m in group if not m.adjective]
        name = max((_HONORIFIC.sub("", m.text) for m in full or group), key=len)
    return Entity(entity_id, kind, name, sorted(group, key=lambda m: m.start), entry=entry_id)


def _family(kind: str) -> str:
    if kind in _ORGANIZATIONS:
        return "Organization"
    return "Technology" if kind in {"Chip", "Model", "Dataset"} else kind


def _join_short_forms(mentions: Sequence[Mention], links: _Links) -> None:
    """`Huang` after `Jensen Huang`; `Anduril` beside `Anduril Industries`."""
    long: dict[tuple[str, str], int] = {}
    for index, mention in enumerate(mentions):
        words = normal_name(_HONORIFIC.sub("", mention.text)).split()
        if len(words) > 1 and mention.type == "Person":
            long.setdefault(("Person", words[-1]), index)
        elif len(words) > 1 and mention.type in _ORGANIZATIONS and mention.entry is None:
            long.setdefault(("Organization", words[0]), index)
    for index, mention in enumerate(mentions):
        words = normal_name(_HONORIFIC.sub("", mention.text)).split()
        if len(words) == 1 and mention.entry is None:
            target = long.get((_family(mention.type), words[0]))
            if target is None and mention.source == "shape":
                target = long.get(("Person", words[0]))
            if target is not None:
                links.join(index, target)


def _join_acronyms(text: str, mentions: Sequence[Mention], links: _Links) -> None:
    """`Bureau of Industry and Security (BIS)`: the name in parentheses names the same."""
    by_start = {m.start: i for i, m in enumerate(mentions)}
    for index, mention in enumerate(mentions):
        match = re.compile(r"\s?\((?:the )?[\"“]?").match(text, mention.end)
        if match is None or match.end() not in by_start:
            continue
        other = by_start[match.end()]
        short = mentions[other]
        closes = text[short.end : short.end + 2].lstrip('"”,')[:1] in {")", ""}
        if closes and _ACRONYM.fullmatch(short.text) and _initials_fit(mention.text, short.text):
            links.join(other, index)


def _initials_fit(name: str, acronym: str) -> bool:
    initials = "".join(w[0] for w in re.findall(r"[A-Za-z]+", name)).casefold()
    letters = re.sub(r"[^a-z]", "", acronym.casefold())
    if letters.endswith("s") and acronym[-1] == "s":
        letters = letters[:-1]
    iterator = iter(initials + name.casefold())
    return letters[:1] in initials and all(letter in iterator for letter in letters)


class _Links:
    """Union of indices."""

    def __init__(self, size: int) -> None:
        self._parent = list(range(size))

    def root(self, index: int) -> int:
        while self._parent[index] != index:
            self._parent[index] = self._parent[self._parent[index]]
            index = self._parent[index]
        return index

    def join(self, left: int, right: int) -> None:
        a, b = self.root(left), self.root(right)
        if a != b:
            self._parent[max(a, b)] = min(a, b)
