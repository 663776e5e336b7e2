"""Every authority is found by its name, however an analyst writes it."""

import csv
import math
import statistics
from pathlib import Path

import pytest
from each import each

from sim.arms.resolve import TOWARDS, resolve
from sim.data import authorities
from sim.data.authority_names import codes, find, successors
from sim.errors import UserError
from sim.settings import Settings, replace_values

with (Path(authorities.DATA) / "authorities_2025.csv").open(encoding="utf-8") as lines:
    TABLE = {row["authority"]: row for row in csv.DictReader(lines)}


def test_there_are_151():
    assert len(authorities.names()) == 151


def test_each_is_found_and_runs_on_its_own_figures():
    each(TABLE, is_found_and_runs_on_its_own_figures)


def is_found_and_runs_on_its_own_figures(name):
    for typed in (name, name.upper(), f" {name.lower()} ", name.replace(",", "").replace(".", "")):
        assert find(typed) == name
    arms = resolve(replace_values(Settings(), {"authority.name": name}), {})
    for column, value, flag in (
        ("children_looked_after", arms.today.authority.children_looked_after,
         "authority.children_looked_after"),
        ("agency_pct", arms.today.social_worker.agency_share, "social_worker.agency_share"),
    ):  # fmt: skip
        cell = TABLE[name][column]
        assert value == (float(cell) if cell else 13.0)
        assert arms.flags[flag] == ("own" if cell else "national")


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("Bristol", "Bristol, City of"),
        ("city of bristol", "Bristol, City of"),
        ("hull", "Kingston Upon Hull, City of"),
        ("Kingston Upon Hull", "Kingston Upon Hull, City of"),
        ("leeds", "Leeds"),
        ("york", "York"),  # the whole name goes before North Yorkshire's part
        ("st helens", "St. Helens"),
        ("Stoke on Trent", "Stoke-on-Trent"),
        ("bournemouth", "Bournemouth, Christchurch and Poole"),
        ("AVERAGE", "average"),
        ("County Durham", "Durham"),
        ("Durham County Council", "Durham"),
        ("Brighton & Hove", "Brighton and Hove"),
        ("Hammersmith & Fulham", "Hammersmith and Fulham"),
        ("Bath & North East Somerset", "Bath and North East Somerset"),
        ("Westmorland & Furness Council", "Westmorland and Furness"),
        ("BCP", "Bournemouth, Christchurch and Poole"),
        ("BCP Council", "Bournemouth, Christchurch and Poole"),
        ("Poole", "Bournemouth, Christchurch and Poole"),
        ("Leeds City Council", "Leeds"),
        ("Hull City Council", "Kingston Upon Hull, City of"),
        ("Nottingham City", "Nottingham"),
        ("Rutland County Council District Council", "Rutland"),
        ("Dorset County Council", "Dorset"),
        ("City of York Council", "York"),
        ("City of Bradford Metropolitan District Council", "Bradford"),
        ("Knowsley MBC", "Knowsley"),
        ("London Borough of Barnet", "Barnet"),
        ("LB Barnet", "Barnet"),
        ("Royal Borough of Greenwich", "Greenwich"),
        ("The Royal Borough of Kingston upon Thames", "Kingston upon Thames"),
        ("City of Westminster", "Westminster"),
        ("Bedford Borough Council", "Bedford Borough"),
        ("Bedford", "Bedford Borough"),
        ("St\xa0Helens", "St. Helens"),
        ("E06000017", "Rutland"),
        ("e06000017", "Rutland"),
        ("E10000023", "North Yorkshire"),
        ("383", "Leeds"),
        ("943", "Westmorland and Furness"),
        ("835", "Dorset"),
        ("Herts County Council", "Hertfordshire"),
        ("NE Lincs", "North East Lincolnshire"),
        ("Bath & NE Somerset", "Bath and North East Somerset"),
        ("Central Beds", "Central Bedfordshire"),
        ("West Northants", "West Northamptonshire"),
        ("South Glos", "South Gloucestershire"),
        ("Salop", "Shropshire"),
        ("Royal Greenwich", "Greenwich"),
        ("Barnet LBC", "Barnet"),
        ("Medway UA", "Medway"),
        ("Saint Helens", "St. Helens"),
        ("IoW", "Isle of Wight"),
        ("Leeds (City Council)", "Leeds"),
    ],
)
def test_a_name_may_be_written_as_it_is_spoken(typed, name):
    assert find(typed) == name


