"""Who there is: each record's fields and the rules of one person or post."""
