"""What was typed into a platform's editor, as the text of an `answers.md`."""

from html.parser import HTMLParser

_BREAKS = frozenset({"br", "div", "p", "li", "ul", "ol", "table", "tr", "section", "article", "hr", "pre"})
_HEADINGS = {f"h{level}": "#" * level + " " for level in range(1, 7)}
_UNSEEN = frozenset({"script", "style", "title"})


def as_markdown(page: bytes) -> str:
    """The text of a page of HTML: a line a paragraph, headings as Markdown's, quotations behind `>`.

    Args:
        page: the page, in UTF-8 as Moodle and Canvas write theirs; what is no UTF-8 is replaced.
    """
    reader = _Reader()
    reader.feed(page.decode("utf-8-sig", errors="replace"))
    reader.close()
    return reader.text()


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._lines: list[str] = [""]
        self._unseen = 0
        self._quotations = 0

    def text(self) -> str:
        lines = (" ".join(line.split()) for line in self._lines)
        return "\n\n".join(line for line in lines if line.strip("> ")) + "\n"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        if tag in _UNSEEN:
            self._unseen += 1
        elif tag == "blockquote":
            self._quotations += 1
            self._break()
        elif tag in _HEADINGS:
            self._break(_HEADINGS[tag])
        elif tag in _BREAKS:
            self._break("- " if tag == "li" else "")

    def handle_endtag(self, tag: str) -> None:
        if tag in _UNSEEN:
            self._unseen = max(0, self._unseen - 1)
        elif tag == "blockquote":
            self._quotations = max(0, self._quotations - 1)
            self._break()
        elif tag in _HEADINGS or tag in _BREAKS:
            self._break()

    def handle_data(self, data: str) -> None:
        if not self._unseen:
            self._lines[-1] += data

    def _break(self, mark: str = "") -> None:
        self._lines.append("> " * bool(self._quotations) + mark)
