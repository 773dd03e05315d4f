"""Proves the hidden tests and the visible checks on mutants: solutions with one small thing changed.

`python -m tools.mutation`, or `make mutation`. What it found is written down in docs/graders.md.
"""
