"""Whether what a cue found is denied."""

from grading.answers.clauses import Sentence
from grading.answers.cues import Found
from grading.answers.english import word_list

_NEGATORS = word_list("negators")
_PLAIN_NEGATORS = word_list("plain_negators")
_HARMLESS_AFTER_NOT = word_list("harmless_after_not")
_SCOPE_ENDS = word_list("scope_ends")
_PRONOUNS = word_list("pronouns")
_AUXILIARIES = word_list("auxiliaries")
# How many words a negation may stand before what it negates.
_REACH = 7
# Likewise where the cue itself holds a negation.
_REACH_OF_SECOND = 2


def negations(sentence: Sentence, place: Found) -> int:
    """How many words negate what a cue found.

    Words of the cue itself do not count. A negation reaches some words ahead, to the end of its clause at
    most; one that follows counts in "efficient they are not".

    Args:
        sentence: the sentence.
        place: where the cue was found in it.
    """
    tokens = sentence.tokens
    own = any(tokens[number].word in _NEGATORS for number in place.places)
    start = place.first
    while start > 0 and place.first - start < (_REACH_OF_SECOND if own else _REACH):
        before = tokens[start - 1]
        if before.clause != tokens[place.first].clause or before.word in _SCOPE_ENDS:
            break
        start -= 1
    count = 0
    for number in range(start, place.first if own else place.last + 1):
        if number in place.places or tokens[number].word not in _NEGATORS:
            continue
        later = tokens[number + 1 :]
        if tokens[number].word == "without" and any(token.word in _PLAIN_NEGATORS for token in later):
            continue  # "without many images it can't": it needs many images
        if tokens[number].word in _PLAIN_NEGATORS and "without" in {token.word for token in tokens[:number]}:
            continue
        after = later[0].word if later else ""
        scope = [token.word for token in tokens[number + 1 : place.last + 1] if token.word in _SCOPE_ENDS]
        if after not in _HARMLESS_AFTER_NOT and not scope:
            count += 1
    match [token.word for token in tokens[place.last + 1 : place.last + 4]]:
        case [pronoun, auxiliary, "not"] if pronoun in _PRONOUNS and auxiliary in _AUXILIARIES:
            count += 1
    return count
