"""OFAC's lists beside the SDN list ("consolidated"), in its csv family without headers.

The program of a party says on which of the lists it stands; programs that no list has to itself
stand for the consolidated list as a whole.
"""

from aigeo.load import Context
from aigeo.load.helpers.authorities import (
    CAPTA_LIST,
    CMIC_LIST,
    FSE_LIST,
    MBS_LIST,
    OFAC,
    PLC_LIST,
    SSI_LIST,
    PartyList,
)
from aigeo.load.helpers.ofac import Family, load_family

ALL = PartyList("Consolidated Sanctions List", OFAC, ("Non-SDN Consolidated Sanctions List",))
# By the beginning of the program.
LISTS = {
    "NS-PLC": PLC_LIST,
    "FSE": FSE_LIST,
    "CMIC": CMIC_LIST,
    "UKRAINE-EO13662": SSI_LIST,
    "561": CAPTA_LIST,
    "CAPTA": CAPTA_LIST,
    "NS-MBS": MBS_LIST,
    "MBS": MBS_LIST,
}


def list_of(program):
    return next((entry for start, entry in LISTS.items() if program.startswith(start)), ALL)


FILES = Family("cons_prim.csv", "cons_alt.csv", "cons_add.csv", "cons_comments.csv", list_of)


def load(context: Context) -> None:
    load_family(context, FILES)
