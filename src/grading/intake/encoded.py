"""What a platform writes into the names of a bulk download."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Encoded:
    """What the name of one file or folder of a bulk download says.

    Attributes:
        learner: the learner's id, as the platform writes it there.
        key: by what the platform knows the learner, "" where the name says nothing of the kind.
        name: the learner's or group's name, as far as the platform keeps it.
        file: the name that the file had; "" of a folder, whose files keep theirs.
        late: whether the platform calls the submission late.
        typed_in: whether it is, or holds, a page with what the learner typed into the platform's editor.
        serial: the platform's number of the file, "" where it writes none.
    """

    learner: str
    key: str
    name: str
    file: str
    late: bool = False
    typed_in: bool = False
    serial: str = ""
