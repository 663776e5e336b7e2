"""What figures rest on: which settings drive them, their sources, and whom the model flatters."""
