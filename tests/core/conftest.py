"""A folder for each test, copied from one that is made once."""

import pytest

from tests.core import desk


@pytest.fixture(scope="session")
def template(tmp_path_factory):
    """A new station folder; not to be written."""
    return desk.make(tmp_path_factory.mktemp("template") / "station")


@pytest.fixture
def station(template, tmp_path):
    """A new station folder of the test's own."""
    return desk.twin(template, tmp_path / "station")


@pytest.fixture
def store(station):
    """The open store of a new station folder."""
    with desk.opened(station) as store:
        yield store
