"""What an hour of a role's is worth."""

from sim.engine.compile import rule
from sim.vocabulary import Role


@rule
def hour_price(w, role):
    """Return the pounds that an hour of a role's is worth; advocates are paid for by the child."""
    s = w.settings[0]
    if role == Role.IRO:
        return s.cost_iro_post / s.cost_paid_hours
    if role == Role.TEAM_MANAGER:
        return s.cost_team_manager_post / s.cost_paid_hours
    if role == Role.ADVOCATE:
        return s.cost_advocacy * s.advocate_caseload / s.cost_paid_hours
    return s.cost_social_worker_post / s.cost_paid_hours
