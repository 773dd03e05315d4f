"""The written questions, and how the learner's answers are read from `answers.md`."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

FILE_NAME = "answers.md"

_HEADING = re.compile(r" {0,3}(#{1,6})(?=[ \t]|$)")
_UNDERLINE = re.compile(r" {0,3}(=+|-+)[ \t]*")
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})([^`]*)")
# A heading is a short line; words are not looked for in anything longer.
_LONGEST_HEADING = 200


@dataclass(frozen=True)
class Question:
    """A question that is answered in words.

    Attributes:
        id: how results call it.
        heading: the heading in `answers.md` below which the answer stands.
        topic: what it is about, in a few words, for a line of the score card.
        prompt: what is asked for; the stub quotes it.
        points: what the answer is worth.
    """

    id: str
    heading: str
    topic: str
    prompt: str
    points: int


QUESTIONS: tuple[Question, ...] = (
    Question(
        id="max_pooling",
        heading="What does max pooling do in a CNN?",
        topic="max pooling",
        prompt="3-5 sentences. Say what max pooling computes, and the two things this does for the network.",
        points=10,
    ),
    Question(
        id="cnn_vs_vit",
        heading="Why are CNNs still worth learning when Vision Transformers exist?",
        topic="CNNs and transformers",
        prompt="3-5 sentences. The lesson gives four reasons; a sentence for each is enough.",
        points=10,
    ),
)


def read_answers(text: str) -> dict[str, str]:
    """Find the answer to each question.

    A line that consists of the question is its heading: of any level, underlined, bold, numbered or bare, in
    any case and with any punctuation. The answer reaches to the next question or to another heading of the
    same level. Headings of another level are part of it (below `## question`, a `#` is more likely a comment
    of code than a chapter), and so is a heading that comes before any text of the answer. Lines that begin
    with `>` and HTML comments are left out. A code fence or a comment that is never closed is plain text, so
    that it swallows nothing. Of a question that stands there twice, both texts count.

    Args:
        text: the content of `answers.md`.

    Returns:
        For the id of each of `QUESTIONS` the answer, "" where it is absent or holds no word.
    """
    parts = _parts(text)
    return {question.id: _joined(parts[question.id]) for question in QUESTIONS}


def read_stray_text(text: str) -> str:
    """What stands in `answers.md` below no question, headings, prompts and comments left out.

    Args:
        text: the content of `answers.md`.
    """
    return _joined(_parts(text)[None])


def _parts(text: str) -> dict[str | None, list[list[str]]]:
    """The lines below each heading of a question, by the question's id; what is below none under None."""
    found: dict[str | None, list[list[str]]] = {None: [[]], **{question.id: [] for question in QUESTIONS}}
    current, name = found[None][0], None
    level, after_question = 0, False
    for line, verbatim in _visible_lines(re.split(r"\r\n?|\n", text.removeprefix("\ufeff"))):
        mark = None if verbatim else _HEADING.match(line)
        question = None if verbatim else asked(line)
        if question or (name and mark and len(mark[1]) == level and any(map(_holds_words, current))):
            name = question.id if question else None
            level = len(mark[1]) if mark else 2
            current = []
            found[name].append(current)
        elif line.lstrip().startswith(">") or (after_question and _UNDERLINE.fullmatch(line)):
            pass
        elif name or not mark:
            current.append(line)
        after_question = question is not None
    return found


def _visible_lines(lines: list[str]) -> Iterator[tuple[str, bool]]:
    """Every line without HTML comments, and whether it stands verbatim in a code fence."""
    closings = _longest_closing_below(lines)
    last_comment_end = max((i for i, line in enumerate(lines) if "-->" in line), default=-1)
    fence, in_comment = "", False
    for number, line in enumerate(lines):
        if fence:
            yield line, True
            if _closes(line, fence):
                fence = ""
            continue
        shown, in_comment = _without_comments(line, in_comment, closes_later=number < last_comment_end)
        opening = _FENCE.fullmatch(shown)
        if opening and closings[number].get(opening[1][0], 0) >= len(opening[1]):
            fence = opening[1]
        yield shown, bool(fence)


def _without_comments(line: str, in_comment: bool, closes_later: bool) -> tuple[str, bool]:
    """What of a line is outside comments, and whether a comment is open at its end."""
    kept: list[str] = []
    position = 0
    while True:
        if in_comment:
            end = line.find("-->", position)
            if end < 0:
                return "".join(kept), True
            position, in_comment = end + 3, False
        start = line.find("<!--", position)
        if start < 0 or not (closes_later or line.find("-->", start) >= 0):
            return "".join([*kept, line[position:]]), False
        kept.append(line[position:start])
        position, in_comment = start + 4, True


def _longest_closing_below(lines: list[str]) -> list[dict[str, int]]:
    """For each line, the longest closing fence below it, by its character."""
    below: list[dict[str, int]] = []
    longest: dict[str, int] = {}
    for line in reversed(lines):
        below.append(longest)
        fence = _FENCE.fullmatch(line)
        if fence and not fence[2].strip() and len(fence[1]) > longest.get(fence[1][0], 0):
            longest = {**longest, fence[1][0]: len(fence[1])}
    return below[::-1]


def _closes(line: str, fence: str) -> bool:
    closing = _FENCE.fullmatch(line)
    return bool(closing and not closing[2].strip() and closing[1].startswith(fence))


def asked(line: str) -> Question | None:
    """The question that a line consists of, None where it is no heading of a question."""
    if len(line) > _LONGEST_HEADING:
        return None
    return _BY_WORDS.get(_words(line))


def _words(line: str) -> tuple[str, ...]:
    """A heading's words without marks, numbering and case."""
    words = tuple(re.findall(r"[^\W_]+", line.casefold()))
    return words[1:] if words and words[0].isdecimal() else words


def _joined(parts: list[list[str]]) -> str:
    texts = ["\n".join(lines).strip() for lines in parts]
    return "\n\n".join(dict.fromkeys(filter(_holds_words, texts)))


def _holds_words(text: str) -> bool:
    return re.search(r"[^\W_]", text) is not None


_BY_WORDS = {_words(question.heading): question for question in QUESTIONS}
