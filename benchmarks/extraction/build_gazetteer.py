"""Build the gazetteer that the package ships from the curated files, Epoch AI's tables and
training texts.

usage: build_gazetteer.py [--epoch FOLDER] [--train FILE…] [-o FILE]

Sources: `data/extraction/gazetteer/` (curated, ours), Epoch AI's tables (CC BY 4.0, epoch.ai/data),
named entities of the annotated training texts (ours). The dev sets are never read.
"""

from __future__ import annotations

import argparse
import csv
import json
import re
import sys
import unicodedata
from collections import Counter, defaultdict
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from texts import add_train, read_texts

ROOT = Path(__file__).resolve().parents[2]
CURATED = ROOT / "data" / "extraction" / "gazetteer"
OUT = ROOT / "src" / "aigeo" / "articles" / "data" / "gazetteer.jsonl"
GENERIC_WORDS = {
    "ai",
    "chips",
    "compute",
    "company",
    "list",
    "bill",
    "rule",
    "order",
    "gpu",
    "gpus",
    "llm",
    "llms",
}
# Words that name too many other things to be taken for a name wherever they stand alone.
TOO_COMMON = {
    "abel",
    "act",
    "agency",
    "aurora",
    "authority",
    "bank",
    "board",
    "bureau",
    "capital",
    "cell",
    "chen",
    "chip",
    "command",
    "committee",
    "council",
    "court",
    "department",
    "digital",
    "east",
    "element",
    "engine",
    "fair",
    "finance",
    "grace",
    "group",
    "honor",
    "horizon",
    "house of",
    "industry",
    "institute",
    "internal",
    "kim",
    "law",
    "lee",
    "left",
    "li",
    "memory",
    "ministry",
    "mission",
    "north",
    "nova",
    "office",
    "one",
    "port",
    "screen",
    "section",
    "south",
    "spark",
    "step",
    "summit",
    "teams",
    "tensor",
    "university",
    "vera",
    "vision",
    "wang",
    "west",
    "yang",
}


def slug(name: str) -> str:
    flat = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", flat.casefold()).strip("-") or "x" + name.encode().hex()[:12]


class Builder:
    def __init__(self) -> None:
        self.entries: dict[str, dict] = {}
        self.names: dict[tuple[str, str], str] = {}

    def add(self, kind: str, name: str, aliases=(), *, entry_id=None, merge=True, **extra) -> None:
        key = self.names.get((kind, name.casefold()))
        if key is None and entry_id is None and merge:
            for alias in aliases:
                key = key or self.names.get((kind, alias.casefold()))
        key = entry_id or key or f"{kind.lower()}:{slug(name)}"
        entry = self.entries.setdefault(
            key, {"id": key, "type": kind, "name": name, "aliases": [], **extra}
        )
        for alias in (name, *aliases):
            owner = self.names.setdefault((kind, alias.casefold()), key)
            if alias != entry["name"] and alias not in entry["aliases"] and owner == key:
                entry["aliases"].append(alias)

    def knows(self, name: str) -> bool:
        return any((kind, name.casefold()) in self.names for kind in KINDS)


KINDS = (
    "Firm",
    "Fund",
    "Organization",
    "Agency",
    "ResearchOrganization",
    "Chip",
    "Model",
    "Dataset",
    "Policy",
    "Technology",
    "Facility",
    "Person",
    "Country",
    "Government",
    "Place",
)


def rows(path: Path):
    for line in path.read_text("utf-8").splitlines():
        if line.strip() and not line.startswith("# "):
            yield line


def curated(builder: Builder) -> None:
    for line in rows(CURATED / "countries.tsv"):
        iso, name, aliases, adjectives, government, scripts = (line.split("\t") + [""] * 6)[:6]
        split = lambda field: [x for x in field.split("|") if x]  # noqa: E731
        if iso == "eu" and "Europe" in aliases:
            aliases = "|".join(a for a in split(aliases) if a != "Europe")
        builder.add(
            "Country",
            name,
            split(aliases) + split(scripts),
            entry_id=f"cc:{iso}",
            adjectives=split(adjectives),
        )
        government = "|".join(
            x
            for a in split(government)
            for x in ((a, a[:-11] + " Government") if a.endswith(" government") else (a,))
        )
        builder.add(
            "Government",
            f"Government of {name}" if iso != "us" else "United States Government",
            [f"{name} government", f"{name} Government", *split(government)],
            entry_id=f"gov:{iso}",
            country=f"cc:{iso}",
        )
    for line in rows(CURATED / "places.tsv"):
        name, iso, state, aliases = (line.split("\t") + [""] * 4)[:4]
        builder.add(
            "Place",
            name,
            [a for a in aliases.split("|") if a],
            country=f"cc:{iso}",
            **({"part_of": state} if state else {}),
        )
    for line in rows(CURATED / "curated.txt"):
        kind, rest = line.split(":", 1)
        for item in rest.split(";"):
            if item.strip():
                name, *aliases = (x.strip() for x in item.split("|"))
                builder.add(kind, name, aliases)


