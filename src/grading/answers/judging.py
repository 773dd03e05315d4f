"""What an answer says about each criterion: cues found, with the subject and the polarity of their clause."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from grading.answers.clauses import Sentence
from grading.answers.cues import Cue, Found
from grading.answers.english import word_list
from grading.answers.negation import negations
from grading.answers.rubrics import Criterion, FalseClaim, Rubric
from grading.answers.subjects import Subject, Subjects

_FUNCTION_WORDS = word_list("function_words")
_CONDITIONS = word_list("conditions")


@dataclass(frozen=True)
class Evidence:
    """A place where an answer speaks of a criterion.

    Attributes:
        supports: whether it states the idea or its contrary.
        certain: whether the cue states it, rather than suggests it.
        first: number of its first word in the sentence.
        last: number of its last.
        cue: the rubric's cue.
        words: what the learner wrote there.
    """

    supports: bool
    certain: bool
    first: int
    last: int
    cue: str
    words: str


@dataclass(frozen=True)
class Reading:
    """What was found in an answer.

    Attributes:
        evidence: for each criterion's id what speaks for and against it, in the answer's order.
        false_claims: known mistakes that the answer makes.
        unexplained: how many words, small ones left out, stand outside all that was found.
    """

    evidence: dict[str, list[Evidence]]
    false_claims: tuple[FalseClaim, ...]
    unexplained: int

    @property
    def is_blank(self) -> bool:
        """Whether nothing at all was found, neither right nor wrong."""
        return not any(self.evidence.values()) and not self.false_claims

    def meets(self, criterion: Criterion) -> bool:
        """Whether the answer states the idea: the last word counts, a clear one more than a vague one."""
        found = self.evidence[criterion.id]
        certain = [evidence for evidence in found if evidence.certain]
        return bool(found) and (certain or found)[-1].supports


def judge(sentences: Sequence[Sentence], rubric: Rubric) -> Reading:
    """Look for every cue of the rubric in every sentence."""
    evidence: dict[str, list[Evidence]] = {criterion.id: [] for criterion in rubric.criteria}
    claims: dict[str, FalseClaim] = {}
    unexplained = 0
    last: Subject = "topic"
    for sentence in sentences:
        told = _Told(sentence, rubric, last)
        last = told.subjects.last
        explained: set[int] = set()
        for criterion in rubric.criteria:
            found = sorted(told.evidence(criterion), key=lambda item: item.last)
            evidence[criterion.id] += found
            explained.update(place for item in found for place in range(item.first, item.last + 1))
        for claim in rubric.false_claims:
            if told.claims(claim):
                claims[claim.id] = claim
                explained.update(range(len(sentence.tokens)))
        unexplained += sum(
            number not in explained and token.word not in _FUNCTION_WORDS
            for number, token in enumerate(sentence.tokens)
        )
    return Reading(evidence, tuple(claims.values()), unexplained)


class _Told:
    """What one sentence says, with its subjects."""

    def __init__(self, sentence: Sentence, rubric: Rubric, before: Subject) -> None:
        self._sentence = sentence
        self._clauses = [token.clause for token in sentence.tokens]
        self.subjects = Subjects(sentence, rubric, before)

    def evidence(self, criterion: Criterion) -> Iterator[Evidence]:
        """What the sentence says about a criterion."""
        if criterion.unless.places(self._sentence):
            return
        reversing = self._reversed_clauses(criterion)
        found = [
            (place, cue, supports, certain)
            for cues, supports, certain in (
                (criterion.says, True, True),
                (criterion.denies, False, True),
                (criterion.suggests, True, False),
            )
            for cue in cues
            for place in cue.find(self._sentence)
            if supports or self._clauses[place.first] == self._clauses[place.last]
        ]
        taken = set(self.subjects.names)
        for ignored in criterion.ignores:
            for place in ignored.find(self._sentence):
                taken.update(place.places)
        kept: list[set[int]] = []
        for place, cue, supports, certain in _longest_first(found):
            subject = self.subjects.of(place)
            places = set(place.places)
            if subject == "others" or places & taken or any(places <= longer for longer in kept):
                continue
            kept.append(places)
            denials = negations(self._sentence, place)
            if denials and not supports and not criterion.compares:
                continue  # who denies one wrong thing has not said the right one
            turned = denials + (criterion.compares and subject == "opposite")
            turned += bool(reversing & {self._clauses[number] for number in place.places})
            sure = certain and not self._sentence.asks
            yield Evidence(
                supports ^ (turned % 2 == 1), sure, place.first, place.last, cue.text, self._words(place)
            )

    def claims(self, claim: FalseClaim) -> bool:
        """Whether the sentence makes a false claim."""
        if claim.unless.places(self._sentence):
            return False
        return any(
            self.subjects.of(place) == "topic" and negations(self._sentence, place) % 2 == 0
            for cue in claim.says
            for place in cue.find(self._sentence)
        )

    def _reversed_clauses(self, criterion: Criterion) -> set[int]:
        """Clauses that hold a word such as "fails", and conditions that follow: "fails when there is ..."."""
        found = {self._clauses[place] for place in criterion.reversed_by.places(self._sentence)}
        conditions = {
            token.clause
            for token in self._sentence.tokens
            if token.word in _CONDITIONS and token.clause - 1 in found
        }
        return found | conditions

    def _words(self, place: Found) -> str:
        tokens = self._sentence.tokens
        return " ".join(token.word for token in tokens[place.first : place.last + 1])


def _longest_first(found: list[tuple[Found, Cue, bool, bool]]) -> list[tuple[Found, Cue, bool, bool]]:
    """Cues of more words before those of fewer: "less complicated" before "complicated"."""
    return sorted(found, key=lambda item: (-len(item[0].places), not item[3], item[0].last))
