"""Quotes around a text on the command line."""


def unquoted(text: str) -> str:
    """Return a text without the quotes it was typed in."""
    text = text.strip()
    if len(text) > 1 and text[0] == text[-1] and text[0] in "'\"":
        return text[1:-1]
    return text


def quoted(text: str) -> str:
    """Return a text that Hydra takes as it stands: a comma in it begins no sweep."""
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'"
