"""经办人: who may be chosen as the one who types, kept where it never leaves the folder."""

from lianluozhan.act import LOCAL, acting
from lianluozhan.operator import Operator, add_operator, manages, operators, reads_only
from lianluozhan.record import id_of
from tests.core import desk
from tests.core.desk import CLERK, receive


def add(store, name, role="联络员"):
    """Make somebody known."""
    with acting(store, "operator") as act:
        add_operator(act, name, role)


def test_everybody_known(store):
    """By name, each once, whoever is added again."""
    for name in ("孙三", "李四", "孙三"):
        add(store, name)
    assert [operator.name for operator in operators(store)] == sorted(["孙三", "李四", CLERK])


def test_the_first_one_types(store):
    """The first one made known is who typed, unless somebody else is named."""
    add(store, "孙三", "站长")
    assert store.setting("operator") == CLERK
    receive(store)
    last = max(store.entries("kind='visit'"), key=lambda entry: entry.body["at"])
    assert last.body["operator"] == CLERK


def test_adding_again_changes_the_role(store):
    """The same person keeps one record."""
    add(store, CLERK, "站长")
    [one] = operators(store)
    assert (one.id, one.world, one.role) == (id_of(LOCAL, "operator", CLERK), LOCAL, "站长")


def test_who_manages(store):
    """Where nobody is 站长 whoever may write looks after passwords and approves; who may only read never does."""
    add(store, "周萍", "只读")
    assert manages(store, CLERK) and not manages(store, "周萍")
    assert reads_only(store, "周萍") and not reads_only(store, CLERK)


def test_roles():
    """联络员, 站长 and 只读, no other (design §7)."""
    assert sorted(Operator.role.choices) == sorted(["联络员", "站长", "只读"])


def test_the_clerk_is_not_in_the_stations_streams(store):
    """A clerk's record stands only in the local stream."""
    assert {entry.body["world"] for entry in store.entries("kind='operator'")} == {LOCAL}
    assert store.get(Operator, (desk.WORLD, id_of(LOCAL, "operator", CLERK))) is None
