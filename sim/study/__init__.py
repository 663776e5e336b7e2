"""What can be asked: a policy, a grid, England, one child; each with its folder and report."""
