"""What relieves a desk that is behind: standing work left undone, and hours of other teams.

A desk cannot fall behind without end, for before that people do less and others step in. Both rise
evenly with the days' work that wait, for any post whose holder has standing work, so that load
settles. Neither is free: visits are late, the team sees later what is stuck, and hours of others
and overtime have their price beside cash.
"""

from sim.engine.compile import rule
from sim.engine.tally import count
from sim.ledger import Count
from sim.vocabulary import Role


@rule
def relief(w, p, pace):
    """Return how far a desk is relieved, from 0 to 1, by the days' work that wait at its pace."""
    s = w.settings
    waiting = w.desks[p].waiting
    if waiting <= 0.0:
        return 0.0
    days = waiting / pace if pace > 0.0 else 1e6
    behind = days - s.desk.relief_from_days
    if behind <= 0.0:
        return 0.0
    return min(1.0, behind / s.desk.relief_days) if s.desk.relief_days > 0.0 else 1.0


@rule
def set_relief(w, p, pace):
    """Take down what relieves a post today: the share of standing work it leaves, others' hours.

    Who has no standing work has none to leave. Only social workers have other teams of their trade
    in the authority: an IRO's relief is discretionary work that lapses, a manager's the other work
    that gives way, and advocates are another body's.
    """
    s = w.settings
    post = w.posts[p]
    far = relief(w, p, pace)
    post.gives = s.desk.standing_gives * far
    post.helped = 0.0
    if post.role == Role.SOCIAL_WORKER:
        post.helped = s.social_worker.help_share * far * post.contracted


@rule
def standing_done(w, p, present):
    """Return the hours of standing work that a post does today, and remember what is left undone.

    In sickness nothing is done and nothing is remembered: what is left out is then as lately.
    """
    s = w.settings
    post = w.posts[p]
    done = min(post.standing * (1.0 - post.gives), present * (1.0 - s.desk.least_dated_share))
    if present > 0.0 and post.standing > 0.0:
        left = 1.0 - done / post.standing
        post.undone += (left - post.undone) / s.desk.load_memory_days
    return done


@rule
def visits(w, post):
    """Add up the children whose visits a social worker does not leave out, like other such work."""
    if post.role == Role.SOCIAL_WORKER:
        w.service.visited += post.children * (1.0 - post.undone)


@rule
def seen_of_child(w, p):
    """Return the share of what a team notices by itself that visits left out let it notice."""
    return max(0.0, 1.0 - w.settings.social_worker.undone_unseen * w.posts[p].undone)


@rule
def count_relief(w, post, day, helped, overtime):
    """Count hours of other teams and overtime that a desk used, and their price beside cash.

    What reviewing takes from managers' other work has its own line.
    """
    if helped > 0.0:
        count(w, day, Count.HOURS_HELPED, helped)
        count(w, day, Count.POUNDS_HELP, helped * w.roles[post.role].hour_price)
    if overtime > 0.0 and post.role != Role.TEAM_MANAGER:
        count(w, day, Count.HOURS_OVERTIME, overtime)
        count(w, day, Count.POUNDS_OVERTIME, overtime * w.roles[post.role].hour_price)
