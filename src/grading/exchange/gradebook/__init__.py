"""nbgrader's gradebook: results go into it, and what a person graded there comes back.

`points` says what each cell of the assignment is worth to a learner. `course_folder` finds the course's
database and folders, `connection` opens the one and keeps what belongs together in one transaction.
`assignment` sees to the assignment's cells, `notebooks` to what formgrader opens, `scores` writes one
learner, `export` a class. `manual` reads what persons entered. Written against nbgrader 0.9.6
(nbgrader/api.py and its converters).
"""