def test_a_part_that_fits_several_lists_them():
    with pytest.raises(UserError) as no:
        find("west")
    assert str(no.value).startswith("authority.name=west is not allowed: it fits several: ")
    assert "West Berkshire; West Northamptonshire" in str(no.value)
    assert "Westminster" not in str(no.value)  # whole words go before parts of words


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("Bedfordshire", "its successors are Bedford Borough; Central Bedfordshire"),
        ("Cumbria", "its successors are Cumberland; Westmorland and Furness"),
        ("Cumbria County Council", "its successors are Cumberland; Westmorland and Furness"),
        ("E10000006", "its successors are Cumberland; Westmorland and Furness"),
        ("909", "its successors are Cumberland; Westmorland and Furness"),
        ("Berkshire", "Bracknell Forest; Reading; Slough; West Berkshire; Windsor and"),
        ("Cleveland", "Hartlepool; Middlesbrough; Redcar and Cleveland; Stockton-on-Tees"),
        ("Northamptonshire", "North Northamptonshire; West Northamptonshire"),
        ("Northants", "North Northamptonshire; West Northamptonshire"),
        ("Beds CC", "its successors are Bedford Borough; Central Bedfordshire"),
        ("borough", "must be average or one of 151"),
        ("Corporation of London", "City of London looks after too few children"),
        ("City of London", "City of London looks after too few children"),
        ("City of London Corporation", "City of London looks after too few children"),
        ("E09000001", "City of London looks after too few children"),
        ("Isles of Scilly", "Isles of Scilly looks after too few children"),
        ("Scilly", "Isles of Scilly looks after too few children"),
        ("England", "write authority.scope=england"),
        ("HEF", "near it: Sheffield"),
        ("NEL", "must be average or one of 151"),
        ("Woking", "near it: Wokingham"),
        ("solihul", "near it: Solihull"),
        ("central", "near it: Central Bedfordshire"),
        ("st", "near it: St. Helens"),
        ("trent", "near it: Stoke-on-Trent"),
        ("with", "near it: Blackburn with Darwen"),
        ("E06999999", "must be average or one of 151"),
        ("x" * 3000, "xxx... is not allowed"),
        ("Le\x1beds", "Le?eds is not allowed"),
    ],
)
def test_what_is_not_certainly_meant_is_asked_about(typed, said):
    with pytest.raises(UserError) as no:
        find(typed)
    assert said in str(no.value) and len(str(no.value)) < 400


@pytest.mark.parametrize("typed", ["Greater London", "London", "GLC", "ILEA"])
def test_all_boroughs_came_after_greater_london(typed):
    with pytest.raises(UserError) as no:
        find(typed)
    boroughs = [name for code, name in codes().items() if code.startswith("E09")]
    assert len(boroughs) == 32 and all(name in str(no.value) for name in boroughs)


def test_every_code_is_of_one_authority_and_every_successor_is_one():
    assert len(codes()) == 151 * 2 + 8  # ONS's and DfE's, and eight of before
    assert all(find(code) == name for code, name in codes().items())
    followed = {name for one in successors() for name in one.names}
    assert followed <= set(authorities.names())


def test_a_wrong_name_says_which_are_near():
    with pytest.raises(UserError, match="near it: Manchester"):
        find("Manchster")


@pytest.mark.parametrize("nothing", ["", " ", ",", "City of", "."])
def test_a_name_of_nothing_fits_nothing(nothing):
    with pytest.raises(UserError, match="must be average or one of 151"):
        find(nothing)


def test_the_average_is_england_divided_by_its_authorities():
    figures = authorities.figures("average")
    assert figures["children_looked_after"].value == 81770 / 151
    assert figures["started_in_year"].value == 32270 / 151
    assert figures["ceased_in_year"].value == 34450 / 151
    assert figures["social_worker_caseload"].value == 15.2
    assert figures["social_worker_turnover_pct"].value == 11.8
    assert figures["pct_3plus_social_workers"].value == 27  # of 2024; 2025 is not published
    assert not any(figure.own for figure in figures.values())


def test_ten_cells_are_empty_and_take_englands_figure():
    empty = [
        (name, column) for name, row in TABLE.items() for column, cell in row.items() if not cell
    ]
    assert len(empty) == 10
    for name, column in empty:
        figure = authorities.figures(name)[column]
        assert not figure.own
        assert figure.value == authorities.figures("average")[column].value


def test_a_share_of_nought_is_a_value():
    nought = next(name for name, row in TABLE.items() if row["agency_pct"] == "0")
    assert authorities.figures(nought)["agency_pct"] == authorities.Figure(0.0, own=True)


def test_a_share_of_what_tells_published_cases_from_england_s_holds_for_looked_after_children():
    half = {
        "authority.name": "Kent",
        "social_worker.caseload_own": 0.5,
        "social_worker.caseload_with_entries": 0.0,
    }
    kent = resolve(replace_values(Settings(), half), {})
    assert kent.today.social_worker.caseload == (17 + 15.2) / 2
    assert kent.flags["social_worker.caseload"] == TOWARDS
    whole = {"authority.name": "Kent", "social_worker.caseload_own": 1.0}
    assert resolve(replace_values(Settings(), whole), {}).today.social_worker.caseload == 17
    given = {"authority.name": "Kent", "social_worker.caseload": 17.0}
    assert resolve(replace_values(Settings(), given), {}).today.social_worker.caseload == 17


def test_where_children_come_and_go_often_a_worker_has_fewer_as_published():
    none_of_its_own = {"authority.name": "Hillingdon", "social_worker.caseload_own": 0.0}
    cases = resolve(replace_values(Settings(), none_of_its_own), {}).today.social_worker.caseload
    own, all_of_england = authorities.figures("Hillingdon"), authorities.figures("average")
    rates = [
        (of["started_in_year"].value + of["ceased_in_year"].value)
        / of["children_looked_after"].value
        for of in (own, all_of_england)
    ]
    assert cases == pytest.approx(15.2 * (rates[0] / rates[1]) ** -0.12)
    assert cases < 15.2


def test_how_cases_go_with_comings_and_goings_is_as_the_published_figures_say():
    rates, cases = [], []
    for name in authorities.names():
        of = authorities.figures(name)
        both = of["started_in_year"].value + of["ceased_in_year"].value
        rates.append(math.log(both / of["children_looked_after"].value))
        cases.append(math.log(of["social_worker_caseload"].value))
    slope = statistics.linear_regression(rates, cases).slope
    assert Settings().social_worker.caseload_with_entries == pytest.approx(slope, abs=0.005)
