"""The files of this source and the lists that they hold."""

from dataclasses import dataclass

from aigeo.load.helpers.authorities import (
    CBP,
    CMIC_LIST,
    DDTC,
    DEFENSE,
    DENIED_PERSONS_LIST,
    DHS,
    ENTITY_LIST,
    FCC,
    LIST_1260H,
    MEU_LIST,
    OFAC,
    STATE,
    PartyList,
)


@dataclass(frozen=True)
class File:
    """A list by its id in lists.json."""

    id: str
    list: PartyList
    cites: bool = True  # whether Federal Register citations date the listing
    inverted: bool = False  # whether "Family, Given" is a person
    mostly_persons: bool = False  # whether a name without marks of a body is a person's


FILES = {
    "bis_entity_list": File("bis-entity-list", ENTITY_LIST),
    "bis_meu": File("bis-meu", MEU_LIST),
    "bis_dpl": File("bis-dpl", DENIED_PERSONS_LIST, cites=False, mostly_persons=True),
    "dow_1260h": File("dow-1260h", LIST_1260H),
    "dow_1286": File(
        "dow-1286",
        PartyList("Section 1286 list", DEFENSE, ("1286 list",), ("Section 1286, Pub. L. 115-232",)),
    ),
    "ofac_eo14032_annex": File(
        "ofac-eo14032",
        PartyList("Annex to Executive Order 14032", OFAC, ("E.O. 14032 Annex",), ("86 FR 30145",)),
        cites=False,
    ),
    "ofac_nscmic": File("ofac-nscmic", CMIC_LIST),
    "dhs_uflpa": File(
        "dhs-uflpa",
        PartyList("UFLPA Entity List", DHS, ("Uyghur Forced Labor Prevention Act Entity List",)),
    ),
    "cbp_wro": File(
        "cbp-wro",
        PartyList(
            "Withhold Release Orders and Findings List", CBP, ("Withhold Release Orders", "WRO")
        ),
    ),
    "fcc_covered": File(
        "fcc-covered", PartyList("Covered List", FCC, ("FCC Covered List",), ("47 CFR 1.50002",))
    ),
    "state_nonproliferation": File(
        "state-nonproliferation",
        PartyList("Nonproliferation Sanctions", STATE, ("State nonproliferation sanctions",)),
    ),
    "state_debarred_admin": File(
        "state-debarred-admin",
        PartyList(
            "AECA Debarred Parties (Administrative)", DDTC, ("Administratively debarred parties",)
        ),
        inverted=True,
    ),
}
