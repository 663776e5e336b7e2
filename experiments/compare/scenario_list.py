"""A list of scenarios as commands take it: `scenarios=[strengthen,abolish]`, or `all`."""

from sim.arms.scenarios import KEEP, scenarios
from sim.errors import UserError, close_matches, shortened

ALL = "all"


def named_scenarios(text: str) -> tuple[str, ...]:
    """Return the scenarios of a list as it is typed, [keep,abolish], or of `all`.

    Today's service is in every comparison, named or not.

    Raises
    ------
    UserError
        Where a name is none, or no policy is named.
    """
    known = list(scenarios())
    names = [name.strip() for name in text.strip().removeprefix("[").removesuffix("]").split(",")]
    if names == [ALL]:
        return tuple(known)
    for name in names:
        if name not in known:
            meant = close_matches(name, known)
            guess = f"; near it: {shortened(meant)}" if meant else ""
            raise UserError(
                f"scenarios={text} is not allowed: {name or 'nothing'} must be {ALL} or one of "
                f"{', '.join(known)}{guess}"
            )
    chosen = tuple(dict.fromkeys(name for name in names if name != KEEP))
    if not chosen:
        raise UserError(f"scenarios={text} is not allowed: it must name a policy beside {KEEP}")
    return (KEEP, *chosen)
