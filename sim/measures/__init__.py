"""What is measured: each measure once, as a ratio of counts in the ledger."""
