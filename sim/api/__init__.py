"""From Python: what the command asks and answers, for a notebook or a program of one's own."""
