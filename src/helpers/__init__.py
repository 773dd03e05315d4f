"""What a learner's code and checks may import; it never needs the instructor's side."""
