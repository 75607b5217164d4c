"""换届 in the window and by command: a list becomes the new roster, open issues get new deputies, pickers offer who is in office."""

import pytest

from lianluozhan import clock
from lianluozhan.deputy import Deputy
from lianluozhan.issue import Issue
from lianluozhan.readable import readable
from tests.pages.desk import Desk
from tests.station import TRUTH, filled, opened, run

GONE, STAYS = "彭喆", "陈秀兰"


@pytest.fixture
def new_list(tmp_path):
    """The new term's list: all town deputies but one, and one new."""
    path = tmp_path / "新一届.csv"
    rows = [row["name"] for row in TRUTH["deputy"] if row["name"] != GONE]
    lines = [
        f"{row['name']},{'、'.join(row['levels'])},{row['group']}" for row in TRUTH["deputy"] if row["name"] in rows
    ]
    gone = next(row for row in TRUTH["deputy"] if row["name"] == GONE)
    path.write_text(
        "\n".join(["姓名,代表级别,代表小组", *lines, f"董立新,{'、'.join(gone['levels'])},{gone['group']}"]), "utf-8"
    )
    return path


def leads(path):
    """{end of the number: who leads}."""
    with opened(path) as store:
        return {
            row["number"][-5:]: row["deputies"] for row in readable(store, Issue, store.find(Issue)) if row["deputies"]
        }


def test_in_the_window(folder, new_list, monkeypatch):
    """Look first, then one press; then the open issues in one go; who left is offered no more, old visits still name them."""
    clock.set_today("2026-11-02")
    desk = Desk(folder)
    try:
        desk.open("换届")
        desk.press("选新一届的花名册…")
        assert "请先写是哪一届" in desk.said()
        desk.widget("term.name").setText("第十九届")
        desk.widget("term.on").setText("11月1日")
        monkeypatch.setattr(desk.page, "ask_file", lambda: str(new_list))
        desk.press("选新一届的花名册…")
        assert "看一看对不对" in desk.said() and f"离任：{GONE}" in desk.said() and "新任：董立新" in desk.said()
        desk.press("换届")
        assert (
            "✓ 已换届：第十九届，从 2026-11-01 起" in desk.said() and f"{GONE}离任；提议：同一代表小组" in desk.said()
        )
        desk.press("照这样换")
        assert "没有要换联系代表的意见" in desk.said() and "✓ 换好" in desk.said() and f"{GONE}离任" not in desk.said()
        offered = [one.name for one in desk.window.around.options["deputy"] if not one.gone]
        assert GONE not in offered and "董立新" in offered
        desk.open("代表名册")
        assert f"{GONE}" in " ".join(desk.list("deputy")).split("已离任")[1]
    finally:
        desk.close()
    assert not [names for names in leads(folder).values() if GONE in names]
    with opened(folder) as store:
        assert store.find(Deputy, "name=?", (GONE,))[0].left_on == "2026-11-01"


def test_by_command(tmp_path, new_list):
    """Tried first, then done; what is open is listed and given; a second time is refused and changes nothing."""
    path = filled(tmp_path / "站")

    def typed(*words):
        return run(*words, "--data", path, "--today", "2026-11-02")

    order = "term", str(new_list), "--name", "第十九届", "--on", "2026-11-01"
    tried = typed(*order, "--dry-run")
    assert tried.code == 0 and f"离任 1 名：{GONE}" in tried.out and "试看" in tried.out
    assert typed("term", "--json").out.strip() == "[]"
    assert "已换届：第十九届，从 2026-11-01 起" in typed(*order).out
    assert GONE in typed("term").out
    assert typed("term", "--instead", "没有=董立新").code == 1
    assert typed("term", "--instead", f"{GONE}={STAYS}").out.startswith("已改联系代表：")
    assert [names for names in leads(path).values() if GONE in names] == []
    again = typed(*order)
    assert again.code == 1 and "名册已经是这一份了" in again.err
    assert typed("rota", "2026-12", "--json").code in (0, 1)
    assert typed("check").code == 0
