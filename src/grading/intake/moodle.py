"""The names in Moodle's bulk download ("Download all submissions").

They are built in Moodle's `mod/assign/classes/downloader.php` (before 4.1: `download_submissions` in
`mod/assign/locallib.php`): `<prefix>_assignsubmission_<plugin>`, in older versions with one more `_`, is a
folder; where the instructor has switched folders off, `<prefix>_assignsubmission_<plugin>_<file>` is a file.
The prefix is `<full name>_<participant>`, under blind marking `<the word for participant>_<participant>`, and
for teams `<team>_<group id>`, or `<team>-<full name>_<participant>` in older versions. Every `_` of a name is
a space there. Plugin `onlinetext` makes one page of HTML, whose name depends on the site's language.
"""

import re

from grading.intake.encoded import Encoded

_NAME = re.compile(
    r"(?P<name>.*?)(?:_(?P<number>\d+))?_assignsubmission_(?P<plugin>[a-z]+)(?:_(?P<file>.*))?", re.DOTALL
)


def decoded(name: str) -> Encoded | None:
    """What the name of an entry of the download says; None where Moodle makes no such names."""
    match = _NAME.fullmatch(name)
    if match is None or not (match["name"] or match["number"]):
        return None
    return Encoded(
        learner=match["number"] or match["name"],
        key=match["number"] or "",
        name=match["name"],
        file=match["file"] or "",
        typed_in=match["plugin"] == "onlinetext",
    )
