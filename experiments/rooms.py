"""The picture of the rooms: which room of the simulator builds on which, made from the imports."""

from pathlib import Path

from experiments.markdown import between_marks

PAGE = Path("docs/architecture.md")
AT_THE_ROOT = {  # files at the root that are one thing together
    "__main__": "cli", "app": "page", "mesa_agents": "model", "mesa_face": "model",
    "answers": "day", "world": "day", "vocabulary": "words of the world",
    "ledger": "words of the world", "task_kinds": "words of the world",
}  # fmt: skip
EVERYWHERE = {"errors", "__init__"}  # whoever refuses something imports these


def room_of(module: str) -> str | None:
    """Return the room in which a module of `sim` stands; None for what all rooms use."""
    first = [*module.split("."), "__init__"][1]
    return None if first in EVERYWHERE else AT_THE_ROOT.get(first, first)


def arrows() -> list[tuple[str, str]]:
    """Return which room imports which, without arrows that go the same way through others."""
    import grimp
    import networkx

    imports = grimp.build_graph("sim")
    rooms = networkx.DiGraph()
    for module in sorted(imports.modules):
        for used in sorted(imports.find_modules_directly_imported_by(module)):
            above, below = room_of(module), room_of(used)
            if above is not None and below is not None and above != below:
                rooms.add_edge(above, below)
    return sorted(networkx.transitive_reduction(rooms).edges)


def with_rooms(text: str) -> str:
    """Return the page with the rooms where they are marked, as a Mermaid flow chart."""
    lines = [f"    {above.replace(' ', '_')}[{above}] --> {below.replace(' ', '_')}[{below}]"
             for above, below in arrows()]  # fmt: skip
    picture = "\n".join(["```mermaid", "flowchart TD", *lines, "```"])
    return between_marks(text, "rooms", picture)
