"""Sizes that an answer gives, such as 26x26 and 13 by 13: whether a later one is smaller than the first."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from grading.answers.clauses import Sentence, Token
from grading.answers.words import stem

SMALLER_SIZE = "smallersize"
"""What a cue writes for a size that is smaller than one before."""

_SIZE = re.compile(r"([0-9]{1,4})x([0-9]{1,4})(?:x[0-9]{1,4})?")
# Whatever is smaller than that is a window.
_SMALLEST_MAP = 5


def with_smaller_sizes(sentences: Sequence[Sentence]) -> list[Sentence]:
    """The sentences, where a size that is smaller than the one before has become the word `SMALLER_SIZE`."""
    before: int | None = None
    changed = []
    for sentence in sentences:
        tokens = list(sentence.tokens)
        for number, height in _sizes(tokens):
            if before is not None and height < before:
                tokens[number] = replace(tokens[number], word=SMALLER_SIZE, stem=stem(SMALLER_SIZE))
            before = height
        changed.append(Sentence(tuple(tokens), sentence.text, sentence.asks))
    return changed


def _sizes(tokens: Sequence[Token]) -> Iterator[tuple[int, int]]:
    """Each size of a map, as the number of its word and its height."""
    for number, token in enumerate(tokens):
        words = [token.word for token in tokens[number : number + 4]]
        size = _SIZE.fullmatch(token.word)
        if size and int(size[1]) > _SMALLEST_MAP:
            yield number, int(size[1])
            continue
        match words:
            case [height, "by" | "x", width, *_] if _is_size(height) and _is_size(width):
                yield number, int(height)
            case ["from", first, "to", second] if _is_size(first) and _is_size(second):
                yield number + 1, int(first)
                yield number + 3, int(second)


def _is_size(word: str) -> bool:
    return word.isascii() and word.isdecimal() and len(word) <= 4 and int(word) > _SMALLEST_MAP
