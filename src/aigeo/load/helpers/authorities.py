"""Public authorities and the lists of parties that they issue."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from aigeo.load.context import Context, EntityRef
    from aigeo.load.rows import Row
    from aigeo.model.records import Evidence


@dataclass(frozen=True, slots=True)
class Authority:
    """An agency, by the name that texts use, with the department or body above it."""

    name: str
    aliases: tuple[str, ...] = ()
    parent: str | None = None
    country: str = "United States"


@dataclass(frozen=True, slots=True)
class PartyList:
    """A list of parties: its usual name, who issues it, where the law has it."""

    policy: str
    authority: Authority
    aliases: tuple[str, ...] = ()
    citation: tuple[str, ...] = ()


BIS = Authority("Bureau of Industry and Security", ("BIS",), "U.S. Department of Commerce")
OFAC = Authority("Office of Foreign Assets Control", ("OFAC",), "U.S. Department of the Treasury")
DEFENSE = Authority(
    "U.S. Department of Defense",
    ("U.S. Department of War", "Department of Defense", "Department of War", "DoD", "Pentagon"),
)
STATE = Authority("U.S. Department of State", ("Department of State", "State Department"))
ISN = Authority(
    "Bureau of International Security and Nonproliferation", ("ISN",), "U.S. Department of State"
)
DDTC = Authority("Directorate of Defense Trade Controls", ("DDTC",), "U.S. Department of State")
DHS = Authority("U.S. Department of Homeland Security", ("Department of Homeland Security", "DHS"))
CBP = Authority(
    "U.S. Customs and Border Protection", ("CBP",), "U.S. Department of Homeland Security"
)
FCC = Authority(
    "Federal Communications Commission", ("FCC", "U.S. Federal Communications Commission")
)

ENTITY_LIST = PartyList(
    "Entity List", BIS, ("U.S. Entity List", "BIS Entity List"), ("Supplement No. 4 to part 744",)
)
MEU_LIST = PartyList(
    "Military End-User List",
    BIS,
    ("MEU List", "Military End User List", "Military End User (MEU) List"),
    ("Supplement No. 7 to part 744",),
)
UNVERIFIED_LIST = PartyList(
    "Unverified List", BIS, ("UVL", "BIS Unverified List"), ("Supplement No. 6 to part 744",)
)
DENIED_PERSONS_LIST = PartyList("Denied Persons List", BIS, ("DPL",), ("15 CFR 764",))
SDN_LIST = PartyList(
    "Specially Designated Nationals and Blocked Persons List",
    OFAC,
    ("SDN List", "Specially Designated Nationals List", "SDN"),
)
CMIC_LIST = PartyList(
    "Non-SDN Chinese Military-Industrial Complex Companies List",
    OFAC,
    ("NS-CMIC List", "CMIC List"),
)
SSI_LIST = PartyList("Sectoral Sanctions Identifications List", OFAC, ("SSI List",))
PLC_LIST = PartyList("Palestinian Legislative Council List", OFAC, ("NS-PLC List",))
FSE_LIST = PartyList("Foreign Sanctions Evaders List", OFAC, ("FSE List",))
MBS_LIST = PartyList("Non-SDN Menu-Based Sanctions List", OFAC, ("NS-MBS List",))
CAPTA_LIST = PartyList("CAPTA List", OFAC, ("List of Foreign Financial Institutions",))
LIST_1260H = PartyList(
    "1260H list",
    DEFENSE,
    ("Section 1260H list", "1260H List of Chinese Military Companies"),
    ("Section 1260H, Pub. L. 116-283",),
)


def issue(
    context: Context,
    entry: PartyList,
    evidence: Row | Evidence,
    *,
    aliases: Iterable[str] = (),
    citation: Iterable[str] = (),
    description: str = "",
    website: str = "",
) -> tuple[EntityRef, EntityRef]:
    """Describe a list, the authority that issues it and what that is part of; give both."""
    authority = entry.authority
    country = context.country(authority.country, evidence=evidence)
    if country is None:
        raise ValueError(f"{authority.country!r} is no country")
    code = [country.removeprefix("cc:")]
    policy = context.entity(
        "Policy",
        entry.policy,
        evidence=evidence,
        aliases=[*entry.aliases, *aliases],
        citation=[c for c in (*entry.citation, *citation) if c],
        jurisdiction=country.name,
        description=description,
        website=website,
    )
    agency = context.entity(
        "Agency", authority.name, evidence=evidence, aliases=authority.aliases, countries=code
    )
    above = context.government(country, evidence=evidence)
    if authority.parent is not None:
        department = context.entity("Agency", authority.parent, evidence=evidence, countries=code)
        context.relation("PART_OF", department, above, kind="agency", evidence=evidence)
        above = department
    context.relation("PART_OF", agency, above, kind="agency", evidence=evidence)
    context.relation("ISSUES", agency, policy, evidence=evidence)
    return policy, agency
