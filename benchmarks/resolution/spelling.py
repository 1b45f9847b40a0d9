"""How the spelling of names and addresses differs between sources."""

from __future__ import annotations

import random
import re

from aigeo.model.blocking import GENERIC


def variants(name: str, rng: random.Random) -> str:
    """Change a name as its spelling differs between sources."""
    words = name.split()
    change = rng.choice(("typo", "typo", "drop", "abbreviate", "order", "join", "translit"))
    if change == "typo":
        at = rng.randrange(len(name))
        kind = rng.choice(("swap", "less", "other"))
        if kind == "swap" and at + 1 < len(name):
            return name[:at] + name[at + 1] + name[at] + name[at + 2 :]
        return name[:at] + ("" if kind == "less" else rng.choice("aeionst")) + name[at + 1 :]
    if change == "drop":
        generic = [w for w in words if w.lower().strip(".,") in GENERIC]
        if generic and len(words) > 2:
            words.remove(rng.choice(generic))
    elif change == "abbreviate":
        short = {"technology": "Tech", "technologies": "Tech", "international": "Intl",
                 "corporation": "Corp", "electronics": "Electronic", "company": "Co",
                 "university": "Univ", "industries": "Industry", "institute": "Inst"}  # fmt: skip
        words = [short.get(w.lower().strip(".,"), w) for w in words]
    elif change == "order" and len(words) > 2:
        words = [*words[1:], words[0]]
    elif change == "join" and len(words) > 1:
        at = rng.randrange(len(words) - 1)
        words = [*words[:at], words[at] + words[at + 1].lower(), *words[at + 2 :]]
    elif change == "translit":
        for a, b in (("kh", "h"), ("y", "i"), ("x", "ks"), ("iy", "y"), ("j", "zh")):
            if a in name.lower():
                return name.lower().replace(a, b)
    return " ".join(words)


def respelt(address: str) -> str:
    """Change an address so that its key is another."""
    word = max(re.findall(r"[^\W\d_]+", address) or [""], key=len)
    return address.replace(word, word[1:]) if word else address
