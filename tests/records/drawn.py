"""Reading what is drawn: axes, marked artists, and the numbers in texts."""

import re


def axes_of(drawing, name):
    return next(axes for axes in drawing.axes if axes.get_label() == name)


def marked(artists, name):
    return [artist for artist in artists if artist.get_gid() == name]


def title_of(drawing):
    return str(drawing.get_label()).partition("\n")[0]


def numbers_in(text):
    """Return the numbers of a text, and of each half a step of its last digit."""
    found = re.findall(r"([+−-]?)£?([\d,]*\.?\d+)([km]?)(?!\d)", text)
    times = {"": 1.0, "k": 1e3, "m": 1e6}
    return [
        ((-1 if sign in "−-" and sign else 1) * float(digits.replace(",", "")) * times[unit],
         0.5 * 10.0 ** -len(digits.partition(".")[2]) * times[unit])
        for sign, digits, unit in found
    ]  # fmt: skip


def reads(text, *expected):
    """Whether the numbers in a text are the expected ones, as it rounds them."""
    found = numbers_in(text)
    return len(found) == len(expected) and all(
        abs(number - one) <= step * (1 + 1e-6)
        for (number, step), one in zip(found, expected, strict=True)
    )
