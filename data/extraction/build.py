"""Annotated training texts from the compact notation in `docs/`, checked, as JSON lines.

    python data/extraction/build.py            # writes data/extraction/train-more.jsonl

A file of `docs/` holds documents in this form (`README.md` in this folder has an example):

    ### id | date | title         the title becomes the first line of the text
    text, any number of lines
    ---
    F nv Nvidia = NVIDIA; NVDA    type letter, id, name, further mentions
    ~X ai advanced chips          "~": a generic entity
    ---
    DEVELOPS nv,amd gpu [p item=x date=2025] : quote

A name that stands in the text is a mention of its own; usual forms of countries and the surname of
a person are added by themselves. Subjects and objects in lists give a relation for each pair. In
brackets: `p` planned, `a` alleged, `e` ended, `!` negated, and keys with values. A quote may be
shortened to "first words ... last words"; `^` is the quote of the line before.
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from aigeo.model.vocabulary import vocabulary

FOLDER = Path(__file__).parent
TYPES = {
    "P": "Person", "O": "Organization", "F": "Firm", "G": "Government", "A": "Agency",
    "R": "ResearchOrganization", "U": "Fund", "C": "Country", "L": "Place", "T": "Technology",
    "X": "Chip", "M": "Model", "D": "Dataset", "Y": "Facility", "W": "Policy",
}  # fmt: skip
STATUS = {"p": "planned", "a": "alleged", "e": "ended"}
ENTITY_KEYS = ("item", "list", "destination")
FORMS = {
    "United States": "US U.S. American Americans America",
    "China": "Chinese PRC mainland",
    "United Kingdom": "UK U.K. British Britain",
    "European Union": "EU E.U. European",
    "South Korea": "Korea Korean",
    "Japan": "Japanese",
    "Taiwan": "Taiwanese",
    "Netherlands": "Dutch",
    "Germany": "German",
    "France": "French",
    "India": "Indian",
    "Russia": "Russian",
    "Iran": "Iranian",
    "Israel": "Israeli",
    "Canada": "Canadian",
    "Italy": "Italian",
    "Spain": "Spanish",
    "Saudi Arabia": "Saudi Saudis",
    "United Arab Emirates": "UAE Emirati U.A.E. Emirates",
    "Malaysia": "Malaysian",
    "Singapore": "Singaporean",
    "Vietnam": "Vietnamese",
    "Australia": "Australian",
    "Switzerland": "Swiss",
    "Sweden": "Swedish",
    "Brazil": "Brazilian",
    "Poland": "Polish",
    "Ukraine": "Ukrainian",
    "Turkey": "Turkish Türkiye",
    "North Korea": "DPRK",
    "Mexico": "Mexican",
    "Norway": "Norwegian",
    "Finland": "Finnish",
    "Denmark": "Danish",
    "Indonesia": "Indonesian",
    "Thailand": "Thai",
    "Kazakhstan": "Kazakh",
    "Philippines": "Philippine",
    "Belgium": "Belgian",
    "Ireland": "Irish",
    "Austria": "Austrian",
    "Kenya": "Kenyan",
    "Nigeria": "Nigerian",
    "Qatar": "Qatari",
}
"""What countries are called besides their name."""
ADJECTIVES = {
    form
    for forms in FORMS.values()
    for form in forms.split()
    if form.endswith(("an", "ans", "ese", "ish", "ch", "man", "li", "di", "dis", "ti", "sh"))
} | {"Swiss", "Polish", "Thai", "Kazakh", "Philippine", "Qatari"}
"""Forms that alone make no country."""


@dataclass
class Draft:
    """One document while it is read; `problems` are what the checks found."""

    id: str
    published: str
    text: str
    entities: list[dict[str, Any]] = field(default_factory=list)
    relations: list[dict[str, Any]] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)


def occurs(surface: str, text: str) -> bool:
    """Whether the surface stands in the text as whole words."""
    return re.search(rf"(?<!\w){re.escape(surface)}(?!\w)", text) is not None


def read_entity(line: str, draft: Draft) -> None:
    """One entity line: `F nv Nvidia = NVIDIA; NVDA`."""
    head, _, rest = line.partition(" = ")
    kind, key, name = head.split(" ", 2)
    generic = kind.startswith("~")
    label = TYPES.get(kind.lstrip("~"))
    given = [m.strip() for m in rest.split(";") if m.strip()]
    mentions = [name, *given] if occurs(name, draft.text) else given
    if label == "Country":
        mentions += [f for f in FORMS.get(name, "").split() if occurs(f, draft.text)]
    without = draft.text.replace(name, "")
    if label == "Person" and not generic and " " in name and occurs(name.split()[-1], without):
        mentions.append(name.split()[-1])
    mentions = list(dict.fromkeys(mentions))
    draft.problems += [f"no type {kind}"] if label is None else []
    draft.problems += [f"mention not in text: {m}" for m in given if not occurs(m, draft.text)]
    draft.problems += [f"no mention: {name}"] if not mentions else []
    if any(e["id"] == key for e in draft.entities):
        draft.problems.append(f"id used twice: {key}")
    draft.entities.append(
        {"id": key, "type": label, "name": name, "mentions": mentions, "generic": generic}
    )


def find_quote(quote: str, draft: Draft) -> tuple[int, int]:
    """Start and end of a quote, which may be shortened with " ... "."""
    first, _, last = quote.partition(" ... ")
    start = draft.text.find(first)
    end = start + len(first)
    if start >= 0 and last:
        at = draft.text.find(last, end)
        end = at + len(last) if at >= 0 else -1
    if start < 0 or end < 0:
        draft.problems.append(f"quote not in text: {quote}")
        return 0, 1
    return start, end


def read_relation(line: str, before: str, draft: Draft) -> str:
    """One relation line; gives its quote for a `^` in the next."""
    match = re.fullmatch(r"([A-Z_]+) (\S+) (\S+)(?: \[(.*?)\])? : ?(.+)", line)
    if match is None:
        draft.problems.append(f"not a relation: {line}")
        return before
    kind, subjects, objects, marks, quote = match.groups()
    quote = before if quote.strip() == "^" else quote.strip()
    start, end = find_quote(quote, draft)
    extra: dict[str, Any] = {}
    for mark in (marks or "").split():
        key, _, value = mark.partition("=")
        if key in STATUS and not value:
            extra["status"] = STATUS[key]
        elif key == "!":
            extra["negated"] = True
        elif key in {*ENTITY_KEYS, "date", "amount"} and value:
            extra[key] = value.replace("_", " ") if key == "amount" else value
        else:
            draft.problems.append(f"unknown mark {mark}: {line}")
    for subject in subjects.split(","):
        for object_ in objects.split(","):
            draft.relations.append(
                {
                    "type": kind,
                    "subject": subject,
                    "object": object_,
                    "item": None,
                    "quote": draft.text[start:end],
                    "start_char": start,
                    "end_char": end,
                    "date": None,
                    "status": "stated",
                    "negated": False,
                    **extra,
                    "confidence": 1.0,
                }
            )
    return quote


def check_relations(draft: Draft) -> None:
    """Arguments, signatures, duplicates, and generic entities that nothing needs."""
    words = vocabulary()
    kinds = {e["id"]: e["type"] for e in draft.entities}
    seen, used = set(), set()
    for r in draft.relations:
        where = f"{r['type']} {r['subject']} {r['object']}"
        args = [r["subject"], r["object"], *(r[k] for k in ENTITY_KEYS if r.get(k))]
        used.update(args)
        unknown = [a for a in args if a not in kinds]
        draft.problems += [f"unknown id {a}: {where}" for a in unknown]
        if r["type"] not in words.relation_types:
            draft.problems.append(f"unknown relation: {where}")
        elif not unknown and not words.relation_types[r["type"]].allows(
            kinds[r["subject"]], kinds[r["object"]]
        ):
            draft.problems.append(f"signature: {where}")
        key = (r["type"], r["subject"], r["object"], r["status"], r.get("list"))
        draft.problems += [f"said twice: {where}"] if key in seen else []
        seen.add(key)
    draft.problems += [
        f"generic without a relation: {e['name']}"
        for e in draft.entities
        if e["generic"] and e["id"] not in used and e["type"] != "Technology"
    ]


def drop_adjectives(draft: Draft) -> None:
    """Leave out countries that the text names by an adjective only, with what hangs on them."""
    gone = {
        e["id"]
        for e in draft.entities
        if e["type"] == "Country" and not e["generic"] and set(e["mentions"]) <= ADJECTIVES
    }
    if not gone:
        return
    draft.relations = [r for r in draft.relations if not {r["subject"], r["object"]} & gone]
    used = set()
    for r in draft.relations:
        for key in ENTITY_KEYS:
            if r.get(key) in gone:
                r[key] = None
        used.update(r.get(k) for k in ("subject", "object", *ENTITY_KEYS))
    draft.entities = [
        e for e in draft.entities if e["id"] not in gone and (not e["generic"] or e["id"] in used)
    ]


def read_file(path: Path) -> list[Draft]:
    """All documents of one file."""
    drafts = []
    for block in re.split(r"(?m)^### ", path.read_text(encoding="utf-8"))[1:]:
        head, _, rest = block.partition("\n")
        name, published, title = (part.strip() for part in head.split("|", 2))
        parts = re.split(r"(?m)^---$", rest)
        text = f"{title}\n{parts[0].strip()}"
        draft = Draft(f"train-{name}", published, text)
        for line in parts[1].strip().splitlines() if len(parts) > 1 else []:
            read_entity(line.strip(), draft)
        before = ""
        for line in parts[2].strip().splitlines() if len(parts) > 2 else []:
            before = read_relation(line.strip(), before, draft)
        check_relations(draft)
        drop_adjectives(draft)
        drafts.append(draft)
    return drafts


def read_folder(folder: Path = FOLDER / "docs") -> list[Draft]:
    """All documents of the folder; a name may stand for one document only."""
    drafts = [d for path in sorted(folder.glob("*.txt")) for d in read_file(path)]
    names = Counter(d.id for d in drafts)
    for draft in drafts:
        if names[draft.id] > 1:
            draft.problems.append("id of another document")
    return drafts


def as_line(draft: Draft) -> str:
    """The document in the form of the gold data, as one line of JSON."""
    document = {
        "id": draft.id,
        "title": draft.text.partition("\n")[0],
        "published": draft.published,
        "url": None,
        "text": draft.text,
        "entities": draft.entities,
        "relations": draft.relations,
    }
    return json.dumps(document, ensure_ascii=False) + "\n"


def main() -> int:
    """Build the file; problems go to standard error and make the exit status 1."""
    drafts = read_folder()
    (FOLDER / "train-more.jsonl").write_text("".join(map(as_line, drafts)), encoding="utf-8")
    counts: Counter[str] = Counter()
    for draft in drafts:
        counts.update(entities=len(draft.entities), relations=len(draft.relations))
        counts.update(generic=sum(e["generic"] for e in draft.entities))
        counts.update(negated=sum(r["negated"] for r in draft.relations))
        counts.update(r["type"] for r in draft.relations)
        counts.update(r["status"] for r in draft.relations)
        for problem in draft.problems:
            print(f"{draft.id}: {problem}", file=sys.stderr)
    print(len(drafts), "documents", dict(counts.most_common()))
    return 1 if any(d.problems for d in drafts) else 0


if __name__ == "__main__":
    sys.exit(main())
