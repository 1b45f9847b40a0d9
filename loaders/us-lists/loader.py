"""Restricted-party lists of the United States, one Policy node a list.

The agency ISSUES its list and SANCTIONS each party on it, from the date of the earliest Federal
Register citation (later ones amend the entry) or of the list's own effective date.
"""

import re
from collections import Counter

from aigeo_loaders.us_lists.lists import FILES
from aigeo_loaders.us_lists.parties import Parties

from aigeo.load import Context
from aigeo.load.helpers.authorities import issue
from aigeo.load.helpers.citations import earliest, federal_register
from aigeo.load.helpers.dates import any_date
from aigeo.load.helpers.lists import split_prose

SUBSIDIARIES = re.compile(r"Listed together with subsidiaries: (?P<names>.*?)\.?(?: \||$)")
LISTED = re.compile(r"Listing Date \(CMIC\): (?P<date>\d\d \w{3} \d{4})")
PROGRAM = re.compile(r"Program: (?P<program>[^;]+)|(?P<section>UFLPA Sec\. [\w()]+)")
EXPIRES = re.compile(r"Expires: (?P<date>[\d-]+)")
MEASURE = re.compile(
    r"Authority: (?P<program>.*?); imposed (?P<start>[\d/]+)(?:; status: (?P<status>.*?))?(?:;|$)"
)
OVER = re.compile(r"(?:All provisions )?(?:Expired|Lifted|Removed|Terminated|Waived)", re.I)
DAY = re.compile(r"\d{1,2}/\d{1,2}/\d{2,4}")
GOODS = re.compile(r"^(?:All )?\w+(?: \w+)? (?:produced|or products produced)\b")


def load(context: Context) -> None:
    described = {row["id"]: row for row in context.rows("lists.json")}
    for name, file in FILES.items():
        rows = list(context.rows(f"{name}.json"))
        if rows:
            load_list(context, rows, described.get(file.id, rows[0]), file)


def load_list(context, rows, about, file):
    if rows[0]["@count"] not in ("", len(rows)):
        context.warn(f"{rows[0].file}: says {rows[0]['@count']} entries and holds {len(rows)}")
    policy, agency = publish(context, about, file)
    parties = Parties(context, rows, file)
    periods = Counter(
        (row["name"], match["program"]) for row in rows for match in MEASURE.finditer(row["notes"])
    )
    for row in rows:
        no_date(context, row, file)
        if row["notes"].startswith("Category listing") or GOODS.match(row["name"]):
            cited = row.cite("name", "notes", "effective_date", "country", "status")
            goods = context.entity("Technology", row["name"], evidence=cited, generic=True)
            start = any_date(row["effective_date"])
            context.relation("RESTRICTS", policy, goods, evidence=cited, start=start)
            continue
        claims = list(measures(row, periods) or listing(row, file))
        for party in parties.of(row):
            for claim in claims:
                context.relation("SANCTIONS", agency, party, list=policy, **claim)
            for name in subsidiaries(row):
                cited = row.cite("name", "notes", "effective_date", "federal_register")
                child = parties.describe(row, name, cited)
                context.relation("PART_OF", child, party, kind="subsidiary", evidence=cited)
                for claim in claims:
                    claim = {**claim, "evidence": cited}
                    context.relation("SANCTIONS", agency, child, list=policy, **claim)


def no_date(context, row, file):
    """Tell of a date that is none; the entry itself is in force all the same."""
    if row["effective_date"] and any_date(row["effective_date"]) is None:
        context.reject(row, "'effective_date' is no date", row["effective_date"])
    cited = row["federal_register"] if file.cites else ""
    if DAY.search(cited) and earliest(federal_register(cited)) is None:
        context.reject(row, "'federal_register' has no real date", cited)


def publish(context, row, file):
    """Describe the list and its agency by the row of lists.json; give both."""
    return issue(
        context,
        file.list,
        row.cite("id", "@list_id", "short_name", "official_name", "agency", "authority"),
        aliases=[row["short_name"], row["official_name"]],
        citation=[row["authority"]],
        description=row["description"],
        website=row["official_url"],
    )


def measures(row, periods):
    """Read the measures that the notes spell out, each with its authority, date and status.

    Where one authority was used against a party more than once, the date is part of the
    program's name, so that an expired measure and one in force stay two facts.
    """
    found = []
    for match in MEASURE.finditer(row["notes"]):
        status, program, start = match["status"] or "", match["program"], any_date(match["start"])
        over = OVER.match(status)
        end = DAY.search(status) if over else None
        if periods[row["name"], program] > 1 and start:
            program = f"{program}, imposed {start}"
        found.append(
            {
                "program": program,
                "start": start,
                "end": any_date(end[0]) if end else None,
                "status": "ended" if over else "stated",
                "evidence": row.cite(
                    "name", "status", "effective_date", "federal_register", "notes"
                ),
            }
        )
    return found


def listing(row, file):
    """Read when and under which programs a party was put on a list that names no measures."""
    note = row["notes"]
    listed, expires = LISTED.search(note), EXPIRES.search(note)
    start = any_date(listed["date"]) if listed else None
    if start is None and file.cites:
        start = earliest(federal_register(row["federal_register"]))
    programs = [m["program"] or m["section"] for m in PROGRAM.finditer(note)]
    noted = ("notes",) if listed or expires or programs else ()
    for program in programs or [None]:
        yield {
            "program": program,
            "start": start or any_date(row["effective_date"]),
            "end": any_date(expires["date"]) if expires else None,
            "status": "ended" if row["status"].startswith("Inactive") else "stated",
            "evidence": row.cite("name", "federal_register", "effective_date", "status", *noted),
        }


def subsidiaries(row):
    match = SUBSIDIARIES.search(row["notes"])
    return split_prose(match["names"]) if match else []
