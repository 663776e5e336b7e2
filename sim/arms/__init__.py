"""From what is asked to two checked arms: today's service, and the same under a policy."""
