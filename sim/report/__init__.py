"""What a reader sees: tables in words, figures. Made from tidy tables alone."""
