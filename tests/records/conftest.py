"""Two real studies, in plausible worlds and in one, which all tests here share."""

import pytest
from studied import ran


@pytest.fixture(scope="session")
def in_worlds(tmp_path_factory):
    return ran(tmp_path_factory.mktemp("records") / "worlds", "why=true")


@pytest.fixture(scope="session")
def in_one(tmp_path_factory):
    return ran(tmp_path_factory.mktemp("records") / "one", "worlds=one", "why=true")


@pytest.fixture(scope="session", params=["plausible", "one"])
def study(request):
    """Both, one after the other."""
    name = {"plausible": "in_worlds", "one": "in_one"}[request.param]
    return request.getfixturevalue(name)
