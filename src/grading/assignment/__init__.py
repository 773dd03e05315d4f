"""The assignment notebook for nbgrader: made from `solutions/`, and the course folder that it is put into."""
