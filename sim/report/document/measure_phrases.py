"""Headline measures in a director's words: what more and less of each is, and its size."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sim.report.numbers import label


@dataclass(frozen=True)
class Said:
    """A measure in words.

    Attributes
    ----------
    noun
        What rises or falls, in the singular.
    more, less
        What it is when it rises, and when it falls.
    size
        Makes the same with its size, from a row of a headline table.
    typically
        Makes the size alone, to follow what it is in so many worlds: "typically by 29 days ...".
    """

    noun: str
    more: str
    less: str
    size: Callable[[Any], str]
    typically: Callable[[Any], str]


def amount(number: float) -> str:
    """Return a size without sign, in two digits or whole: "43", "2.4", "0.5"."""
    size = abs(number)
    return f"{size:,.0f}" if size >= 9.95 else f"{size:.1f}".removesuffix(".0")


def _of_hundred(what: str, does: str) -> tuple[Callable[[Any], str], Callable[[Any], str]]:
    """Return the words for a share: "2 fewer of 100 reviews are held on time"."""

    def size(row: Any) -> str:
        points = amount(100 * row.difference)
        return f"{points} {_more(row, 'fewer')} of 100 {what} {does}"

    def typically(row: Any) -> str:
        return f"typically {amount(100 * row.difference)} {_more(row, 'fewer')} of 100"

    return size, typically


def _more(row: Any, less: str) -> str:
    return "more" if row.difference > 0 else less


def _days(words: str) -> tuple[Callable[[Any], str], Callable[[Any], str]]:
    return (
        lambda row: words.format(days=amount(row.difference), more=_more(row, "fewer")),
        lambda row: f"typically by {amount(row.difference)} days a year for each child",
    )


def _thoroughness(row: Any) -> str:
    way = "more thorough" if row.difference > 0 else "thinner"
    return f"reviews are {way}, {_points(row)}"


def _points(row: Any) -> str:
    return f"by {amount(100 * row.difference)} points where 100 is a full review"


def _chair(row: Any) -> str:
    return f"whoever chairs reviews has {_chair_hours(row)}"


def _chair_hours(row: Any) -> str:
    return (
        f"{amount(row.under_policy)} hours of work to do in each hour there is for it, against "
        f"{amount(row.today)} today"
    )


def _social_workers(row: Any) -> str:
    return f"social workers have {_hours(row)}"


def _hours(row: Any) -> str:
    return f"{amount(100 * row.difference)} hours {_more(row, 'less')} work in each 100"


def _cost(row: Any) -> str:
    return f"the service costs {_pounds(row)} in cash"


def _pounds(row: Any) -> str:
    return f"£{abs(row.difference):,.0f} {_more(row, 'less')} for each child a year"


SAID = {
    "reviews_on_time": Said(
        "the share of reviews held on time",
        "more reviews are held on time",
        "fewer reviews are held on time",
        *_of_hundred("reviews", "are held on time"),
    ),
    "review_thoroughness": Said(
        "the thoroughness of reviews",
        "reviews are more thorough",
        "reviews are thinner",
        _thoroughness,
        lambda row: f"typically {_points(row)}",
    ),
    "midway_coverage": Said(
        "the share of midway checks done",
        "more midway checks are done",
        "fewer midway checks are done",
        *_of_hundred("midway checks", "are done"),
    ),
    "child_seen_before_review": Said(
        "the share of children whom the chair speaks with before a review",
        "the chair speaks with more children before their review",
        "the chair speaks with fewer children before their review",
        *_of_hundred("children", "are spoken with by the chair before their review"),
    ),
    "views_heard_independently": Said(
        "the share of reviews that hear the child's views from outside the team",
        "more reviews hear the child's views from someone outside the team",
        "fewer reviews hear the child's views from someone outside the team",
        *_of_hundred("reviews", "hear the child's views from someone outside the team"),
    ),
    "drift_days_per_child_year": Said(
        "drift",
        "plans drift more",
        "plans drift less",
        *_days("plans drift for {days} {more} days a year for each child"),
    ),
    "children_in_drift": Said(
        "the number of children in drift",
        "more children's plans are in drift",
        "fewer children's plans are in drift",
        *_of_hundred("children", "have a plan in drift"),
    ),
    "extra_care_days_per_child_year": Said(
        "time in care past the plan",
        "children stay in care longer past their plan",
        "children stay in care less long past their plan",
        *_days("each child spends {days} {more} days a year in care past its plan"),
    ),
    "unsuitable_days_per_child_year": Said(
        "how long plans do not fit the child",
        "parts of plans go longer without fitting the child",
        "parts of plans go less long without fitting the child",
        *_days("parts of a child's plan do not fit for {days} {more} days a year"),
    ),
    "ready_at_18": Said(
        "the share who are ready at 18",
        "more of those who stay to 18 leave ready for it",
        "fewer of those who stay to 18 leave ready for it",
        *_of_hundred("children who leave at 18", "leave with all done that they need"),
    ),
    "chair_load": Said(
        "the load of whoever chairs",
        "whoever chairs reviews has more work for the hours there are",
        "whoever chairs reviews has less work for the hours there are",
        _chair,
        lambda row: f"typically {_chair_hours(row)}",
    ),
    "sw_load": Said(
        "social workers' load",
        "social workers have more work for their hours",
        "social workers have less work for their hours",
        _social_workers,
        lambda row: f"typically {_hours(row)}",
    ),
    "service_cost": Said(
        "the cost of the service in cash",
        "the service costs more in cash",
        "the service costs less in cash",
        _cost,
        lambda row: f"typically {_pounds(row)}",
    ),
}


def said(measure: str) -> Said:
    """Return a measure in words; plainly where it has none of its own."""
    if measure in SAID:
        return SAID[measure]
    name = label(measure)
    return Said(
        f"the {name}",
        f"the {name} rises",
        f"the {name} falls",
        lambda row: (
            f"the {name} {'rises' if row.difference > 0 else 'falls'} by {amount(row.difference)}"
        ),
        lambda row: f"typically by {amount(row.difference)}",
    )


def way(measure: str, better: str, worse: bool) -> str:
    """Return what a measure does where it gets worse, or better: "plans drift more"."""
    rises = worse == (better == "lower")
    return said(measure).more if rises else said(measure).less
