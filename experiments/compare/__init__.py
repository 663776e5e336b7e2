"""Several policies beside today's service, and each other."""
