"""What people read of the results: a page for each learner, a table for the class."""
