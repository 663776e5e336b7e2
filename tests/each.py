"""One test of many cases: a setting, a scenario, a sentence each.

A test a case costs more to find and to report than to run where there are hundreds of cases. Here
all of them are tried, whichever fail, and the test says every failure by its case.
"""

import pytest


def each(cases, holds):
    """Hold every case against `holds`, which raises if one fails; fail with all that did."""
    failed = []
    for case in cases:
        try:
            holds(case)
        except (Exception, pytest.fail.Exception) as wrong:  # pytest's own is no Exception
            failed.append(f"{case}: {type(wrong).__name__}: {wrong}")
    assert not failed, f"{len(failed)} failed:\n" + "\n".join(failed)
