"""Figures, each made from tidy tables and told in its own alternative text."""
