"""What `python -m experiments.validate` does beside its table of targets."""

import argparse
from pathlib import Path

from rich.progress import Progress

from experiments.validate.authority_records import WORLDS, YEARS, known, store, stored, study
from experiments.validate.pictures import draw
from experiments.validate.validation_page import page
from experiments.validate.validation_results import found_in

ROOT = Path(__file__).parents[2]
PAGE, PICTURES, RECORDS = "validation.md", "img", "records.parquet"
KEPT = ROOT / "results" / "validation"
SMALL_WORLDS, SMALL_YEARS, EVERY = 2, 1, 12  # a small study takes every so manieth authority


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what may be asked of the study."""
    parser.add_argument("--worlds", type=int, default=WORLDS,
                        help=f"plausible worlds of every authority (default {WORLDS})")  # fmt: skip
    parser.add_argument("--years", type=int, default=YEARS,
                        help=f"reported years of each (default {YEARS})")  # fmt: skip
    parser.add_argument("--small", action="store_true",
                        help="few authorities, worlds and years, to see that it works; its page "
                        "goes to results/validation/small unless --into says where")  # fmt: skip
    parser.add_argument("--records", type=Path,
                        help="make the page from records stored before: no study")  # fmt: skip
    parser.add_argument("--into", type=Path,
                        help="the folder of the page and its pictures (default docs)")  # fmt: skip


def check(parser: argparse.ArgumentParser, asked: argparse.Namespace) -> None:
    """Refuse what cannot be done."""
    for name in ("worlds", "years"):
        if getattr(asked, name) < 1:
            parser.error(f"--{name} {getattr(asked, name)} is not allowed: it must be 1 or more")
    if asked.records and not asked.records.is_file():
        parser.error(f"--records {asked.records} is not allowed: there is no such file")


def run(asked: argparse.Namespace) -> None:
    """Run the study, or take the records stored, and write the page with its pictures."""
    kept = KEPT / "small" if asked.small else KEPT
    into = asked.into or (kept if asked.small else ROOT / "docs")
    names, worlds, years = known(), asked.worlds, asked.years
    if asked.small:
        names, worlds, years = names[::EVERY], SMALL_WORLDS, SMALL_YEARS
    if asked.records:
        records = stored(asked.records)
    else:
        with Progress(transient=True) as bar:
            task = bar.add_task("every authority", total=len(names) * worlds)
            records = study(names, worlds, years, lambda done, _: bar.update(task, completed=done))
        store(records, (asked.into or kept) / RECORDS)
    found = found_in(records)
    draw(found, into / PICTURES)
    (into / PAGE).write_text(page(found), encoding="utf-8")
    print(f"{into / PAGE}")
