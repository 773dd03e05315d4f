"""Who or what each clause speaks of: the question's topic, its opposite, or something else."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Literal

from grading.answers.clauses import Sentence
from grading.answers.cues import Cue, Found
from grading.answers.english import word_list
from grading.answers.rubrics import Rubric

Subject = Literal["topic", "opposite", "others"]

_CONTRASTS = word_list("contrasts")
_BEFORE_NAMES = word_list("before_names")
_RELATIVES = word_list("relatives")
_THEY = word_list("they")


class Subjects:
    """The subjects of one sentence.

    Attributes:
        names: numbers of the words that are part of a longer name. What a thing is called claims nothing:
            "max pooling" does not say that a maximum is taken.
        last: what a pronoun in the next sentence may stand for.

    Args:
        sentence: the sentence.
        rubric: says how the topic, its opposite and others are called.
        before: the `last` of the sentence before.
    """

    def __init__(self, sentence: Sentence, rubric: Rubric, before: Subject) -> None:
        self._sentence = sentence
        self._clauses = [token.clause for token in sentence.tokens]
        self._mentions = _outermost(self._find_mentions(rubric))
        self.names = {
            place for first, last, _ in self._mentions if first < last for place in range(first, last + 1)
        }
        self._before: list[Subject] = []
        self._subjects = list(self._follow(before))
        self.last: Subject = self._subjects[0] if self._subjects else before

    def of(self, place: Found) -> Subject:
        """What a cue's words are about: the name before them in their clause, else the clause's subject."""
        clause = self._clauses[place.first]
        names = [
            subject
            for start, end, subject in self._mentions
            if self._clauses[start] == clause and end <= place.last and not self._is_compared(start)
            if subject != "others"
        ]
        if names:
            return names[-1]
        said = [token.word for token in self._sentence.tokens[: place.first] if token.clause == clause]
        return self._before[clause] if _THEY & set(said) else self._subjects[clause]

    def _find_mentions(self, rubric: Rubric) -> Iterator[tuple[int, int, Subject]]:
        groups: tuple[tuple[Subject, Sequence[Cue]], ...] = (
            ("topic", rubric.topic),
            ("opposite", rubric.opposite),
            ("others", rubric.others),
        )
        for subject, cues in groups:
            for cue in cues:
                for place in cue.find(self._sentence):
                    yield place.first, place.last, subject

    def _is_compared(self, first: int) -> bool:
        tokens = self._sentence.tokens
        before = [
            token.word for token in tokens[max(0, first - 3) : first] if token.clause == self._clauses[first]
        ]
        while before and before[-1] in _BEFORE_NAMES:
            before.pop()
        return bool(before) and before[-1] in _CONTRASTS

    def _follow(self, before: Subject) -> Iterator[Subject]:
        """For every clause what it is about."""
        tokens = self._sentence.tokens
        mentioned = current = before
        for clause in range(self._clauses[-1] + 1 if tokens else 0):
            first = self._clauses.index(clause)
            here = [mention for mention in self._mentions if self._clauses[mention[0]] == clause]
            own = [
                subject
                for start, _, subject in here
                if not self._is_compared(start) and (subject != "others" or start - first <= 2)
            ]
            # A pronoun in front of a clause's first name speaks of what was named before.
            self._before.append(current if clause else "topic")
            if own:
                current = own[0]
            elif not clause:
                current = before if tokens[first].word in _THEY else "topic"
            yield mentioned if clause and not own and tokens[first].word in _RELATIVES else current
            if here:
                mentioned = here[-1][2]


def _outermost(mentions: Iterable[tuple[int, int, Subject]]) -> list[tuple[int, int, Subject]]:
    """Without names inside longer names: "pooling" in "average pooling"."""
    kept: list[tuple[int, int, Subject]] = []
    for first, last, subject in sorted(mentions, key=lambda mention: (mention[0], -mention[1])):
        if not kept or last > kept[-1][1]:
            kept.append((first, last, subject))
    return kept
