"""The page: ask "what if", and watch one authority day by day."""

TITLE = "IRO service simulator"
