"""The written answers: read by rules that a rubric gives as data, and by a person where these are unsure.

`rubrics` reads the rubric; `words` and `clauses` cut the answer up; `cues` finds the rubric's patterns in it.
`subjects`, `negation` and `sizes` say what is said of what, and `judging` weighs it. `suspicion` looks for
answers that are none, `quoting` for the lesson's own words. `marking` makes the result, and `agreement`
measures how well all this agrees with people.
"""

from grading.answers.marking import answer_texts, digest_of_text, grade_answer, grade_answers

__all__ = ["answer_texts", "digest_of_text", "grade_answer", "grade_answers"]
