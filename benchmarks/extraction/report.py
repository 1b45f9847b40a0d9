"""Write docs/accuracy.md from the stored results.

usage: report.py [--check]

`--check` writes nothing and fails when the page does not say what the results do.
"""

from __future__ import annotations

import argparse
import json
import math
import re
import sys
from collections.abc import Iterator
from pathlib import Path

HERE = Path(__file__).parent
RESULTS = HERE / "results"
PAGE = HERE.parents[1] / "docs" / "accuracy.md"
LINKING = PAGE.with_name("accuracy-resolution.md")
CEILING = {"entities": 0.94, "relations": 0.87}
TARGETS = {"core-markers": 0.72, "crossner-ai": 0.66, "crossner-politics": 0.76}
TITLES = {
    "core-markers": "CORE, relations of two given companies, encoder fine-tuned",
    "core": "CORE, encoder as shipped",
    "crossner-ai": "CrossNER, AI",
    "crossner-politics": "CrossNER, politics",
    "conll04": "CoNLL04, entities",
    "wnut17": "WNUT17, entities",
}
ABOUT = {
    "dev": "17 documents, mostly rules of the Federal Register",
    "dev-news": "14 news stories",
}
EXTRACTORS = ("local", "llm")
GIVEN_TARGET = 0.60


def read(name: str) -> dict | None:
    path = RESULTS / f"{name}.json"
    return json.loads(path.read_text("utf-8")) if path.exists() else None


def number(value: float) -> str:
    return f"{value:.3f}".removeprefix("0") if value < 1 else f"{value:.2f}"


def interval(row: dict, key: str = "interval") -> str:
    low, high = row[key]
    return f"{number(low)}–{number(high)}"


def table(header: tuple[str, ...], rows: list[tuple[str, ...]]) -> Iterator[str]:
    yield "| " + " | ".join(header) + " |"
    yield "|" + "|".join("---" for _ in header) + "|"
    for row in rows:
        yield "| " + " | ".join(str(cell).replace("|", "\\|") for cell in row) + " |"
    yield ""


def overall(found: list[tuple[str, dict]]) -> Iterator[str]:
    rows = []
    for what in ("entities", "relations"):
        for extractor, r in found:
            s = r["scores"][what]
            rows.append((
                what, r["name"], extractor, number(s["precision"]), number(s["recall"]),
                f"**{number(s['f1'])}**", interval(s), number(CEILING[what]),
            ))  # fmt: skip
    for name in ABOUT:
        given = read(f"given-{name}")
        if given is not None:
            s = given["scores"]["relations"]
            rows.append((
                "relations between annotated entities", name, "local", number(s["precision"]),
                number(s["recall"]), f"**{number(s['f1'])}**", interval(s), "",
            ))  # fmt: skip
    yield from table(
        ("what", "documents", "extractor", "precision", "recall", "F1", "95 %", "annotators agree"),
        rows,
    )
    yield (
        "Between annotated entities (`given.py`): every occurrence of the annotated mentions is "
        "given with its type; all parts vote with the shipped weights. The target on dev-news is "
        f"{number(GIVEN_TARGET)}."
    )
    yield ""
    for extractor, r in found:
        evidence = r["scores"]["evidence"]
        yield (
            f"Evidence of {extractor} on {r['name']}: {evidence['found']} quotes, "
            f"{evidence['precision']:.0%} of them word for word at their offsets."
        )
    yield ""


def per_type(found: list[tuple[str, dict]], prefix: str) -> Iterator[str]:
    for extractor, r in found:
        kinds = [
            (k.removeprefix(prefix), s) for k, s in r["scores"].items() if k.startswith(prefix)
        ]
        kinds.sort(key=lambda pair: (-pair[1]["gold"], pair[0]))
        yield f"### {r['name']}, {extractor}"
        yield ""
        yield from table(
            ("type", "annotated", "found", "precision", "recall", "F1", "95 %"),
            [(k, str(s["gold"]), str(s["found"]), number(s["precision"]), number(s["recall"]),
              number(s["f1"]), interval(s)) for k, s in kinds],
        )  # fmt: skip


def calibration(found: list[tuple[str, dict]]) -> Iterator[str]:
    rows = []
    for extractor, r in found:
        for kind, bins in r["calibration"].items():
            rows += [
                (kind, r["name"], extractor, f"{b['from']:.1f} to {b['to']:.1f}", str(b["count"]),
                 number(b["stated"]), number(b["right"]))
                for b in bins
            ]  # fmt: skip
    yield from table(
        ("of", "documents", "extractor", "confidence", "findings", "mean confidence", "right"), rows
    )


