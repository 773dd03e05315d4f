"""The one kind of failure that is the user's to mend."""


class Unusable(Exception):
    """Something that was given can't be used: the text says what was given, what was expected, what to do."""
