"""The instructor's side: it judges submissions, and never trusts a byte of them."""
