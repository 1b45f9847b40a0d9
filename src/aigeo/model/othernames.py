"""Other names that a name itself holds, in brackets or beside a stroke.

"Qatar Investment Authority (QIA)" is called QIA, too; "Acme (Suzhou) Co., Ltd." is not called
Acme: a bracket that is neither an acronym of the name nor the name in another script belongs to it.
"""

from __future__ import annotations

import re
import unicodedata

from anyascii import anyascii
from rapidfuzz.distance import JaroWinkler

from aigeo.model.acronyms import made_of
from aigeo.model.names import fold, normalise_name, words

_BRACKET = re.compile(r"(?P<name>[^()（）]+)[(（]\s*(?P<other>[^()（）]+?)\s*[)）]\s*")
_STROKE = re.compile(r"(?P<name>.+?)\s+[-–—/|]\s+(?P<other>.+)")
_LONGEST = 300
"""Characters of a name that is looked at."""
_MOST = 0.5
"""Share of a name's words of which an acronym has letters."""
_ALIKE = 0.7
"""Likeness, after Jaro and Winkler, of one name as it is read in two scripts."""
_PLACE = 2
"""Characters that Chinese cities have in brackets: a name of as many has to be read alike."""


def other_names(name: str) -> tuple[str, ...]:
    """Give the names that an organisation's name holds besides itself, none for most.

    >>> other_names("Qatar Investment Authority (QIA)")
    ('Qatar Investment Authority', 'QIA')
    >>> other_names("PIF - Public Investment Fund"), other_names("Huawei (华为)")
    (('PIF', 'Public Investment Fund'), ('Huawei', '华为'))
    >>> other_names("Acme Robotics (USA)"), other_names("Acme (武汉) Co., Ltd.")
    ((), ())
    """
    if len(name) > _LONGEST:
        return ()
    for form in (_BRACKET, _STROKE):
        match = form.fullmatch(name)
        if match is not None:
            parts = match["name"].strip(), match["other"].strip()
            return parts if all(parts) and _both(*parts) else ()
    return ()


def _both(one: str, other: str) -> bool:
    """Tell whether two parts of a name are each a name of the thing."""
    scripts = _scripts(one), _scripts(other)
    if scripts[0].isdisjoint(scripts[1]):
        return _in_other_script(one, other) if all(scripts) else False
    return _is_acronym(one, other) or _is_acronym(other, one)


def _is_acronym(short: str, name: str) -> bool:
    """Tell whether a text in capitals is made of the beginnings of a name's words.

    Small words and legal forms may have a letter in it, as those of MoF and SMIC.
    """
    letters = [c for c in short if c.isalnum()]
    if " " in short or sum(c.isupper() for c in letters) < max(2, len(letters) - 2):
        return False
    spelt = words(fold(short))
    if sum(len(word) > 1 for word in spelt) > 1:
        return False  # two acronyms in one: RFNC-VNIIEF
    whole = tuple(words(fold(name)))
    plain = tuple(normalise_name(name).split())
    text = "".join(spelt)
    return any(made_of(text, each) > _MOST for each in (plain, whole))


def _in_other_script(one: str, other: str) -> bool:
    keys = normalise_name(one), normalise_name(other)
    short = min(keys, key=len)
    if all(" " in key for key in keys) or ("CJK" in _scripts(short) and len(short) > _PLACE):
        return True
    read = [anyascii(key).lower().replace(" ", "") for key in keys]
    return JaroWinkler.similarity(*read) >= _ALIKE


def _scripts(text: str) -> set[str]:
    """Give the scripts of the letters of a text, by the first word of their names in Unicode."""
    return {unicodedata.name(c, "?").split()[0] for c in text if c.isalpha()}
