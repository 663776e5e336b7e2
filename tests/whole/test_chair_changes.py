"""The load of whoever chairs, as a policy changes who that is."""

from worlds import lived

from sim.ledger import Count

CHAIRS = {"keep": "IRO", "abolish": "TEAM_MANAGER", "manager_chairs": "TEAM_MANAGER"}


def test_the_chair_changes_on_the_policy_s_first_day():
    for scenario, role in CHAIRS.items():
        ledger = lived(scenario).ledger
        for what in ("AROSE", "PRESENT"):
            chair, iro, own = (
                ledger[:, Count[f"HOURS_{what}_{name}"]] for name in ("CHAIR", "IRO", role)
            )
            # the reported months of two years stand first, those of the warm-up after them
            assert chair[:24].tolist() == own[:24].tolist()
            assert chair[24:].tolist() == iro[24:].tolist()
            assert chair[:24].sum() > 0
