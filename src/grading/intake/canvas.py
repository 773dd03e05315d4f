"""The names in Canvas's bulk download ("Download Submissions").

They are built in Canvas's `lib/content_zipper.rb` (`get_filename`, `add_upload_submission`,
`add_text_or_url`) and read back in `app/models/abstract_assignment.rb`
(`infer_comment_context_from_filename`): `<name>_[LATE_]<user id>_<attachment id>_<file>`, all in one folder.
The name is the one to sort by, or the group's, in lower case without blanks and punctuation. Under anonymous
grading there is none: `[LATE_]anon_<id>_<attachment id>_<file>`.What was typed in is
`<name>_<id>_text.html`, an address `<name>_<id>_link.html`. A file that the learner uploads once more gets a
number, `pooling-1.py`, from Canvas's own store of files (`make_unique_filename` in `attachment.rb`).
"""

import re
import unicodedata
from collections.abc import Iterable

from grading.intake.encoded import Encoded

_NAME = re.compile(
    r"(?:(?P<name>.*?)_)??(?:(?P<late>LATE|late)_)?(?:(?P<user>[1-9]\d*)|anon_(?P<anonymous>[0-9A-Za-z]+))_"
    r"(?:(?P<attachment>[1-9]\d*)_(?P<file>.+)|(?P<page>(?:text|link)\.html))",
    re.DOTALL,
)


def decoded(name: str) -> Encoded | None:
    """What the name of an entry of the download says; None where Canvas makes no such names."""
    match = _NAME.fullmatch(name)
    if match is None:
        return None
    called, user, anonymous = match["name"] or "", match["user"], match["anonymous"]
    if not all(map(_is_word_character, called)) or (anonymous is None) != (match["name"] is not None):
        return None
    return Encoded(
        learner=user or f"anon_{anonymous}",
        key=user or anonymous,
        name=called,
        file=match["file"] or match["page"],
        late=match["late"] is not None,
        typed_in=match["page"] == "text.html",
        serial=match["attachment"] or "",
    )


def recognised(names: Iterable[str]) -> dict[str, Encoded]:
    """Which names are Canvas's, and what they say.

    A name such as `smith_2024_1_final.zip` could be anybody's, so all of them together have to make sense:
    most are of Canvas's form, no two files have one number, and nobody has two names.

    Args:
        names: of the files in a folder.
    """
    names = list(names)
    found = {name: encoded for name in names if (encoded := decoded(name)) is not None}
    serials = [encoded.serial for encoded in found.values() if encoded.serial]
    called = {(encoded.learner, encoded.name) for encoded in found.values()}
    learners = {encoded.learner for encoded in found.values()}
    makes_sense = len(serials) == len(set(serials)) and len(called) == len(learners)
    return found if makes_sense and 2 * len(found) > len(names) else {}


def _is_word_character(character: str) -> bool:
    # Ruby's [[:word:]]: marks such as vowel signs too, which Python's \w does not take.
    return character.isalnum() or character == "_" or unicodedata.category(character).startswith("M")
