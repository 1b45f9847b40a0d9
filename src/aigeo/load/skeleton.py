"""A new loader's folder, ready to run and to be changed."""

from __future__ import annotations

import re
from pathlib import Path

from aigeo.errors import UsageError

YAML = """\
name: {name}
title: {title}
publisher: Who publishes it
url: https://example.org/
licence: CC0-1.0 # the licence of the data, shown in every export
commercial_use: true
updates: monthly
files:
  - name: {name}.csv
    # url: https://example.org/{name}.csv lets `aigeo load {name}` download it
    required: [Company, Country]
    ignore: {{Row: running number}}
assertions: # what a whole version must hold; a version that does not is refused
  entities: {{Firm: {{min: 1, max: 100000}}}}
  fill: {{Firm.countries: 0.5}}
  withdrawn_max: 0.3
sample: # what the files under sample/ give: aigeo loaders test {name}
  entities: {{Country: 2, Firm: 3}}
  relations: {{BASED_IN: 2, SUPPLIES: 2}}
"""
CODE = '''\
"""{title}."""

from aigeo.load import Context


def load(context: Context) -> None:
    for row in context.rows("{name}.csv"):
        home = context.country(row["Country"], evidence=row.cite("Country"))
        firm = context.entity(
            "Firm",
            row["Company"],
            countries=[home.removeprefix("cc:")] if home else [],
            founded=row["Founded"],
            evidence=row.cite("Company", "Country", "Founded"),
        )
        context.relation("BASED_IN", firm, home, evidence=row.cite("Company", "Country"))
        if row["Supplies"]:
            customer = context.entity("Firm", row["Supplies"], evidence=row.cite("Supplies"))
            context.relation(
                "SUPPLIES",
                firm,
                customer,
                start=row["Since"],
                evidence=row.cite("Company", "Supplies", "Since"),
            )
'''
SAMPLE = """\
Row,Company,Country,Founded,Supplies,Since
1,Example Lithography,Netherlands,1984,Example Foundry,2003
2,Example Foundry,Taiwan,1987,,
3,Example Foundry,Taiwan,1987,Example Chips,2016-08
"""
TEST = '''\
"""The loader on its sample; run with pytest."""

from pathlib import Path

from aigeo.config import Settings
from aigeo.load.checking import check_loader, find_loader


def test_sample():
    settings = Settings.from_env()
    (check,) = check_loader(settings, find_loader(settings, str(Path(__file__).parent)))
    assert check.failures == []
    assert check.rejected == {{}}
    assert check.warnings == []
    assert check.entities["Firm"] == 3
'''
NAME = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")


def write_skeleton(name: str, parent: Path) -> list[Path]:
    """Write `parent/name/` with loader.yaml, loader.py, a sample and a test; give the files.

    Raises UsageError for a name that is not lower-case words with hyphens, and when the folder
    is there.
    """
    check_name(name)
    folder = parent / name
    if folder.exists():
        raise UsageError(f"{folder} is there already")
    title = name.replace("-", " ").capitalize()
    files = {
        folder / "loader.yaml": YAML,
        folder / "loader.py": CODE,
        folder / "sample" / f"{name}.csv": SAMPLE,
        folder / f"test_{name.replace('-', '_')}.py": TEST,
    }
    for path, text in files.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        filled = text if path.suffix == ".csv" else text.format(name=name, title=title)
        path.write_text(filled, "utf-8")
    return list(files)


def check_name(name: str) -> None:
    """Raise UsageError for what cannot be the name of a loader."""
    if NAME.fullmatch(name) is None:
        raise UsageError(f"{name!r} is not a name of lower-case words with hyphens")
