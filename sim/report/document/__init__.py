"""The report: what it holds, made from tables and settings, and how it is written."""
