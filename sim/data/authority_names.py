"""Which authority is meant, by its name as ONS, DfE, councils and analysts write it, or by a code.

Only what is certainly meant is taken for a name; of all else an error line says what is near.
"""

import functools
import re
from collections.abc import Mapping
from dataclasses import dataclass

from sim.data.authorities import AVERAGE, DATA, names, rows_of
from sim.errors import UserError, close_matches, echoed, shortened

# with their codes; they have too few children looked after for figures of their own
LEFT_OUT = {
    "City of London": ("E09000001", "201"),
    "Isles of Scilly": ("E06000053", "420"),
}
TITLES = re.compile(
    r"\b(council of the|(london|royal|metropolitan) borough( of)?|borough of|city and county of"
    r"|city of|county of|(metropolitan )?(city|county|borough|district) council|unitary authority"
    r"|metropolitan district|council|corporation)\b|^(the|lb|rb)\b"
    r"|\b(lbc|mbc|mdc|cbc|bc|cc|dc|la|ua)$"
)
SHORT = {  # words of names, as they are written short
    "beds": "bedfordshire", "berks": "berkshire", "bucks": "buckinghamshire",
    "cambs": "cambridgeshire", "glos": "gloucestershire", "hants": "hampshire",
    "herts": "hertfordshire", "lancs": "lancashire", "leics": "leicestershire",
    "lincs": "lincolnshire", "ne": "north east", "northants": "northamptonshire",
    "notts": "nottinghamshire", "oxon": "oxfordshire", "saint": "st", "staffs": "staffordshire",
    "wilts": "wiltshire", "worcs": "worcestershire", "yorks": "yorkshire",
}  # fmt: skip
# words that tell no authority from another, and rivers, on which many a place lies
COMMON = (
    "and of on upon with the st sea north south east west central isle city county town borough "
    "forest tower tees tyne trent thames"
)


@dataclass(frozen=True)
class Successors:
    """A council that is no more: its last year, its codes, and who came after."""

    abolished: str
    last_year: int
    names: tuple[str, ...]
    codes: tuple[str, ...] = ()


def find(asked: str, setting: str = "authority.name") -> str:
    """Return the name of the authority that was asked for, or `average`.

    Case, marks, `&` and what councils call themselves are ignored; a code of ONS's or DfE's will
    do. Whole words of a name are enough where they are of one authority only and tell it from
    others: `hull`, but not `hef` or `forest`.

    Parameters
    ----------
    asked
        What was typed.
    setting
        The setting it was typed for, to name it in the refusal.

    Raises
    ------
    UserError
        Where no authority is certainly meant.
    """
    wanted = plain(asked)
    if wanted == AVERAGE:
        return AVERAGE
    known = _known()
    for written in (asked.strip().upper(), wanted, wanted.removesuffix(" city")):
        if written in known:
            return known[written]
    refused = f"{setting}={echoed(asked)} is not allowed: "
    _explain(asked, wanted, refused)
    by_plain = {plain(name): name for name in names()}
    fits = [name for key, name in by_plain.items() if f" {wanted} " in f" {key} "]
    certain = len(wanted) > 2 and not set(wanted.split()) <= set(COMMON.split())
    if len(fits) == 1 and certain:
        return fits[0]
    if len(fits) > 1:
        raise UserError(f"{refused}it fits several: {shortened(fits, '; ')}")
    inside = [name for key, name in by_plain.items() if len(wanted) > 2 and wanted in key]
    alike = [by_plain[key] for key in close_matches(wanted[:100], by_plain)]
    near = shortened(dict.fromkeys([*fits, *alike, *inside]), "; ")
    raise UserError(
        f"{refused}it must be {AVERAGE} or one of {len(by_plain)} English authorities"
        + (f"; near it: {near}" if near else "")
    )


@functools.lru_cache(maxsize=1024)
def plain(name: str) -> str:
    """Return a name without what its writers vary."""
    words = re.sub(r"[-,.'()/\N{RIGHT SINGLE QUOTATION MARK}\s]+", " ",
                   name.casefold().replace("&", " and "))  # fmt: skip
    words = TITLES.sub(" ", TITLES.sub(" ", words.strip()))
    return " ".join(SHORT.get(word, word) for word in words.split()).removeprefix("of ")


@functools.cache
def successors() -> tuple[Successors, ...]:
    """Return the abolished councils."""
    return tuple(
        Successors(row["abolished"], int(row["last_year"]), _list(row["successors"]),
                   _list(row["codes"]))
        for row in rows_of(DATA / "successors.csv")
    )  # fmt: skip


def also_written() -> Mapping[str, str]:
    """Return the authorities by what else is written for their names."""
    return {
        written: row["authority"]
        for row in rows_of(DATA / "authority_codes.csv")
        for written in _list(row["also_written"])
    }


def codes() -> Mapping[str, str]:
    """Return each authority by the codes that it has or had."""
    return {
        row[column]: row["authority"]
        for row in rows_of(DATA / "authority_codes.csv")
        for column in ("code", "earlier_code", "dfe_code")
        if row[column]
    }


def _explain(asked: str, wanted: str, refused: str) -> None:
    """Refuse what is known and has no figures of its own, and say why."""
    code = asked.strip().upper()
    for one in successors():
        if code in map(str.upper, one.codes) or wanted == plain(one.abolished):
            raise UserError(
                f"{refused}{one.abolished} is no council since {one.last_year}; its successors "
                f"are {'; '.join(one.names)}"
            )
    for name, theirs in LEFT_OUT.items():
        if code in theirs or wanted in (plain(name), plain(name).split()[-1]):
            raise UserError(
                f"{refused}{name} looks after too few children for published figures of its own; "
                "authority.file takes a council's own"
            )
    if wanted in ("england", "all england"):
        raise UserError(
            f"{refused}write authority.scope=england for all authorities, or authority.name="
            f"{AVERAGE} for England divided by their number"
        )


@functools.cache
def _known() -> Mapping[str, str]:
    """Return each authority by all that certainly means it: names, in plain words, and codes.

    A council that has one successor means that one.
    """
    gone = {one.abolished: one for one in successors() if len(one.names) == 1}
    written = {
        **{old: one.names[0] for old, one in gone.items()},
        **also_written(),
        **{name: name for name in names()},
    }
    old_codes = {code: one.names[0] for one in gone.values() for code in one.codes}
    return {plain(name): meant for name, meant in written.items()} | old_codes | dict(codes())


def _list(cell: str) -> tuple[str, ...]:
    return tuple(cell.split("; ")) if cell else ()
