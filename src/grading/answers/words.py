"""Words as the rules compare them: lower case, without contractions, endings and irregular forms."""

import re
from functools import lru_cache

from grading.answers.english import CONTRACTIONS, IRREGULAR, WRITTEN_OUT

_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)?")
_ENDINGS = ("ing", "ied", "ies", "ed", "es", "e", "s")


def tokens(text: str) -> list[tuple[str, int, int]]:
    """The words of a text in lower case, contractions written out, each with its place in the text.

    `don't` gives `do` and `not`, both at the place of `don't`.
    """
    return [
        (word, match.start(), match.end())
        for match in _WORD.finditer(text)
        for word in _written_out(match[0].casefold())
    ]


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """What the forms of a word have in common: `keeps`, `keeping` and `kept` give `keep`."""
    word = IRREGULAR.get(word, word)
    if len(word) < 4 or word.endswith(("ss", "us", "is")):
        return word
    for ending in _ENDINGS:
        root = word.removesuffix(ending)
        if root != word and len(root) >= 3:
            if ending in ("ied", "ies"):
                return f"{root}y"
            if len(root) > 3 and root[-1] == root[-2] and root[-1] not in "sl" and ending in ("ing", "ed"):
                root = root[:-1]
            return root
    return word


def _written_out(word: str) -> list[str]:
    if "'" in word:
        root, _, ending = word.partition("'")
        if ending == "t" and root.endswith("n"):
            return ["can" if root == "can" else "will" if root == "won" else root[:-1], "not"]
        return [part for part in (root, CONTRACTIONS.get(ending, ending)) if part]
    return WRITTEN_OUT.get(word, word).split()
