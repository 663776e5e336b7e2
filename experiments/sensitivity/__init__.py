"""Which settings drive the results: designs of points, what they show, and how it is told."""
