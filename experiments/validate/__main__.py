"""Hold today's simulated service against published figures: `python -m experiments.validate`.

Runs the average authority and prints every calibration target with the range that a believable
baseline falls in, what is simulated with its 95% interval, and whether it is in. A target that one
setting was fitted to directly says so: being in range is then no evidence for the model.

Then runs every authority in some plausible worlds, keeps the records, and from them makes
`docs/validation.md` with its pictures: what is published beside what is simulated, of England, of
single authorities, of how they differ and of what goes with what.
"""

import argparse
import sys
from pathlib import Path

from rich.progress import Progress

from experiments.one_line_parser import OneLineParser
from experiments.printed import printed
from experiments.validate.authority_records import WORLDS, YEARS, store, stored, study
from experiments.validate.pictures import draw
from experiments.validate.targets import show, validate
from experiments.validate.validation_page import page
from experiments.validate.validation_results import found_in
from sim.data import authorities
from sim.errors import Exit

ROOT = Path(__file__).parents[2]
PAGE, PICTURES, RECORDS = "validation.md", "img", "records.parquet"
KEPT = ROOT / "results" / "validation"
SMALL_WORLDS, SMALL_YEARS, EVERY = 2, 1, 12  # a small study takes every so manieth authority


def _asked() -> argparse.Namespace:
    """Return what the words of the command ask for."""
    parser = OneLineParser(
        prog="python -m experiments.validate",
        description="\n\n".join((__doc__ or "").split("\n\n")[1:]),
    )
    for name, default, words in (
        ("replications", 100, "runs of the average authority"),
        ("worlds", WORLDS, "plausible worlds of every authority"),
        ("years", YEARS, "reported years of each"),
        ("workers", 0, "threads; 0 for the cores this process may use"),
    ):
        parser.add_argument(f"--{name}", type=int, default=default,
                            help=f"{words} (default {default})")  # fmt: skip
    parser.add_argument("--small", action="store_true",
                        help="few authorities, worlds and years, to see that it works; its page "
                        "goes to results/validation/small unless --into says where")  # fmt: skip
    parser.add_argument("--records", type=Path,
                        help="make the page from records stored before: no study")  # fmt: skip
    parser.add_argument("--into", type=Path,
                        help="the folder of the page and its pictures (default docs)")  # fmt: skip
    asked = parser.parse_args()
    for name in ("replications", "worlds", "years"):
        if getattr(asked, name) < 1:
            parser.error(f"--{name} {getattr(asked, name)} is not allowed: it must be 1 or more")
    if asked.workers < 0:
        parser.error(f"--workers {asked.workers} is not allowed: it must be 0 or more")
    if asked.records and not asked.records.is_file():
        parser.error(f"--records {asked.records} is not allowed: there is no such file")
    return asked


def every_authority(asked: argparse.Namespace) -> Path:
    """Run the study, or take the records stored, and write the page with its pictures."""
    kept = KEPT / "small" if asked.small else KEPT
    into = asked.into or (kept if asked.small else ROOT / "docs")
    names, worlds, years = authorities.names(), asked.worlds, asked.years
    if asked.small:
        names, worlds, years = names[::EVERY], SMALL_WORLDS, SMALL_YEARS
    if asked.records:
        records = stored(asked.records)
    else:
        with Progress(transient=True) as bar:
            task = bar.add_task("every authority", total=len(names) * worlds)
            records = study(
                names,
                worlds,
                years,
                lambda done, _: bar.update(task, completed=done),
                asked.workers,
            )
        store(records, (asked.into or kept) / RECORDS)
    found = found_in(records)
    draw(found, into / PICTURES)
    (into / PAGE).write_text(page(found), encoding="utf-8")
    return into / PAGE


def main() -> int:
    """Validate what was asked for, and return the exit code."""
    asked = _asked()
    if asked.records:
        try:
            stored(asked.records)
        except (OSError, ValueError):
            print(f"validate: {asked.records} holds no records of this study", file=sys.stderr)
            return Exit.MISTAKE
    targets, place = validate(asked.replications), every_authority(asked)

    def tell() -> None:
        show(targets)
        print(place)

    return printed(tell, "validate")


if __name__ == "__main__":
    sys.exit(main())
