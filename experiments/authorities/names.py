"""Whose figures they are: authorities' names and codes, and successors of abolished councils."""

import re
from collections.abc import Sequence

from sim.data.authority_names import LEFT_OUT, Successors, also_written, codes, plain, successors
from sim.errors import close_matches, shortened

ENGLAND = "England"
CODE = re.compile(r"E\d{8}|\d{3}")  # ONS's, or DfE's number, which is not checked further


def expected(before: Sequence[str], year: int, gone: Sequence[Successors]) -> list[str]:
    """Return who must have figures in a year, in the order in which they stand.

    Those of the year before, and in the place of each council abolished since its successors.
    """
    ended = {one.abolished: one.names for one in gone if one.last_year < year}
    found: list[str] = []
    for name in before:
        found += [each for each in ended.get(name, (name,)) if each not in found]
    return sorted(found, key=str.casefold) if any(name in ended for name in before) else found


class Names:
    """Finds whose a row is, of the authorities that must have figures in a newer year."""

    def __init__(self, wanted: Sequence[str], year: int) -> None:
        self.wanted, self.year = wanted, year
        self.by_plain = {plain(name): name for name in (*wanted, *LEFT_OUT, ENGLAND)}
        for written, name in also_written().items():
            if name in wanted:
                self.by_plain[plain(written)] = name
        self.gone = {plain(one.abolished): one for one in successors()}
        self.by_code = codes()

    def find(self, written: str) -> str | None:
        """Return the authority's name; None where it is none that must have figures."""
        return self.by_plain.get(plain(written))

    def abolished(self, written: str) -> Successors | None:
        """Return the abolished council of that name, where none of today has it."""
        return None if self.find(written) else self.gone.get(plain(written))

    def mistake(self, written: str) -> str:
        """Say what is wrong with a name that `find` does not know."""
        gone = self.abolished(written)
        if gone:
            return (
                f"{written} was abolished after {gone.last_year}: its figures of {self.year} must "
                f"be those of its successors, {shortened(gone.names, '; ')}"
            )
        meant = [self.by_plain[each] for each in close_matches(plain(written), self.by_plain)]
        guess = f"; near it: {shortened(meant, '; ')}" if meant else ""
        return f"{written!r} is no authority known{guess}"

    def wrong_code(self, name: str, code: str) -> str:
        """Say what is wrong with an authority's code; nothing where it is right or not known."""
        if not CODE.fullmatch(code):
            return f"{name}: {code!r} is no code: ONS's are E and eight digits"
        owner = self.by_code.get(code)
        if owner not in (None, name) and name in self.wanted:
            return f"{name}: {code} is the code of {owner}"
        return ""
