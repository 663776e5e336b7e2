"""Published figures, each with its source, and the one reader of each."""
