"""What was typed into a platform's editor, as the text of an `answers.md`."""

import html
import re

from grading.answers.marking import LARGEST_FILE

# Pages may be hostile: this takes time in proportion to their length and never fails, unlike html.parser.
_TOKEN = re.compile(r"<(?P<end>/?)(?P<tag>[A-Za-z][A-Za-z0-9]*)[^<>]*>|<[!?][^<>]*>|(?P<text>[^<]+|<)")
_MOST_CHARACTERS = 2 * LARGEST_FILE  # what is too long to be judged stays too long
_BREAKS = frozenset({"br", "div", "p", "li", "ul", "ol", "table", "tr", "section", "article", "hr", "pre"})
_HEADINGS = {f"h{level}": "#" * level + " " for level in range(1, 7)}
_UNSEEN = frozenset({"script", "style", "title"})


def as_markdown(page: bytes) -> str:
    """The text of a page of HTML: a line a paragraph, headings as Markdown's, quotations behind `>`.

    Args:
        page: the page, in UTF-8 as Moodle and Canvas write theirs; what is no UTF-8 is replaced.

    Returns:
        Paragraphs with empty lines between them, "" where the page holds no text; of more than is ever judged
        the start.
    """
    writer = _Writer()
    for token in _TOKEN.finditer(_without_comments(page.decode("utf-8-sig", errors="replace"))):
        if token["tag"]:
            writer.see(token["tag"].lower(), is_end=bool(token["end"]))
        elif token["text"]:
            writer.write(token["text"])
            if writer.size > _MOST_CHARACTERS:
                break
    return writer.text()


class _Writer:
    """Puts the lines together."""

    def __init__(self) -> None:
        self._lines: list[tuple[str, list[str]]] = [("", [])]
        self.size = 0
        self._unseen = ""
        self._quotations = 0

    def see(self, tag: str, *, is_end: bool) -> None:
        if self._unseen:
            self._unseen = "" if is_end and tag == self._unseen else self._unseen
        elif tag in _UNSEEN and not is_end:
            self._unseen = tag
        elif tag == "blockquote":
            self._quotations = max(0, self._quotations + (-1 if is_end else 1))
            self._break()
        elif tag in _HEADINGS:
            self._break("" if is_end else _HEADINGS[tag])
        elif tag in _BREAKS:
            self._break("- " if tag == "li" and not is_end else "")

    def write(self, text: str) -> None:
        if not self._unseen:
            self._lines[-1][1].append(text)
            self.size += len(text)

    def text(self) -> str:
        lines = ((mark, " ".join(html.unescape("".join(parts)).split())) for mark, parts in self._lines)
        return "\n\n".join(f"{mark}{line}" for mark, line in lines if line)

    def _break(self, mark: str = "") -> None:
        if not self._lines[-1][1]:
            self._lines.pop()
        self._lines.append(("> " * bool(self._quotations) + mark, []))


def _without_comments(text: str) -> str:
    kept, position = [], 0
    while (start := text.find("<!--", position)) >= 0 and (end := text.find("-->", start)) >= 0:
        kept.append(text[position:start])
        position = end + len("-->")
    return "".join([*kept, text[position:]])
