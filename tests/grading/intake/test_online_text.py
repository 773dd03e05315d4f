"""Pages of typed text become Markdown."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from grading.answers.marking import LARGEST_FILE
from grading.intake.online_text import as_markdown

MARKUP = [
    "<",
    "<!",
    "<![",
    "<!--",
    "-->",
    "</",
    "<p>",
    "</p>",
    "<h1",
    "&#xD800;",
    "&",
    "<script>",
    "a",
    " ",
    '"',
]


@pytest.mark.parametrize(
    ("page", "text"),
    [
        ("<p>One<br>two</p>three", "One\n\ntwo\n\nthree"),
        ("<H2 class='x'>Title</H2>\n<div>text</div>", "## Title\n\ntext"),
        ("<blockquote><p>asked</p></blockquote><p>said</p>", "> asked\n\nsaid"),
        ("<ul><li>one</li><li><b>tw</b>o</li></ul>", "- one\n\n- two"),
        ("<title>T</title><style>p {}</style><script>x < 1</script>seen", "seen"),
        ("a<!-- <p>no</p> -->b <!-- open", "ab <!-- open"),
        ("5 &lt; 6 &amp; 7&nbsp;&gt; 2 < 3", "5 < 6 & 7 > 2 < 3"),
        ("&gt; the prompt", "> the prompt"),
        ("<p>&nbsp;</p>", ""),
        ("\ufeff<p>\xfc</p>", "\xfc"),
    ],
)
def test_pages(page: str, text: str) -> None:
    assert as_markdown(page.encode()) == text


@settings(deadline=None)
@given(st.lists(st.sampled_from(MARKUP), max_size=40))
def test_no_page_breaks_it(parts: list[str]) -> None:
    as_markdown("".join(parts).encode())


@pytest.mark.parametrize(
    "piece", ["<", "<!", "<!--", "<a ", "<a b='", "&", "<p>", "<script>", "</", "<blockquote>"]
)
def test_it_takes_time_in_proportion(piece: str) -> None:
    def seconds(size: int) -> float:
        page = (piece * (size // len(piece))).encode()
        before = time.process_time()
        as_markdown(page)
        return time.process_time() - before

    # Quadratic would be 400 times as long.
    assert seconds(400_000) < 60 * max(seconds(20_000), 0.001)


def test_what_is_far_too_long_stays_too_long() -> None:
    assert LARGEST_FILE < len(as_markdown((b"<p>" + b"word " * 1000 + b"</p>") * 2000)) < 10 * LARGEST_FILE
