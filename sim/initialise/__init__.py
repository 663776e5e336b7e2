"""A world on its first day, and its copy under a policy."""
