"""AGORA: AI laws, rules, policies and commitments of governments and companies.

A document in force is ISSUED by its authority; a proposed one is a planned fact, a defunct one
(repealed, or a bill that lapsed) an ended one.
"""

import re

from aigeo.load import Context
from aigeo.load.helpers.dates import iso_date

STATUS = {"Enacted": "stated", "Proposed": "planned", "Defunct": "ended"}
# Classes of authorities, not bodies.
CLASSES = {
    "Private-sector companies",
    "Other authorities",
    "Other multinational",
    "Chinese provincial and local governments",
    "State governments",
    "Local governments",
}
# "National Defense Authorization Act for Fiscal Year 2023, Section 1554 (…)" is part of the act.
PROVISION = re.compile(
    r"^(?P<act>.+?\b(?:Act|Law)\b[^,(]*(?:, (?:19|20)\d\d)?), "
    r"(?:Division|Subdivision|Title|Subtitle|Part|Section|Sec\.|Chapter)\b"
)


def load(context: Context) -> None:
    authorities = {row["Name"]: row for row in context.rows("authorities.csv")}
    issuers = {}
    for row in context.rows("documents.csv"):
        name = row["Authority"]
        if name not in issuers:
            issuers[name] = issuer(context, row, authorities.get(name))
        document(context, row, *issuers[name])


def document(context, row, authority, jurisdiction):
    """Emit a document, the act that it is part of, and who issued it."""
    state, date = row["Most recent activity"], iso_date(row["Most recent activity date"])
    proposed = iso_date(row["Proposed date"])
    if state not in STATUS:
        context.reject(row, "unknown state of a document", state)
        return
    if row["Most recent activity date"] and date is None:
        context.reject(
            row, "'Most recent activity date' is no date", row["Most recent activity date"]
        )
        return
    policy = context.entity(
        "Policy",
        row["Official name"],
        evidence=row.cite(
            "AGORA ID", "Official name", "Casual name", "Short summary", "Most recent activity",
            "Most recent activity date", "Link to document",
        ),
        external_ids={"agora": row["AGORA ID"]},
        aliases=[row["Casual name"]],
        description=row["Short summary"],
        effective=date if state == "Enacted" else None,
        repealed=date if state == "Defunct" else None,
        jurisdiction=jurisdiction,
        website=row["Link to document"],
    )  # fmt: skip
    if provision := PROVISION.match(row["Official name"]):
        cited = row.cite("Official name", "Casual name")
        act = context.entity("Policy", provision["act"], evidence=cited, jurisdiction=jurisdiction)
        context.relation("PART_OF", policy, act, kind="provision", evidence=cited)
    if authority is not None:
        context.relation(
            "ISSUES",
            authority,
            policy,
            date=date if state == "Enacted" else proposed,
            start=proposed or (date if state == "Enacted" else None),
            end=date if state == "Defunct" else None,
            status=STATUS[state],
            evidence=row.cite(
                "Official name", "Authority", "Proposed date", "Most recent activity",
                "Most recent activity date",
            ),
        )  # fmt: skip


def issuer(context, row, about):
    """Give the body that an authority means (None for a class of bodies) and its jurisdiction."""
    name, jurisdiction, parent = row["Authority"], "", ""
    cited = row.cite("Authority")
    if about is not None:
        jurisdiction, parent = about["Jurisdiction"], about["Parent authority"]
        cited = about.cite("Name", "Jurisdiction", "Parent authority")
    if name in CLASSES:
        return None, jurisdiction
    if name.startswith("Government of ") or name == "Chinese central government":
        country = context.country(
            "China"
            if name.startswith("Chinese")
            else name.removeprefix("Government of the ").removeprefix("Government of "),
            evidence=cited,
        )
        return context.government(
            country, evidence=cited
        ) if country else None, country.name if country else ""
    if name == "European Union":
        return context.country(name, evidence=cited), name
    if parent in ("State governments", "Local governments"):
        body = context.entity(
            "Government", f"Government of {name}", evidence=cited, countries=["us"]
        )
        return body, name
    if jurisdiction != "United States":
        return context.entity("Organization", name, evidence=cited), jurisdiction
    country = context.country(jurisdiction, evidence=cited)
    usual = f"U.S. {name}" if name.startswith("Department of ") else name
    agency = context.entity("Agency", usual, aliases=[name], evidence=cited, countries=["us"])
    above = context.government(country, evidence=cited)
    context.relation("PART_OF", agency, above, kind="agency", evidence=cited)
    return agency, jurisdiction
