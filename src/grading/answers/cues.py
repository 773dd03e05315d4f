"""Cues: readable patterns of words that a rubric is written in, and how they are found in a sentence.

A cue is a line such as `keep|take ... {largest} & {region}`:

- a word stands for all its forms; `a|b` for either; `invarian*` for what begins so, `*est` for what ends so;
- `#` stands for a number up to 20,000, also written `5k`;
- `{name}` for a set of words that the rubric's table `words` gives;
- words that follow one another must do so in the answer; `..` allows up to two words between them,
  `...` up to six;
- `a & b` asks for both parts, in any order, at most sixteen words apart.

No cue reaches beyond its sentence. Within one, a chain of words is kept for each place of its last word and
no more, so that no answer makes the search branch out.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from grading.answers.clauses import Sentence
from grading.answers.english import word_list
from grading.answers.words import stem

_NO_SUPERLATIVES = word_list("no_superlatives")
_GAPS = {"..": 2, "...": 6}
_APART = 16


class CueError(ValueError):
    """A cue that can't be read; the message says which and why."""


@dataclass(frozen=True)
class Words:
    """A set of words, by their stems, beginnings and endings."""

    stems: frozenset[str]
    beginnings: tuple[str, ...]
    endings: tuple[str, ...]
    numbers: bool = False

    def places(self, sentence: Sentence) -> list[int]:
        """Where in a sentence one of the words stands."""
        places = [
            place for name in self.stems & sentence.positions.keys() for place in sentence.positions[name]
        ]
        if self.beginnings or self.endings or self.numbers:
            places += [
                number for number, token in enumerate(sentence.tokens) if self._has_form_of(token.word)
            ]
        return sorted(set(places))

    def _has_form_of(self, word: str) -> bool:
        if self.numbers and word[0] in "0123456789":
            return _is_small_number(word)
        return word.startswith(self.beginnings) or (
            word.endswith(self.endings) and word not in _NO_SUPERLATIVES
        )


@dataclass(frozen=True)
class Found:
    """A place where a cue matches: the numbers of the words that made it up."""

    places: tuple[int, ...]

    @property
    def first(self) -> int:
        """Number of the first word."""
        return min(self.places)

    @property
    def last(self) -> int:
        """Number of the last word."""
        return max(self.places)


@dataclass(frozen=True)
class Cue:
    """A pattern of words; `text` is how the rubric writes it."""

    text: str
    parts: tuple[tuple[tuple[int, Words], ...], ...]

    def find(self, sentence: Sentence) -> Iterator[Found]:
        """Every place of the first part, with the nearest places of the others."""
        chains = []
        for part in self.parts:
            places = _chains(part, sentence)
            if not places:
                return
            chains.append(places)
        for chain in chains[0]:
            together = list(chain)
            for others in chains[1:]:
                nearest = min(others, key=lambda other: abs(other[0] - chain[0]))
                if abs(nearest[0] - chain[0]) > _APART:
                    break
                together += nearest
            else:
                yield Found(tuple(together))


def read_words(text: str, sets: Mapping[str, Words]) -> Words:
    """Read `a|b*|{name}`.

    Raises:
        CueError: an unknown set, or no word at all.
    """
    stems: set[str] = set()
    beginnings: list[str] = []
    endings: list[str] = []
    numbers = False
    for word in text.split("|"):
        if word.startswith("{") and word.endswith("}"):
            if word[1:-1] not in sets:
                raise CueError(f"{word} is no set of the table words, which has {', '.join(sorted(sets))}")
            named = sets[word[1:-1]]
            stems |= named.stems
            beginnings += named.beginnings
            endings += named.endings
            numbers |= named.numbers
        elif word == "#":
            numbers = True
        elif word.endswith("*") and word[:-1].isalnum():
            beginnings.append(word[:-1])
        elif word.startswith("*") and word[1:].isalnum():
            endings.append(word[1:])
        elif word.isalnum() and word == word.casefold():
            stems.add(stem(word))
        else:
            raise CueError(
                f"{word!r} is no word in lower case, no {{set}} and no beginning such as invarian*"
            )
    return Words(frozenset(stems), tuple(beginnings), tuple(endings), numbers)


def read_cue(text: str, sets: Mapping[str, Words]) -> Cue:
    """Read a cue as the module's text describes it.

    Raises:
        CueError: it is empty, begins or ends with a gap, or holds what is no word.
    """
    parts = []
    for part in text.split("&"):
        slots: list[tuple[int, Words]] = []
        gap = 0
        for piece in part.split():
            if piece in _GAPS:
                gap = _GAPS[piece]
            else:
                slots.append((gap, read_words(piece, sets)))
                gap = 0
        if not slots or gap or slots[0][0]:
            raise CueError(f"the cue {text!r} has a part that is empty, or that begins or ends with a gap")
        parts.append(tuple(slots))
    return Cue(text, tuple(parts))


def _chains(part: tuple[tuple[int, Words], ...], sentence: Sentence) -> list[tuple[int, ...]]:
    """Where the words of one part follow one another: one chain for each place of the last word."""
    chains: list[tuple[int, ...]] = [(place,) for place in part[0][1].places(sentence)]
    for gap, words in part[1:]:
        if not chains:
            return []
        longer: list[tuple[int, ...]] = []
        index = 0
        for place in words.places(sentence):
            while index + 1 < len(chains) and chains[index + 1][-1] < place:
                index += 1
            if chains[index][-1] < place <= chains[index][-1] + gap + 1:
                longer.append((*chains[index], place))
        chains = longer
    return chains


def _is_small_number(word: str) -> bool:
    digits = word.removesuffix("k")
    if not digits.isdecimal() or len(digits) > 6:
        return False
    return int(digits) * (1000 if digits != word else 1) <= 20_000