def failures(found: list[tuple[str, dict]]) -> Iterator[str]:
    for extractor, r in found:
        yield f"### {r['name']}, {extractor}"
        yield ""
        yield from table(("class", "count"), [(k, str(n)) for k, n in r["failure_classes"].items()])
        yield "Drawn by chance:"
        yield ""
        for why, shown in r["failures"]:
            yield f"- {why}: {' '.join(shown.split())}"
        yield ""


def public() -> Iterator[str]:
    rows = []
    for name, title in TITLES.items():
        r = read(name)
        if r is not None:
            target = number(TARGETS[name]) if name in TARGETS else ""
            rows.append((title, f"**{number(r['f1'])}**", interval(r), target))
    yield from table(("set", "F1", "95 %", "target"), rows)
    core, tuned = read("core"), read("core-markers")
    if core is None or tuned is None:
        return
    parts, left_out, count = tuned["parts"], tuned["left_out"], tuned["networks"]
    yield (
        "CORE fine-tuned (`core_markers.py`): the pretrained encoder goes on learning from CORE's "
        "training rows, with marks around the two companies; nothing was tuned on the test rows. "
        f"{'One network' if count == 1 else f'The mean of {count} networks'}, without a fifth of "
        f"the rows, has {number(left_out['encoder'])} on those left out and "
        f"{number(parts['encoder'])} on the test rows "
        f"({number(parts['both without shared sentences'])} on those whose sentence is not also a "
        "training row's). A linear model on words beside it brings "
        f"{left_out['both'] - left_out['encoder']:+.3f} on the rows left out."
    )
    yield ""
    yield from documents_of_redocred()
    parts = core["parts"]
    yield (
        f"CORE with the encoder as shipped: the encoder alone {number(parts['encoder'])}, words "
        f"alone {number(parts['words'])}, both {number(parts['both'])}; without shared sentences "
        f"both {number(parts['both without shared sentences'])}."
    )
    yield ""
    kinds = sorted(tuned["per_type"].items(), key=lambda pair: -pair[1])
    yield from table(
        ("relation of CORE", "F1 fine-tuned", "F1 as shipped"),
        [(k, number(v), number(core["per_type"][k])) for k, v in kinds],
    )


def documents_of_redocred() -> Iterator[str]:
    r = read("redocred")
    if r is None:
        return
    yield (
        f"Re-DocRED (`redocred.py`), entities given: F1 **{number(r['f1'])}** "
        f"(95 % {interval(r)}), precision {number(r['precision'])}, recall {number(r['recall'])}; "
        f"{number(r['ignoring'])} ignoring facts that the training part states in the same names. "
        "Its training part is not in its repository: the network, from all-MiniLM-L6-v2, learnt "
        "from 400 documents of the dev part (published figures are for 3,053) and was tested on "
        f"the {r['rows']} of the test part. Mentions more than two sentences apart are not looked "
        f"at, as in the extractor: {r['reach']:.0%} of the facts can be found."
    )
    yield ""


SHOWN = ("entities", "relations", "relations between annotated entities")
SETS = ("dev", "dev-news", "held-out")


def slope(rows: list[dict], name: str, what: str) -> float:
    """What twice as many texts bring, by least squares on the logarithm of their number."""
    x = [math.log2(r["texts"]) for r in rows]
    y = [r[name][what] for r in rows]
    mean_x, mean_y = sum(x) / len(x), sum(y) / len(y)
    return sum((a - mean_x) * (b - mean_y) for a, b in zip(x, y, strict=True)) / sum(
        (a - mean_x) ** 2 for a in x
    )


