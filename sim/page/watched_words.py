"""Today's service and a policy side by side, in words and as rows: reviews, drift, work waiting."""

from collections.abc import Sequence

from sim.page.watched_arms import WatchedArms
from sim.page.watched_model import Day
from sim.report.numbers import listed

COLUMNS = ("What", "Today's service", "{policy}", "Difference")
NOTHING_YET = "Nothing has been lived yet: play or step."
LABELS = (
    "reviews held", "reviews whose limit has passed", "of these, not held by it",
    "children in care now", "children in drift now", "hours' work waiting on all desks now",
)  # fmt: skip


def _so_far(days: Sequence[Day]) -> tuple[float, ...]:
    last = days[-1]
    due = sum(day.due for day in days)
    return (
        sum(day.held for day in days), due, due - sum(day.on_time for day in days),
        last.in_care, last.in_drift, round(last.hours_waiting, 1),
    )  # fmt: skip


def rows(arms: WatchedArms) -> list[list[str]]:
    """Return a row for each thing that is counted: today's, the policy's, the difference."""
    if not arms.lived:
        return []
    both = zip(LABELS, _so_far(arms.today.days), _so_far(arms.policy.days), strict=True)
    return [[label, _number(today), _number(policy), _signed(policy - today)]
            for label, today, policy in both]  # fmt: skip


def day_words(arms: WatchedArms, authority: str) -> str:
    """Return where and on what day the services are."""
    date, many = arms.today.date, arms.lived
    lived = "the first reported day, which has not been lived"
    if many:
        lived = f"after {many} working {'day' if many == 1 else 'days'}"
    return f"{authority}, {date.strftime('%A')} {date.isoformat()}, {lived}."


def difference_words(arms: WatchedArms, policy: str) -> str:
    """Return in a sentence what the policy has changed so far."""
    if not arms.lived:
        return NOTHING_YET
    today, under = _so_far(arms.today.days), _so_far(arms.policy.days)
    if today == under and arms.today.days == arms.policy.days:
        return f"Under {policy} so far nothing that is counted here differs from today's service."
    said = [
        _more(today[0], under[0], "review held", "reviews held"),
        _more(today[2], under[2], "review past its limit", "reviews past their limit"),
        _more(today[4], under[4], "child in drift", "children in drift"),
        _more(today[5], under[5], "hour's work waiting", "hours' work waiting"),
    ]
    return f"So far, under {policy} against today's service: {listed(said)}."


def _more(today: float, policy: float, one: str, many: str) -> str:
    by = round(abs(policy - today), 1)
    if by == 0:
        return f"as many {many} ({_number(today)})"
    word = "more" if policy > today else "fewer"
    kind = one if by == 1 else many
    return f"{_number(by)} {word} {kind} ({_number(policy)}, today {_number(today)})"


def _number(value: float) -> str:
    return f"{value:,.1f}".removesuffix(".0")


def _signed(by: float) -> str:
    by = round(by, 1)
    return f"{'+' if by > 0 else '-' if by < 0 else ''}{_number(abs(by))}"
