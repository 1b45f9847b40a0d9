"""What a stored name is indexed by: for search, and for finding names that may mean the same.

A block is a key under which spellings of one name meet that their matching keys keep apart; only
names of a common block are compared, so that linking stays linear.
"""

from __future__ import annotations

from functools import lru_cache

from anyascii import anyascii

from aigeo.model.names import OMITTED

GENERIC = frozenset(
    """
    a academy agency and association bureau center centre co company corp corporation de
    department development electronic electronics engineering enterprise enterprises equipment
    factory for foundation general group holding holdings import export industrial industries
    industry information institute international investment investments joint laboratory limited
    llc ltd machinery management manufacturing materials national of office organization
    plant product products production research school science sciences scientific service
    services state stock system systems tech technical technological technologies technology
    the trade trading university inc gmbh jsc ojsc ooo oao zao pao ao fze joint liability
    obshchestvo obschestvo ogranichennoi ogranichennoy otvetstvennostyu aktsionernoe
    aktsionernoye otkrytoe otkrytoye zakrytoe zakrytoye publichnoe publichnoye federal federalnoe
    gosudarstvennoe gosudarstvennoye unitarnoe predpriyatie predpriyatiye kompaniya unitary
    zavod s i
    """.split()
)
"""Words that say what kind of thing a name means rather than which."""
_SOUNDS = str.maketrans("cqgxzdbvm", "kkkssftfn")
_SILENT = frozenset("aeiouhwy ")
MIN_SOUND = 4
MIN_LONG = 4
LONG = ("long1", "long2")


@lru_cache(maxsize=50_000)
def latin(key: str) -> str:
    """Return a matching key in Latin letters, other scripts transliterated."""
    if key.isascii():
        return key
    return " ".join(anyascii(key).lower().split())


@lru_cache(maxsize=50_000)
def blocks(key: str) -> dict[str, str]:
    """Return the blocks of a matching key, where there are such.

    ``core`` holds the words that are not generic, sorted; ``sound`` their consonants, with
    similar ones made equal, which spellings of other languages share; ``long1`` and ``long2``
    the longest of them.
    """
    words = latin(key).split()
    telling = [word for word in words if word not in GENERIC] or words
    out = {"core": " ".join(sorted(set(telling)))}
    skeleton: list[str] = []
    for char in "".join(telling).translate(_SOUNDS):
        if char not in _SILENT and (not skeleton or skeleton[-1] != char):
            skeleton.append(char)
    if len(skeleton) >= MIN_SOUND:
        out["sound"] = "".join(skeleton)
    longest = sorted({w for w in telling if len(w) >= MIN_LONG}, key=lambda w: (-len(w), w))
    out |= dict(zip(("long1", "long2"), longest, strict=False))
    return {block: text for block, text in out.items() if text}


def acronym(key: str) -> str | None:
    """Return the initials of a name of three words or more, ``None`` for a shorter one."""
    words = [word for word in latin(key).split() if word not in ("of", "and", "the", "for", "de")]
    initials = "".join(word[0] for word in words)
    return initials if 3 <= len(initials) <= 8 else None


def name_fields(key: str) -> dict[str, str]:
    """Return the properties of a stored name; all are indexed, empty ones left out.

    For search: ``rest`` and ``rest2``, the key from its second and third word on, and ``omit0``
    to ``omit2``, the key without its first, second or third character. For linking: its blocks.
    """
    rest = key.partition(" ")[2]
    fields = {"id": key, "rest": rest, "rest2": rest.partition(" ")[2]}
    fields |= {f"omit{at}": key[:at] + key[at + 1 :] for at in range(OMITTED) if at < len(key)}
    return {field: text for field, text in {**fields, **blocks(key)}.items() if text}
