"""Under what beliefs a policy beats today's service, and where one belief turns it round."""
