"""The rooms of calibration; `python -m experiments.calibrate` is its command."""
