"""What stands whatever is asked: the law, and how far to trust the model."""

LAW = (
    "The IRO is statutory: sections 25A and 25B of the Children Act 1989 have a local authority "
    "appoint an independent reviewing officer for each child it looks after, and say what the "
    "officer does. An arrangement without IROs, or in which others do that work in their place, "
    "would need that law changed.",
    "The government said in February 2023, when it answered the Independent Review of Children's "
    "Social Care, that it keeps the role. What is simulated here is what would follow from a "
    "policy, not whether it may be adopted.",
)
TRUST = (
    "Drift rests on beliefs. No published figure measures drift, or what it does to drift that a "
    "reviewing officer notices, and the model was not fitted to any.",
    "Hours are assumptions: no measured hours of reviews were found. How many hours a week a team "
    "manager has for reviewing, and can take from other work, decides how thin the reviews of a "
    "manager who chairs are.",
)
