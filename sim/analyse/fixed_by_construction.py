"""What a policy cannot change: measures that today's service and a policy have exactly alike.

Chance has addresses (docs/model.md), so whatever a policy's settings do not drive happens alike in
both arms. A difference of exactly nought is then no finding: tables say "fixed by construction".
Which settings drive each such measure is declared here; tests hold every scenario to it.
"""

from collections.abc import Collection

ADVOCATES_POSTS = (
    "advocate.offer",
    "advocate.uptake_opt_in",
    "advocate.uptake_opt_out",
    "advocate.vacancy",
    "advocate.caseload",
)
WHO_ENTERS = ("early_help.entries_prevented",)

# each measure is the same in both arms unless the policy sets one of these
MOVED_BY = {
    "proceedings_weeks": WHO_ENTERS,  # their length is drawn, and they end by the planned day
    "posts_advocate": ADVOCATES_POSTS,
    "posts_reviewing": ("reinvestment.team_managers",),
}


def fixed_by_construction(policy_changes: Collection[str]) -> frozenset[str]:
    """Return the ids of the measures that cannot differ under a policy.

    `policy_changes` are the dotted names of the settings that the policy sets, or map them.
    """
    moving = frozenset(policy_changes)
    return frozenset(measure for measure, by in MOVED_BY.items() if moving.isdisjoint(by))
