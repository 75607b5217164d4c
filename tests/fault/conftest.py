"""A folder for each test, copied from one that is made once."""

from tests.core.conftest import station, store, template  # noqa: F401  (the same fixtures)
