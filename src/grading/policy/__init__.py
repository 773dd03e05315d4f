"""What a course adds to grading: its roster, deadlines, what persons decided, what learners are shown."""
