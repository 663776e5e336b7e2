"""What headline measures rest on: settings that are there, and the weakest of their sources."""

import pytest
from each import each

from sim.evidence.weakest_source import SUREST_FIRST, grounds, settings_of
from sim.measures.catalogue import HEADLINE, MEASURES
from sim.settings import Settings, register
from sim.settings.register import GRADES

NAMES = {setting.name for setting in register(Settings())}


def in_room(room):
    return {name for name in NAMES if name.startswith(f"{room}.")}


@pytest.mark.parametrize("measure", HEADLINE, ids=lambda measure: measure.id)
def test_every_headline_measure_has_settings_that_drive_it(measure):
    assert measure.driven_by
    assert grounds(measure.driven_by).grade in SUREST_FIRST


def test_whatever_drives_a_measure_is_a_setting_or_a_room_and_named_once():
    def is_named_once(measure):
        driven_by = drivers[measure]
        for name in driven_by:
            assert name in NAMES or in_room(name), name
            assert not in_room(name) & set(driven_by), f"{name} is named with what is in it"
        assert len(set(driven_by)) == len(driven_by)

    drivers = {measure.id: measure.driven_by for measure in MEASURES}
    each(drivers, is_named_once)


def test_what_a_verdict_compares_with_drives_no_figure():
    for measure in MEASURES:
        assert not any(name.startswith("matters") for name in measure.driven_by)


def test_a_room_stands_for_its_settings_and_not_for_names_that_begin_alike():
    found = [setting.name for setting in settings_of(["review.voice", "challenge.iro.acts"])]
    assert set(found) == {"challenge.iro.acts"} | in_room("review.voice")
    assert len(found) > 2
    assert settings_of(["iro.outside"]) == []


def test_grades_run_from_the_primary_source_to_the_assumption():
    assert SUREST_FIRST == ("P", "S", "D", "M", "assumption")
    assert set(SUREST_FIRST) | {"choice"} == set(GRADES)


@pytest.mark.parametrize(
    ("driven_by", "grade", "weakest", "settings"),
    [
        (["iro.caseload"], "P", 1, 1),
        (["iro.caseload", "iro.extra_duties"], "D", 3, 6),
        (["iro.caseload", "review.timetable.record_days"], "M", 1, 2),
        (["iro.caseload", "iro.extra_duties", "challenge.iro.acts"], "assumption", 1, 7),
        (["iro.caseload", "seed", "plan.drift_after_days"], "P", 1, 1),
        (["seed"], "", 0, 0),
        ([], "", 0, 0),
    ],
)
def test_the_weakest_grade_and_the_settings_that_have_it(driven_by, grade, weakest, settings):
    found = grounds(tuple(driven_by))
    assert (found.grade, len(found.weakest), found.settings) == (grade, weakest, settings)
