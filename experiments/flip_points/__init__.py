"""Under what beliefs a policy beats today's service, and where one belief turns it round."""

ANY, MATTERS = "any", "matters"  # what beating today's service may be
NO_MAP = "none"
