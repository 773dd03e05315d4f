"""All malformed submissions, built where they are needed: git can't keep links, pipes and giants."""

from tests.red_team.malformed import contents, folders, zips
from tests.red_team.malformed.malformed import Malformed
from tests.red_team.malformed.names import NAMES

MALFORMED: tuple[Malformed, ...] = (
    *(
        maker
        for topic in (zips, folders, contents)
        for maker in vars(topic).values()
        if isinstance(maker, Malformed)
    ),
    *NAMES,
)
