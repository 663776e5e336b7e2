"""What an hour of a role's is worth."""

from sim.engine.compile import rule
from sim.vocabulary import Role


@rule
def hour_price(w, role):
    """Return the pounds that an hour of a role's is worth; advocates are paid for by the child."""
    s = w.settings
    if role == Role.IRO:
        return s.cost.iro_post / s.cost.paid_hours
    if role == Role.TEAM_MANAGER:
        return s.cost.team_manager_post / s.cost.paid_hours
    if role == Role.ADVOCATE:
        return s.cost.advocacy * s.advocate.caseload / s.cost.paid_hours
    return s.cost.social_worker_post / s.cost.paid_hours
