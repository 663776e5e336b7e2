"""The worker that answers one visitor: a few worlds at once, then more, the latest question first.

A new question overtakes the one under way between two runs, so that a hundred quick changes cost
little more than the last of them.
"""

import functools
import logging
import threading
import time
from collections.abc import Callable
from dataclasses import replace

from sim.arms.policy import Request
from sim.arms.resolve import Arms
from sim.arms.scenarios import KEEP
from sim.cli.arguments import CommandLine, read
from sim.cli.ask import arms_of
from sim.cli.compose import compose
from sim.cli.main import scenario_of
from sim.errors import UserError
from sim.initialise.build import calendar_of
from sim.ledger import COUNTS
from sim.page.result import Answer, PageResult, Refused, SideBySide, UnderWay, tell
from sim.page.shared_workers import on_disk, pool
from sim.page.side_by_side import side_by_side
from sim.page.visitor_question import Question, line_of, most_pairs, steps
from sim.replicate.replication import Point, point_of
from sim.replicate.runner import Runner, asked_of
from sim.settings import replace_values
from sim.study.notes import basis_of, failures_words
from sim.study.one_policy import OnePolicy

_log = logging.getLogger(__name__)
KEPT = 150e6  # bytes of counts by month that are kept of one question
EACH_MONTH = 8 * COUNTS  # bytes of one month of a run
_composing = threading.Lock()  # Hydra composes one command line at a time
EVERY = 1.0  # seconds after which it is told how far runs are

Show = Callable[[Answer | Refused | UnderWay], None]


