"""How soon a reviewer takes up a task: its kind, the task itself and the person decide.

Kinds in one strict order would let the last of them get all or nothing, as a desk's load crosses
its hours. Some tasks of a kind press more than others, and some people put first what others put
last, so that a pressed desk gives way gently. Meetings and decisions are held on their day.
"""

import math

from sim.engine.chance import uniform
from sim.engine.compile import rule
from sim.task_kinds import Charged
from sim.vocabulary import Purpose

KINDS = 32  # ordinals kept apart for each kind of task
NIL = 1e-12


@rule
def spread(u, scale):
    """Return days before or after the usual day, logistic about 0, for an even draw."""
    return scale * math.log((u + NIL) / (1.0 - u + NIL))


@rule
def urgency_of_task(w, child, kind, about):
    """Return the days by which a task is brought forward: its kind's, and a draw of its own.

    It is the same under every arrangement.
    """
    urgency = float(w.kinds[kind].urgency)
    if not w.kinds[kind].spreads:
        return urgency
    number = about
    if w.kinds[kind].charged == Charged.RAISER:
        number = w.actions[about].address
    u = uniform(w.service.seed, child.id, Purpose.TASK_URGENCY, number * KINDS + kind)
    return urgency + spread(u, w.settings.desk.task_spread)


@rule
def urgency_of_person(w, p, kind):
    """Return the days by which whoever holds a post brings tasks of a kind forward."""
    if not w.kinds[kind].spreads:
        return 0.0
    post = w.posts[p]
    u = uniform(w.service.seed, post.id, Purpose.PERSON_URGENCY, post.people * KINDS + kind)
    return spread(u, w.settings.desk.person_spread)


@rule
def tray_of(w, p, kind, target, urgency):
    """Return the tray of a post's desk for a task, by its target day, its urgency and its holder's.

    Half a day is rounded up.
    """
    return math.floor(target - urgency - urgency_of_person(w, p, kind) + 0.5)
