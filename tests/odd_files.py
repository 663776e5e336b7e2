"""Files as people save them, at random from a seed: a council's figures, a scenario, or any bytes.

Each begins right, or as nothing known, and is spoilt: odd values, tabs, tags, anchors, brackets
without end, names that stand twice, other encodings and line ends, letters that are none.
"""

import random

from odd_words import LETTERS, VALUES

from sim.data.council_figures import FIGURES
from sim.settings import settings_by_name

COUNCIL = (
    ("name", "Fordshire"), ("children_looked_after", "412"), ("started_in_year", "158"),
    ("ceased_in_year", "151"),
)  # fmt: skip
SCALARS = (
    * VALUES, "0412", "1:30", "190:20:30", "2025-04-01", "2001-12-14t21:59:43.10-05:00", ".inf",
    "-.Inf", ".NaN", "!!float 3", "!!binary aGk=", "!!set {a}", "! 5", "!x 5", "!<tag:yaml.org> 5",
    "&a 5", "*a", "<<: *a", "|\n  a\n  b", ">-\n  a", "|9\n a", "? a", "? [a]\n: b", "- a", "a: b",
    "{a: b, a: c}", "{a, b}", "[a, [b, [c]]]", "[a", "{a", "]", "}", "@a", "`a", "%a", "# a", "'a",
    '"a', '"\\x00"', '"\\e[2J"', '"\\u202e"', '"\\ud800"', '"\\UFFFFFFFF"', '"\\q"', "'it''s'",
    "---", "...", "%YAML 1.2\n---", "%TAG ! tag:x,2000:\n---", "\ta", "a\tb", "5\t# five",
    "5 #five", "5#five", "c", "x", "-", "..", "z", "low", "[c]", "(c)", "C", "n/a", "15%", "£15",
    "15 percent", "١٢", "½", "4½", "1\u00a0400", "1 400", "1,400", "1'400", "1.400,5", "~", "null",
    "Null", "NULL", "y", "n", "Yes", "NO", "On", "oFF", "$x^{", "$\\frac{1}{0}$", "<b>",
    "</script>", "{{ 7*7 }}", "{% x %}", "=1+1", "=cmd|' /C calc'!A0", "a" * 81, "a" * 5000,
    "9" * 400, "9" * 5000, "England", "average", "the average", "AVERAGE authority", "Leeds",
    "é" * 80, "\U0001f600",
)  # fmt: skip
ENDS = ("\n", "\r\n", "\r", "\x85", "\u2028", "\x0b", "\x0c", "\n\n", "\n\r", "\x00", "")
ENCODINGS = (
    "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "latin-1", "cp1252",
    "cp037", "utf-7", "mac-roman", "shift_jis", "gb18030",
)  # fmt: skip
MANY = "".join(f"k{number}: 1\n" for number in range(9000))
STAIRS = "".join(" " * number + f"a{number}:\n" for number in range(300))
BOMBS = (
    "[" * 3000, "{" * 3000, "- " * 3000, "? " * 3000, "a: [" + "[]," * 3000, "{a: " * 500,
    "!" * 3000, "&a " * 500, "*a " * 500, "'" * 3001, "#" * 99_000, "\n" * 99_999, " " * 99_999,
    "a:\n" * 300_000, "a: 1\n" * 15_000, "a: &a [x,x]\nb: &b [*a,*a]\nc: [*b,*b]\n", MANY, STAIRS,
    "a" * 99_999, "a: " + "b " * 40_000, "\ufeff" * 50, "---\n" * 1000, "...\n" * 1000,
    "%\n" * 1000, "a: |\n" + " a\n" * 20_000, '"' + "\\" * 50_000,
)  # fmt: skip


class OddFiles:
    """Draws files, as bytes; of one seed always the same ones."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)
        self.settings = list(settings_by_name())

    def council(self) -> bytes:
        """Return a council's file."""
        chance = self.chance
        lines = [f"{name}: {value}" for name, value in COUNCIL]
        for _ in range(chance.choice((0, 1, 1, 1, 2, 4))):
            name = chance.choice((*FIGURES, *FIGURES, "name", *SCALARS))
            value = str(chance.choice((*SCALARS, chance.randrange(200), round(chance.random(), 3))))
            first = chance.choice(("", "", "", " ", "- ", "? "))
            odd = f"{first}{name}{chance.choice((': ', ': ', ': ', ':', ' '))}{value}"
            at = chance.randrange(len(lines) + 1)
            lines[at : at + chance.choice((0, 1))] = [odd]
        return self._saved(lines)

    def scenario(self) -> bytes:
        """Return a scenario's file."""
        chance = self.chance
        lines = ["# @package _global_", "#", "# A policy of our own.", "#", "# Law: none: so.",
                 "policy:", "  iro:", "    caseload: 50"]  # fmt: skip
        for _ in range(chance.choice((0, 1, 1, 1, 2, 4))):
            rooms = ("policy", "iro", "caseload", "defaults")
            name = chance.choice((*self.settings, *SCALARS, *rooms))
            value = str(chance.choice((*SCALARS, chance.randrange(200), round(chance.random(), 3))))
            kind = chance.random()
            if kind < 0.4:
                lines += self._in_rooms(name, value)
            elif kind < 0.5:
                lines.insert(2, f"# {{{name}{chance.choice(('}', ''))} {value}")
            else:
                at = chance.randrange(len(lines) + 1)
                blanks = " " * chance.choice((0, 2, 4, 3))
                lines[at : at + chance.choice((0, 1))] = [f"{blanks}{name}: {value}"]
        return self._saved(lines)

    def _in_rooms(self, name: str, value: str) -> list[str]:
        """Return the lines of a setting in its rooms, below policy: or not."""
        rooms = name.split(".")[:20]
        first = self.chance.choice((0, 1))
        lines = [f"{'  ' * (depth + first)}{room}:" for depth, room in enumerate(rooms)]
        return [*lines[:-1], f"{lines[-1]} {value}"]

    def _saved(self, lines: list[str]) -> bytes:
        """Return lines as they are saved, spoilt or not."""
        chance = self.chance
        end = chance.choice(ENDS) if chance.random() < 0.15 else "\n"
        text = end.join(lines) + chance.choice((end, ""))
        if chance.random() < 0.1:
            what = chance.choice((": ", "  ", "\n", "name", "4"))
            text = text.replace(what, chance.choice(("\t", "\xa0", "\u200b", "")))
        if chance.random() < 0.25:
            for _ in range(chance.choice((1, 1, 3))):
                at = chance.randrange(len(text) + 1)
                text = text[:at] + chance.choice(LETTERS) + text[at + chance.choice((0, 1)) :]
        if chance.random() < 0.1:
            bomb = chance.choice(BOMBS)
            text = chance.choice((bomb, text + bomb, bomb + text))
        if chance.random() < 0.05:
            text = "".join(chance.choices(LETTERS, k=chance.choice((0, 1, 30, 3000))))
        coded = chance.choice(ENCODINGS) if chance.random() < 0.15 else "utf-8"
        whole = coded.startswith("utf") and coded != "utf-7"
        saved = text.encode(coded, "surrogatepass" if whole else "replace")
        if chance.random() < 0.05:
            saved = chance.randbytes(chance.choice((0, 1, 10, 5000)))
        if chance.random() < 0.05:
            saved = saved[: chance.randrange(len(saved) + 1)]
        if chance.random() < 0.05:
            at = chance.randrange(len(saved) + 1)
            saved = saved[:at] + chance.randbytes(1) + saved[at:]
        return saved