def epoch(builder: Builder, folder: Path) -> None:
    def read(name):
        with (folder / name).open(encoding="utf-8", newline="") as file:
            yield from csv.DictReader(file)

    def plain(name):
        return (
            2 < len(name) < 40
            and name[0].isupper()
            and "(" not in name
            and name.casefold() not in TOO_COMMON
        )

    research = re.compile(
        r"universit|institut|laborator|academy|college|school|centre|center|research", re.I
    )
    organizations: Counter[str] = Counter()
    for row in read("notable_ai_models.csv"):
        for name in row["Organization"].split(","):
            organizations[name.strip()] += 1
    for name, count in organizations.items():
        if plain(name) and not builder.knows(name) and (count > 1 or " " in name):
            builder.add("ResearchOrganization" if research.search(name) else "Firm", name)
    for row in read("frontier_ai_models.csv"):
        name = row["Model"].split("(")[0].strip()
        if plain(name) and not builder.knows(name) and re.search(r"\d", name):
            builder.add("Model", name)
    for row in read("ml_hardware.csv"):
        name = row["Hardware name"].split("(")[0].strip()
        if plain(name):
            short = re.sub(
                r"^(?:NVIDIA|Nvidia|AMD|Google|Huawei|Intel|Amazon|Microsoft|Meta|Cambricon|"
                r"Tesla) ",
                "",
                name,
            )
            short = re.split(r" (?:PCIe|SXM|NVL|OAM|SXM2|SXM4|SXM5|80 ?GB|40 ?GB)", short)[0]
            if not builder.knows(short) and re.search(r"\d", short) and len(short) > 3:
                builder.add("Chip", short)
    for row in read("ai_companies.csv"):
        if not builder.knows(row["Name"]):
            builder.add("Firm", row["Name"])


def training(builder: Builder, documents: list[dict]) -> None:
    """Named entities of the training texts; persons and short ambiguous names only when two
    texts have them."""
    kinds: dict[str, Counter[str]] = defaultdict(Counter)
    aliases: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for document in documents:
        for entity in document["entities"]:
            if not entity["generic"]:
                kinds[entity["name"]][entity["type"]] += 1
                for mention in entity["mentions"]:
                    aliases[(entity["type"], entity["name"])][mention] += 1
    for name, counter in sorted(kinds.items()):
        ((kind, count),) = counter.most_common(1)
        if kind in {"Country", "Government"} or (
            not name[0].isupper() and not re.search(r"[A-Z0-9]", name)
        ):
            continue
        if kind == "Person" and count < 2:
            continue
        if kind == "Policy" and (
            count < 2
            and not re.search(r"\b(?:Act|List|Rule|Order|Law|Regulation|Agreement|Plan)\b", name)
        ):
            continue
        keep = [
            a
            for a, n in aliases[(kind, name)].items()
            if usable(a, kind) and (n > 1 or " " in a or a.isupper() or a in name)
        ]
        if usable(name, kind) and (
            not builder.knows(name) or (kind, name.casefold()) in builder.names
        ):
            free = [
                a for a in keep if not builder.knows(a) or (kind, a.casefold()) in builder.names
            ]
            builder.add(kind, name, free, merge=False)


def usable(name: str, kind: str) -> bool:
    low = name.casefold()
    if low in GENERIC_WORDS or low in TOO_COMMON or len(name) < 2 or ":" in name:
        return False
    if kind == "Person":
        return " " in name
    if not re.search(r"[A-Z\d]", name):
        return kind == "Technology" and " " in name
    if len(name) < 3 and kind not in {"Model"}:
        return False
    first = name.split()[0]
    return not (first[0].islower() and kind in {"Agency", "Organization", "Facility", "Policy"})


def plural_chips(builder: Builder) -> None:
    for entry in builder.entries.values():
        if entry["type"] == "Chip":
            extra = [
                n + "s" for n in [entry["name"], *entry["aliases"]] if re.search(r"[A-Z0-9]$", n)
            ]
            entry["aliases"].extend(x for x in extra if x not in entry["aliases"])


def build(epoch_folder: Path | None, documents: list[dict]) -> list[dict]:
    builder = Builder()
    curated(builder)
    training(builder, documents)
    if epoch_folder is not None:
        epoch(builder, epoch_folder)
    plural_chips(builder)
    return [{k: v for k, v in e.items() if v} for _, e in sorted(builder.entries.items())]


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--epoch", type=Path)
    add_train(parser)
    parser.add_argument("-o", "--output", type=Path, default=OUT)
    a = parser.parse_args()
    documents = read_texts(a.train)
    entries = build(a.epoch, documents)
    a.output.write_text(
        "".join(json.dumps(e, ensure_ascii=False, sort_keys=True) + "\n" for e in entries), "utf-8"
    )
    print(f"{len(entries)} entries: {dict(Counter(e['type'] for e in entries))}", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
