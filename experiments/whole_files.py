"""Files that commands write into the project: whole, or not at all."""

from collections.abc import Mapping
from pathlib import Path


def write(texts: Mapping[Path, str]) -> None:
    """Write files whole: all under other names first, then each to its own."""
    beside = {place: place.with_name(place.name + ".new") for place in texts}
    try:
        for place, text in texts.items():
            beside[place].write_text(text, encoding="utf-8")
        for place, made in beside.items():
            made.replace(place)
    finally:
        for made in beside.values():
            made.unlink(missing_ok=True)