class Pace:
    """Tells how far runs are, from when it was made.

    Parameters
    ----------
    jobs, most
        Runs that there are, and how many pairs, or worlds, that is.
    clock
        Gives the time in seconds.
    """

    def __init__(self, jobs: int, most: int, clock: Callable[[], float] = time.monotonic) -> None:
        self._jobs, self._most, self._clock = jobs, most, clock
        self._began = self._said = clock()

    def tell(self, question: Question, done: int) -> UnderWay | None:
        """Return how far it is with so many runs done; None before a second is over."""
        now = self._clock()
        if now - self._said < EVERY:
            return None
        self._said = now
        left = (now - self._began) * (self._jobs - done) / done if done else None
        return UnderWay(question, self._most * done // self._jobs, self._most, left)


class Overtaken(Exception):
    """Another question came, or the visitor left."""


class Answers:
    """Answers the latest of one visitor's questions, in a thread of its own.

    Parameters
    ----------
    show
        Takes each answer, or refusal, as it comes, and how far the runs are; called from the
        thread.

    Attributes
    ----------
    latest
        The question that was asked last.
    """

    def __init__(self, show: Show) -> None:
        self._show = show
        self._turn = threading.Condition()
        self._wanted: Question | None = None
        self.latest: Question | None = None
        self._closed = False
        self._thread: threading.Thread | None = None

    def ask(self, question: Question) -> None:
        """Have a question answered, instead of the one under way."""
        with self._turn:
            self._wanted = self.latest = question
            if self._thread is None and not self._closed:
                self._thread = threading.Thread(target=self._work, daemon=True, name="answers")
                self._thread.start()
            self._turn.notify()

    def close(self) -> None:
        """End the thread, between two runs."""
        with self._turn:
            self._closed = True
            self._turn.notify()

    def _work(self) -> None:
        while True:
            with self._turn:
                self._turn.wait_for(lambda: self._closed or self._wanted is not None)
                if self._closed or self._wanted is None:
                    return
                question, self._wanted = self._wanted, None
            try:
                self._answer(question)
            except Overtaken:
                continue
            except UserError as mistake:
                self._show(Refused(question, " ".join(str(mistake).split())))
            except Exception as error:
                _log.exception("a question could not be answered")
                cause = f"a fault of ours, {type(error).__name__}: {error}"
                self._show(Refused(question, " ".join(cause.split())))

    def _stop_if_overtaken(self) -> None:
        if self._closed or self._wanted is not None:
            raise Overtaken

    def _answer(self, question: Question) -> None:
        began = time.perf_counter()
        asked, most = understood(question)
        points = points_of(asked, most)
        workers = pool()
        runner = Runner(asked[0][1].today, shared=workers)
        pace = Pace(len(asked_of(points, most)), most)

        def finished() -> None:
            self._stop_if_overtaken()
            if (told := pace.tell(question, len(runner.counted) + len(runner.failed))) is not None:
                self._show(told)

        def found_of(pairs: int) -> tuple[tuple[PageResult, ...], SideBySide | None]:
            told = told_of(question, asked, points, runner, pairs)
            return told, side_by_side(question, told, pairs)

        for pairs in steps(most):
            runner.run(asked_of(points, pairs), finished)
            self._stop_if_overtaken()
            told, together = workers.executor.submit(found_of, pairs).result()
            self._stop_if_overtaken()
            failed = tuple(dict.fromkeys(failure.cause for failure in runner.failures))
            seconds = time.perf_counter() - began
            self._show(Answer(question, pairs, most, told, together, seconds, failed))


AskedPolicies = list[tuple[str, Arms]]  # policies by name, each with the arms that were asked for


def understood(question: Question) -> tuple[AskedPolicies, int]:
    """Return the arms of every policy asked about, and how many pairs of runs to go on to.

    Raises
    ------
    UserError
        Where it cannot be run.
    """
    asked, most = [], 0
    for policy in question.policies or ("",):
        line = line_of(question, policy)
        arms = arms_asked(question, policy, line)
        name = scenario_of(arms, line)
        if arms.under_policy is None:
            given = f"+scenario={policy}" if policy else "no policy"
            raise UserError(
                f"{given} is today's service itself, so there is nothing to compare: choose a "
                "policy, or write one of your own (policy.iro.caseload=50)"
            )
        most = most_pairs(arms)
        asked.append((name if policy in ("", KEEP) else policy, arms))
    return asked, most


def arms_asked(question: Question, policy: str, line: CommandLine) -> Arms:
    """Return the arms that a line asks for, as `ask.ask` does.

    Composing takes longer than a run, so it is done once for all places of a slider: what is moved
    is put in afterwards.
    """
    still = read(replace(question, moved={}).words(policy), sweeps=False)
    asked = composed(still.overrides)
    moved = {name: float(text) for name, text in question.moved.items()}
    return arms_of(replace(asked, settings=replace_values(asked.settings, moved)), line.given)


@functools.lru_cache(maxsize=64)
def composed(overrides: tuple[str, ...]) -> Request:
    """Return what Hydra composes of overrides; one command line at a time."""
    with _composing:
        return compose(overrides)


def keeps_months(asked: AskedPolicies, most: int) -> bool:
    """Whether months are kept apart of all runs, which is what figures by month are drawn from."""
    months = max(len(calendar_of(arms.today).months) for _, arms in asked)
    arms = len(asked) + 1
    return arms * most * months * EACH_MONTH <= KEPT


def points_of(asked: AskedPolicies, most: int) -> list[Point]:
    """Return a point for each policy; policies of one authority share the first's."""
    monthly = keeps_months(asked, most)
    each = [
        replace(point_of(number, arms, name), monthly=monthly)
        for number, (name, arms) in enumerate(asked)
    ]
    if any(arms.beside for _, arms in asked):
        return each
    return [replace(each[0], policies={name: arms.policy for name, arms in asked})]


def told_of(
    question: Question, asked: AskedPolicies, points: list[Point], runner: Runner, pairs: int
) -> tuple[PageResult, ...]:
    """Return what each policy changes, by the runs that finished.

    Raises
    ------
    UserError
        Where no run finished.
    """
    told = []
    shared = len(points) == 1
    arms_of_points = [[on_disk(arm) for arm in runner.arms(point)] for point in points]
    for number, (name, arms) in enumerate(asked):
        every_arm = arms_of_points[0 if shared else number]
        today, changed = every_arm[0], every_arm[1 + number if shared else 1]
        if not today.replications:
            causes = "; ".join(dict.fromkeys(failure.cause for failure in runner.failures))
            raise UserError(f"every run failed: {causes}")
        policy = question.policies[number] if question.policies else ""
        basis = basis_of(arms, name, points[0].drawn_settings)
        view = OnePolicy(arms, [today, changed], basis, [])
        remarks = [*(view.notes or ()), *failures_words(runner.failures)]
        told.append(tell(question.command(policy, pairs), view, remarks, points[0].monthly))
    return tuple(told)
