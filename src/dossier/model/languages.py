"""Which words are the code of a language, for all keys that take one."""

from __future__ import annotations

import re

_TWO_LETTERS = (
    "aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv cy da "
    "de dv dz ee el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz "
    "ia id ie ig ii ik in io is it iu iw ja ji jv jw ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la "
    "lb lg li ln lo lt lu lv mg mh mi mk ml mn mo mr ms mt my na nb nd ne ng nl nn no nr nv ny oc oj "
    "om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg sh si sk sl sm sn so sq sr ss st su sv "
    "sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu"
)
"""Those of ISO 639-1, with the old ones that BCP 47 keeps."""

LANGUAGE_PATTERN = rf"^({_TWO_LETTERS.replace(' ', '|')}|[a-z]{{3}})(-[A-Za-z0-9]+)*$"
"""A code as BCP 47 has it, its first part in small letters: `es`, `pt-BR`.

Of two letters there are few, and another, such as `sp`, is an error of writing. Of three there are thousands,
which are not looked up.
"""


def is_language(words: str) -> bool:
    """Whether a record may hold `words` as the code of a language."""
    return re.fullmatch(LANGUAGE_PATTERN, words) is not None
