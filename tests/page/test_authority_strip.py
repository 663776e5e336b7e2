"""The strip of all authorities says what is stored, and what is stored is whole."""

import re
from xml.etree import ElementTree

import pytest
from each import each

pytest.importorskip("solara", reason="the page's packages are not installed")

from sim.data import authorities
from sim.data.bands_of_authorities import bands, made
from sim.measures.catalogue import HEADLINE
from sim.page.authority_strip import (
    BY_ID,
    DIFFERENCE,
    TODAY,
    measures,
    places,
    rows,
    sentences,
    strip,
    told,
)

SVG = "{http://www.w3.org/2000/svg}"
CHOSEN = "Leeds"


def test_every_authority_and_headline_measure_is_stored():
    stored = bands()
    assert set(stored["authority"]) == set(authorities.names())
    assert {measure.id for measure in HEADLINE} <= set(stored["measure"])
    assert not stored.duplicated(["authority", "measure"]).any()
    assert (stored["today_low"] <= stored["today"]).sum() == stored["today"].notna().sum()
    assert (stored["today"] <= stored["today_high"]).sum() == stored["today"].notna().sum()
    assert made()["worlds"] >= 2
    own = stored[stored["published"].notna()]
    for row in own.itertuples():
        assert 0 <= row.published <= 1
    published = own[own["measure"] == "three_plus_placements"].set_index("authority")["published"]
    assert len(published) > 100
    for name, value in published.items():
        assert value == pytest.approx(authorities.own(name)["pct_3plus_placements"] / 100)


def test_headline_measures_are_chosen_from_first():
    ids = [measure.id for measure in measures()]
    assert ids[: len(HEADLINE)] == [measure.id for measure in HEADLINE]


def test_every_strip_is_sorted_marked_and_says_its_values():
    def holds(case):
        measure, shown = case
        found = places(measure, shown)
        assert [place.median for place in found] == sorted(place.median for place in found)
        unit = BY_ID[measure].unit
        drawn = ElementTree.fromstring(strip(found, BY_ID[measure], shown, CHOSEN, 'a "b" <c>'))
        titles = [title.text for title in drawn.iter(SVG + "title")]
        assert titles == [told(place, unit, shown) for place in found]
        marked = [group.find(SVG + "title").text for group in drawn.iter(SVG + "g")
                  if group.get("class") == "marked"]  # fmt: skip
        assert len(marked) == 1
        assert marked[0].startswith(f"{CHOSEN}: ")
        assert drawn.get("aria-label") == 'a "b" <c>'
        middle = sentences(found, BY_ID[measure], shown, CHOSEN)
        assert f"in {len(found)} authorities" in middle[0]
        assert middle[1].startswith(marked[0])
        cells = rows(found, unit, shown, CHOSEN)
        assert [len(row) for row in cells] == [4 if shown == TODAY else 3] * len(found)
        heights = [float(end) for end in re.findall(r'cy="([-\d.]+)"', ElementTree.tostring(
            drawn, encoding="unicode"))]  # fmt: skip
        assert heights == sorted(heights, reverse=True)

    each([(measure.id, shown) for measure in measures() for shown in (TODAY, DIFFERENCE)], holds)


def test_no_line_stands_for_more_than_all():
    drawn = ElementTree.fromstring(
        strip(places("reviews_on_time", TODAY), BY_ID["reviews_on_time"], TODAY, CHOSEN, "")
    )
    lines = [text.text for text in drawn.iter(SVG + "text") if text.text.endswith("%")]
    assert lines[-1] == "100.0%"
    assert all(float(line[:-1]) % 5 == 0 for line in lines)


def test_no_authority_is_marked_where_the_average_is_chosen():
    found = places("reviews_on_time", TODAY)
    drawn = strip(found, BY_ID["reviews_on_time"], TODAY, authorities.AVERAGE, "")
    assert 'class="marked"' not in drawn
    assert len(sentences(found, BY_ID["reviews_on_time"], TODAY, authorities.AVERAGE)) == 1


def test_what_has_no_value_is_said():
    said = sentences([], BY_ID["reviews_on_time"], TODAY, CHOSEN)
    assert said == ["Reviews on time, today's service: no authority has a value."]
    assert "<svg" in strip([], BY_ID["reviews_on_time"], TODAY, CHOSEN, "")
