"""Many runs: replicate, compare, and keep what is finished."""
