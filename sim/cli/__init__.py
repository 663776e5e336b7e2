"""The command line: words read, checked and answered."""
