"""A simulator of the Independent Reviewing Officer service of English authorities."""
