"""Many runs: every replication of a study's points, kept as it comes."""
