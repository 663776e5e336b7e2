"""What happens: care, reviews, changes, plans, challenge, staffing and the policy's start."""
