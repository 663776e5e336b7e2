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

from experiments.flags_command import THREADS, OneLineParser, printed
from experiments.validate.authority_records import WORLDS, YEARS, store, stored, study
from experiments.validate.pictures import draw
from experiments.validate.reports import reports
from experiments.validate.targets import show, validate
from experiments.validate.validation_page import page
from experiments.validate.validation_results import ValidationResults
from sim.data import authorities

ROOT = Path(__file__).parents[2]
PAGE, PICTURES, RECORDS = "validation.md", "img", "records.parquet"
KEPT = ROOT / "results" / "validation"
SMALL_WORLDS, SMALL_YEARS, EVERY = 2, 1, 12  # a small study takes every so manieth authority


def _asked() -> argparse.Namespace:
    """Return what the words of the command ask for."""
    parser = OneLineParser("validate", (__doc__ or "").partition("\n\n")[2])
    parser.whole("replications", 100, 1, "runs of the average authority")
    parser.whole("worlds", WORLDS, 1, "plausible worlds of every authority")
    parser.whole("years", YEARS, 1, "reported years of each")
    parser.whole("workers", 0, 0, THREADS)
    parser.add_argument("--small", action="store_true",
                        help="few authorities, worlds and years, to see that it works; its page "
                        "goes to results/validation/small unless --into says where")  # fmt: skip
    parser.add_argument("--records", type=Path,
                        help="make the page from records stored before: no study")  # fmt: skip
    parser.add_argument("--into", type=Path,
                        help="the folder of the page and its pictures (default docs)")  # fmt: skip
    asked = parser.asked()
    if asked.records:
        refused = f"--records {asked.records} is not allowed:"
        if not asked.records.is_file():
            parser.error(f"{refused} there is no such file")
        try:
            asked.records = stored(asked.records)
        except (OSError, ValueError):
            parser.error(f"{refused} it holds no records of this study")
    return asked


def every_authority(asked: argparse.Namespace) -> Path:
    """Run the study, or take the records stored, and write the page with its pictures."""
    kept = KEPT / "small" if asked.small else KEPT
    into = asked.into or (kept if asked.small else ROOT / "docs")
    names, worlds, years = authorities.names(), asked.worlds, asked.years
    if asked.small:
        names, worlds, years = names[::EVERY], SMALL_WORLDS, SMALL_YEARS
    records = asked.records
    if records is None:
        records = study(names, worlds, years, asked.workers)
        store(records, (asked.into or kept) / RECORDS)
    found = ValidationResults(records, reports())
    draw(found, into / PICTURES)
    (into / PAGE).write_text(page(found), encoding="utf-8")
    return into / PAGE


def main() -> int:
    """Validate what was asked for, and return the exit code."""
    asked = _asked()
    targets, place = validate(asked.replications), every_authority(asked)

    def tell() -> None:
        show(targets)
        print(place)

    return printed(tell, "validate")


if __name__ == "__main__":
    sys.exit(main())
