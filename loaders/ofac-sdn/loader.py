"""OFAC's list of Specially Designated Nationals, in its csv family without headers.

Parties are in sdn.csv, their other names in alt.csv, addresses in add.csv; sdn_comments.csv goes
on where the remarks of sdn.csv stop after 1,000 characters.
"""

from aigeo.load import Context
from aigeo.load.helpers.authorities import SDN_LIST
from aigeo.load.helpers.ofac import Family, load_family

FILES = Family("sdn.csv", "alt.csv", "add.csv", "sdn_comments.csv", lambda _program: SDN_LIST)


def load(context: Context) -> None:
    load_family(context, FILES)
