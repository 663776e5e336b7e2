"""A simulator of the Independent Reviewing Officer service of English authorities."""

__version__ = "0.1.0"
