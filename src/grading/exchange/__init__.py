"""Results for other systems: a module a platform.

Each target has a `SUMMARY` (a line of help), `add_arguments(parser)` and `export(arguments)`, which writes
files and gives what to print. RESULTS is only read, and nothing goes over a network: an instructor uploads
what was written. The sources of the formats are named in the modules and in docs/platforms.md.
"""