def curve() -> Iterator[str]:
    """What more training texts bring, measured, and what the next hundred would."""
    r = read("learning-curve")
    if r is None:
        return
    yield "## More training texts"
    yield ""
    yield r["about learnt"]
    yield ""
    yield from table(
        ("texts", "model", *(f"{name}: E, R, R given E" for name in SETS)),
        [
            (str(row["texts"]), row["what"],
             *(", ".join(number(row[n][w]) for w in SHOWN) if n in row else "" for n in SETS))
            for row in r["learnt"]
        ],
    )  # fmt: skip
    same = [row for row in r["learnt"] if row.get("curve")]
    if len(same) > 1:
        most = max(row["texts"] for row in same)
        step = math.log2((r["texts"] + 100) / r["texts"])
        gains = "; ".join(
            f"{name} {', '.join(f'{slope(same, name, what) * step:+.3f}' for what in SHOWN)}"
            for name in SETS
        )
        yield (
            f"A line through the rows of one recipe ({', '.join(str(s['texts']) for s in same)} "
            f"texts) over the logarithm of the number of texts says what a hundred more than the "
            f"{r['texts']} at hand would bring, in the order of the table: {gains}. Beyond {most} "
            f"texts that is a guess."
        )
        yield ""
    yield "The whole extractor, entities and relations:"
    yield ""
    yield from table(
        ("parts", *SETS),
        [
            (row["what"],
             *(", ".join(number(row[n][w]["f1"]) for w in SHOWN[:2]) if n in row else ""
               for n in SETS))
            for row in r["rows"]
        ],
    )  # fmt: skip
    yield r["about"]
    yield ""


def pages() -> Iterator[str]:
    r = read("pages")
    if r is None:
        return
    yield "## Text of web pages"
    yield ""
    yield (
        f"{r['pages']} news pages of article-extraction-benchmark: F1 **{number(r['f1'])}** "
        f"(95 % {interval(r, 'f1_interval')}), precision {number(r['precision'])}, recall "
        f"{number(r['recall'])}; trafilatura's defaults reach .960. "
        + ", ".join(f"{k} found on {v:.0%}" for k, v in r["found"].items())
        + ". Whether these are right is not annotated there."
    )
    yield ""


def linking() -> Iterator[str]:
    """The main figures of the page on linking, which says how they were measured."""
    found = re.search(
        r"^\| matcher, related names \| [\d.]+ \| ([\d.]+) \| ([\d.]+) \|",
        LINKING.read_text("utf-8"),
        re.M,
    )
    if found is None:
        raise SystemExit(f"{LINKING} has no row of the matcher on related names")
    precision, recall = (number(float(text)) for text in found.groups())
    yield "## Linking by names"
    yield ""
    yield (
        f"The matcher that tells which entities are one has precision **{precision}** and recall "
        f"**{recall}** on the test part, pairs of unrelated names apart: "
        f"[Accuracy of linking by names]({LINKING.name})."
    )


def lines() -> Iterator[str]:
    found = [
        (extractor, r)
        for extractor in EXTRACTORS
        for name in ABOUT
        if (r := read(f"{extractor}-{name}")) is not None
    ]
    yield "# Accuracy of extraction"
    yield ""
    yield "Written by `benchmarks/extraction/report.py` from `benchmarks/extraction/results/`."
    yield ""
    yield "Documents: " + "; ".join(f"`{k}`, {v}" for k, v in ABOUT.items()) + "."
    yield (
        "None of them, nor any retelling, was trained on; designs were chosen by them, so texts of "
        "other publishers will score lower. A relation is right when its type, both ends and the "
        "negation are. The last column is what two careful annotations of one text agree on: more "
        "cannot be measured. Intervals are bootstraps over documents."
    )
    yield ""
    yield from overall(found)
    if not any(extractor == "llm" for extractor, _ in found):
        yield (
            "The LLM extractor has not been scored: that needs a key. "
            "`aigeo extract dev.jsonl --model …` gives the file that `accuracy.py` scores."
        )
        yield ""
    yield "## Relations by type"
    yield ""
    yield from per_type(found, "relation ")
    yield "## Entities by type"
    yield ""
    yield from per_type(found, "entity ")
    yield "## Calibration"
    yield ""
    yield "Of the findings with a confidence in a range, the share that is right."
    yield ""
    yield from calibration(found)
    yield "## Failures"
    yield ""
    yield from failures(found)
    yield "## Public sets"
    yield ""
    yield (
        "But for the first row: a head of two layers on the shipped encoder, which is not changed, "
        "trained on each set's own training part (`public.py`). CrossNER's train and dev parts "
        "were used in the encoder's pretraining, too."
    )
    yield ""
    yield from public()
    yield from curve()
    yield from pages()
    yield from linking()


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--check", action="store_true")
    a = parser.parse_args()
    text = "\n".join(lines()).rstrip() + "\n"
    if a.check:
        if not PAGE.exists() or PAGE.read_text("utf-8") != text:
            print(f"{PAGE} is not what the results say; run {Path(__file__).name}", file=sys.stderr)
            return 1
        return 0
    PAGE.write_text(text, "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
