"""The lists: the name by which texts call them, who issues them, where the law has them."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Agency:
    name: str
    aliases: tuple[str, ...] = ()
    parent: str | None = None


@dataclass(frozen=True)
class List:
    id: str
    policy: str
    agency: Agency
    aliases: tuple[str, ...] = ()
    citation: tuple[str, ...] = ()
    cites: bool = True  # whether Federal Register citations date the listing
    person: bool = False  # whether "Family, Given" names a person


BIS = Agency("Bureau of Industry and Security", ("BIS",), "U.S. Department of Commerce")
OFAC = Agency("Office of Foreign Assets Control", ("OFAC",), "U.S. Department of the Treasury")
WAR = Agency(
    "U.S. Department of Defense",
    (
        "U.S. Department of War",
        "Department of Defense",
        "Department of War",
        "DoD",
        "DoW",
        "Pentagon",
    ),
)
STATE = Agency("U.S. Department of State", ("Department of State", "State Department"))
DDTC = Agency("Directorate of Defense Trade Controls", ("DDTC",), "U.S. Department of State")
DHS = Agency("U.S. Department of Homeland Security", ("Department of Homeland Security", "DHS"))
CBP = Agency("U.S. Customs and Border Protection", ("CBP",), "U.S. Department of Homeland Security")
FCC = Agency("Federal Communications Commission", ("FCC", "U.S. Federal Communications Commission"))

LISTS = {
    "bis_entity_list": List(
        "bis-entity-list",
        "Entity List",
        BIS,
        ("U.S. Entity List", "BIS Entity List"),
        ("Supplement No. 4 to part 744",),
    ),
    "bis_meu": List(
        "bis-meu",
        "Military End-User List",
        BIS,
        ("MEU List", "Military End User List"),
        ("Supplement No. 7 to part 744",),
    ),
    "bis_dpl": List("bis-dpl", "Denied Persons List", BIS, ("DPL",), cites=False),
    "dow_1260h": List(
        "dow-1260h",
        "1260H list",
        WAR,
        ("Section 1260H list", "1260H List of Chinese Military Companies"),
        ("Section 1260H, Pub. L. 116-283",),
    ),
    "dow_1286": List(
        "dow-1286", "Section 1286 list", WAR, ("1286 list",), ("Section 1286, Pub. L. 115-232",)
    ),
    "ofac_eo14032_annex": List(
        "ofac-eo14032",
        "Annex to Executive Order 14032",
        OFAC,
        ("E.O. 14032 Annex",),
        ("86 FR 30145",),
        cites=False,
    ),
    "ofac_nscmic": List(
        "ofac-nscmic",
        "Non-SDN Chinese Military-Industrial Complex Companies List",
        OFAC,
        ("NS-CMIC List", "CMIC List"),
    ),
    "dhs_uflpa": List(
        "dhs-uflpa", "UFLPA Entity List", DHS, ("Uyghur Forced Labor Prevention Act Entity List",)
    ),
    "cbp_wro": List(
        "cbp-wro", "Withhold Release Orders and Findings List", CBP, ("Withhold Release Orders",)
    ),
    "fcc_covered": List(
        "fcc-covered", "Covered List", FCC, ("FCC Covered List",), ("47 CFR 1.50002",)
    ),
    "state_nonproliferation": List(
        "state-nonproliferation",
        "Nonproliferation Sanctions",
        STATE,
        ("State Department nonproliferation sanctions",),
    ),
    "state_debarred_admin": List(
        "state-debarred-admin",
        "AECA Debarred Parties (Administrative)",
        DDTC,
        ("Administratively debarred parties",),
        person=True,
    ),
}
