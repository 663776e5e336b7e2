"""Progress: nothing of a short study, a line a minute of a long one without a terminal."""

from sim.replicate.progress import Lines, bars


class Clock:
    """A clock that a test moves."""

    def __init__(self):
        self.now = 1000.0

    def __call__(self):
        return self.now


def run(clock, advance, steps, seconds):
    for _ in range(steps):
        clock.now += seconds
        advance()


def test_a_short_study_says_nothing(capsys):
    clock = Clock()
    advance = Lines(clock).start("replications", 59)
    run(clock, advance, 59, 1)
    assert capsys.readouterr().err == ""


def test_a_long_study_says_a_line_a_minute(capsys):
    clock = Clock()
    advance = Lines(clock).start("replications", 1200)
    run(clock, advance, 350, 0.514)
    lines = capsys.readouterr().err.splitlines()
    assert lines[0] == "sim: 117 of 1,200 replications after 1 min, about 9 min left"
    assert len(lines) == 2
    run(clock, advance, 850, 0.514)
    assert len(capsys.readouterr().err.splitlines()) == 8  # none once all is done


def test_what_was_kept_of_an_earlier_start_is_no_pace(capsys):
    clock = Clock()
    advance = Lines(clock).start("replications", 1000)
    run(clock, advance, 900, 0)
    run(clock, advance, 20, 6)
    lines = capsys.readouterr().err.splitlines()
    assert lines[-1] == "sim: 920 of 1,000 replications after 2 min, about 8 min left"


def test_the_minutes_of_compiling_are_no_pace(capsys):
    clock = Clock()
    lines = Lines(clock, compiles=True)
    advance = lines.start("replications", 44)
    run(clock, advance, 1, 120)
    run(clock, advance, 31, 2)
    assert capsys.readouterr().err.splitlines() == [
        "sim: 1 of 44 replications after 2 min",
        "sim: 31 of 44 replications after 3 min, about 1 min left",
    ]
    run(clock, lines.start("closer look", 4), 1, 60)  # by then they are compiled
    said = "sim: closer look: 1 of 4 after 4 min, about 3 min left"
    assert capsys.readouterr().err.splitlines() == [said]


def test_stages_are_named_and_share_the_minute(capsys):
    clock = Clock()
    lines = Lines(clock)
    run(clock, lines.start("screening", 50), 50, 1)
    run(clock, lines.start("closer look", 50), 20, 1)
    said = capsys.readouterr().err.splitlines()
    assert said == ["sim: closer look: 10 of 50 after 1 min, about 1 min left"]


def test_without_a_terminal_there_is_no_bar(capsys):
    with bars() as shown:
        advance = shown.start("replications", 2)
        advance()
        advance()
    assert "replications" not in capsys.readouterr().err
