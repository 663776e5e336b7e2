"""What was found, in sentences."""

import textwrap
from collections.abc import Iterable, Mapping, Sequence

import pandas as pd

from experiments.flip_points import ANY
from experiments.flip_points.outcome import Outcome
from experiments.flip_points.prim_boxes import Box
from experiments.flip_points.thresholds import ABOVE, ALWAYS, BELOW, NEVER, NO_VALUE, Threshold
from sim.report.numbers import listed, policy_name
from sim.settings.register import Setting

WIDTH = 96  # letters of a line
NEARLY_ALL = 0.95  # of the worlds it holds, that a box's conditions may be called needed


def meaning(setting: Setting) -> str:
    """Return what a setting is, with its unit: "share of reviews ..." or "of a visit (hours)"."""
    if setting.words.startswith("of ") and setting.unit in ("share", "hours", "odds ratio"):
        return f"{setting.unit} {setting.words}"
    return f"{setting.words} ({setting.unit})"


def number(value: float) -> str:
    """Return a setting's value with few digits."""
    return f"{value:.4g}" if abs(value) >= 1000 else f"{value:.3g}"


def percent(share: float) -> str:
    """Return a share in percent; only all is 100%, and only none 0%."""
    rounded = round(100 * share)
    if rounded == 100 and share < 1:
        return "over 99%"
    if rounded == 0 and share > 0:
        return "under 1%"
    return f"{rounded}%"


def of_outcome(outcome: Outcome) -> str:
    """Return the sentence on the worlds in which a policy wins a question."""
    does = outcome.question.does
    who = policy_name(outcome.scenario).capitalize()
    worlds = f"{outcome.worlds:,} sampled worlds"
    if not outcome.worlds:
        return f"{who}: of {outcome.question.name} nothing can be said, it has no value."
    if outcome.share in (0, 1):
        return f"{who} {does} in {'all' if outcome.share else 'none of the'} {worlds}."
    told = f"{who} {does} in {percent(outcome.share)} of the {worlds}"
    if outcome.box is None:
        return f"{told}; no beliefs were found that tell them apart."
    did = "it does" if outcome.of_wins else "it does not"
    box, only = outcome.box, "only if" if outcome.box.coverage >= NEARLY_ALL else "mostly if"
    if outcome.of_wins:
        told += f", {only} {conditions(box)}"
    else:
        told += f"; where it does not, it is {only.removesuffix(' if')} if {conditions(box)}"
    return (
        f"{told}: in such worlds {did} in {percent(box.density)}, and they hold "
        f"{percent(box.coverage)} of the worlds in which {did}."
    )


def conditions(box: Box) -> str:
    """Return what a box asks: "a is above 0.8 and b is from 1 to 3"."""
    said = []
    for limit in box.limits:
        if limit.low is None:
            said.append(f"{limit.setting} is below {number(limit.high or 0.0)}")
        elif limit.high is None:
            said.append(f"{limit.setting} is above {number(limit.low)}")
        else:
            said.append(f"{limit.setting} is from {number(limit.low)} to {number(limit.high)}")
    return listed(said)


def of_thresholds(
    does: str,
    scenario: str,
    found: Mapping[str, Sequence[Threshold]],
    settings: Mapping[str, Setting],
) -> list[str]:
    """Return the sentences on where along single settings a policy begins or ceases to win.

    Thresholds found, and settings, are by setting's name; `does` is what a policy does that wins.
    """
    who = policy_name(scenario).capitalize()
    said = []
    for name, flips in found.items():
        if len(flips) > 1:
            places = listed([number(one.flips_at) for one in flips])
            said.append(
                f"{who} {does} or not by turns along {name}, which flips it at {places}: there is "
                "no one threshold, or there are too few replications to find it."
            )
        elif flips[0].direction in (ABOVE, BELOW):
            side = flips[0].direction.removeprefix("better ")
            at = f"{number(flips[0].flips_at)}{_interval(flips[0], settings[name])}"
            said.append(f"{who} {does} with {name} {side} {at}.")
    for direction, words in (
        (ALWAYS, f"{who} {does} at every plausible value of {{}}: no flip."),
        (NEVER, f"{who} {does} at no plausible value of {{}}: no flip."),
        (NO_VALUE, f"{who}: along {{}} nothing can be said, for a value is missing."),
    ):
        names = [name for name, flips in found.items() if flips[0].direction == direction]
        if names:
            said.append(words.format(listed(names)))
    return said


def _interval(one: Threshold, setting: Setting) -> str:
    if one.low != one.low:
        return " (no interval)"
    if (one.low, one.high) == setting.plausible:
        return " (95% interval the whole plausible range, so not sure)"
    return f" (95% interval {number(one.low)} to {number(one.high)})"


def of_map(rows: pd.DataFrame, across: str, up: str) -> str:
    """Return the sentence on who is best over the map, for one question."""
    total = len(rows)
    won = rows[rows["winner"] != ""].groupby("winner", sort=False)["sure"].agg(["size", "sum"])
    if won.empty:
        return f"over {across} and {up} nothing can be said: there is no value."
    won = won.sort_values("size", ascending=False, kind="stable")
    parts = [
        f"{policy_name(name)} in {size} of {total} cells, surely in {sure}"
        for name, size, sure in won.itertuples()
    ]
    return f"over {across} and {up} best is {'; '.join(parts)}."


def glossary(names: Iterable[str], settings: Mapping[str, Setting]) -> dict[str, str]:
    """Return what each setting is, with its unit, default and plausible range, by its name."""
    found = {}
    for name in sorted(set(names)):
        one = settings[name]
        low, high = one.plausible or (float("nan"),) * 2
        default = number(float(one.default or 0))
        plausible = f"plausible {number(low)} to {number(high)}"
        found[name] = f"{meaning(one)} (default {default}, {plausible})"
    return found


def heading(authority: str, beats: str, varied: int) -> str:
    """Return the line above the sentences."""
    by = "by any amount" if beats == ANY else "by the smallest difference that matters"
    settings = "one belief varies" if varied == 1 else f"{varied} beliefs vary"
    return (
        f"Where a policy beats today's service, {by}: {authority}. {settings.capitalize()} between "
        "worlds over their plausible ranges; along one setting, and on the map, all others are at "
        "their defaults."
    )


def show(findings: Sequence[str], settings: Mapping[str, str], above: str) -> None:
    """Print the sentences, wrapped, and what the settings in them are."""
    print(textwrap.fill(above, WIDTH))
    print()
    for sentence in findings:
        print(textwrap.fill(sentence, WIDTH, initial_indent="- ", subsequent_indent="  "))
    if settings:
        print("\nThe settings named:")
    for name, words in settings.items():
        line = f"{name}: {words}"
        print(textwrap.fill(line, WIDTH, initial_indent="  ", subsequent_indent="      "))
    print()
