"""Studies to run: one module each, started with `python -m experiments.<name>`."""
