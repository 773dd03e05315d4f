"""Notebooks as submissions: from the bytes of an `.ipynb` to the exercise files that are graded."""

from grading.notebooks.files import NotebookFiles, files_of

__all__ = ["NotebookFiles", "files_of"]
