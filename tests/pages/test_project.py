"""项目 in the window: registered, voted on, chosen, its steps done, finished by buttons; refusals are told; a district only looks."""

from io import BytesIO

import pytest
from PIL import Image
from PySide6.QtWidgets import QWidget

from lianluozhan import attachment, clock, parts
from lianluozhan.act import acting
from lianluozhan.duty import Duty
from lianluozhan.project import Project
from tests.district import carry, district
from tests.pages.desk import sitting
from tests.station import do, empty, opened, receive, sound, take

PART = "代表联络站+"


@pytest.fixture
def page(tmp_path):
    """A clerk on the page, the part on; one deputy is known."""
    clock.set_today("2026-11-03")
    path = empty(tmp_path / "站")
    with opened(path) as store:
        take(store, "deputy", {"name": "陈秀兰"})
        with acting(store, "parts") as act:
            parts.switch(act, on=[PART])
    for desk in sitting(path):
        desk.open("项目")
        yield desk


def seen(desk):
    """Which of its steps can be pressed."""
    page = desk.page
    named = {
        "step": page.step_button,
        "finish": page.finish_button,
        "choose": page.choose_button,
        "drop": page.drop_button,
        "stop": page.stop_button,
        "resume": page.resume_button,
    }
    return [name for name, button in named.items() if button.isVisible()]


def votes(desk, who, step, yes="28"):
    """One of the two writes the counts."""
    for word, value in zip(desk.page.counting.inputs, (who, "35", "34", "33", yes), strict=True):
        desk.page.counting.inputs[word].show_value(
            value if word == next(iter(desk.page.counting.inputs)) else int(value)
        )
    desk.press(f"记下{step}")


def test_the_whole_way(page):
    """Each step by its button; the list and the record say how it stands; the deputies' work is a duty."""
    page.press("登记项目")
    page.fill(
        kind="民生实事", title="村道路灯", lead_deputy="陈秀兰", steps="勘查，2026-11-01，村委会\n安装，2026-11-30"
    )
    page.press("保存")
    page.choose("村道路灯")
    assert (
        "候选" in "\n".join(page.list("project"))
        and seen(page) == ["step", "stop"]
        and "1 个过了期限" in page.page.roll.foot.text()
    )
    votes(page, "李平", "计票")
    assert "待监票" in "\n".join(page.list("project"))
    votes(page, "周红", "监票", "27")
    assert "赞成 28 和 27" in page.page.counting.told.text()
    votes(page, "周红", "监票")
    assert (
        seen(page) == ["step", "choose", "drop", "stop"] and "赞成 28 票（有效 33）" in page.page.counting.result.text()
    )
    page.press("选定")
    assert not page.page.counting.isVisible() and "选定" in "\n".join(page.list("project"))
    page.press("办了第 1 步")
    assert "步骤 50%" in "\n".join(page.list("project"))
    page.press("办了第 2 步")
    page.press("完成了")
    assert "没有写办理结果" in page.said() and seen(page) == ["finish", "stop"]
    page.fill(result="全亮了")
    page.press("完成了")
    assert seen(page) == ["resume"]
    page.press("记一次履职")
    page.close()
    with opened(page.folder) as store:
        (one,) = store.find(Project)
        assert (one.state, one.result, one.finished_on, one.voted) == ("完成", "全亮了", "2026-11-03", "选定")
        assert [duty.title for duty in store.find(Duty)] == ["村道路灯"]
        sound(store)


def test_stopped_and_taken_up_again(page):
    """Not without a reason; it can be gone on with; words of a mediation are asked of a mediation alone."""
    page.press("登记项目")
    assert not page.page.form.form.editors["agreement"].isVisible()
    page.fill(kind="矛盾调处", title="排水沟")
    assert page.page.form.form.editors["agreement"].isVisible()
    page.press("保存")
    page.choose("排水沟")
    page.press("停止")
    assert "没有写停止原因" in page.said()
    page.page.form.reason.setText("双方不愿")
    page.press("停止")
    assert seen(page) == ["resume"]
    page.press("恢复")
    assert seen(page) == ["finish", "stop"]


def photo(path, colour="red", **how):
    """A picture in a file."""
    Image.new("RGB", (40, 30), colour).save(path, **how)
    return path


def chosen(page, monkeypatch, name, *files):
    """Photos are chosen for one of the two sides."""
    monkeypatch.setattr(page.page.photos.sides[name], "ask_files", lambda: list(map(str, files)))
    page.press(f"添加{'办前' if name == 'before' else '办后'}照片…")


def test_photos(page, monkeypatch, tmp_path):
    """How it was and how it is, seen small, looked at large, a wrong one taken off; where it was taken is not kept;
    not before it is saved."""
    place = Image.Exif()
    place[0x010E], place.get_ifd(0x8825)[2] = "the gate of Wang", (36.0, 18.0, 0.0)
    was, now = photo(tmp_path / "路口.jpg", exif=place), photo(tmp_path / "灯亮了.png", "green")
    page.press("登记项目")
    assert "先保存，再添加照片" in page.said() and not page.button("project_add_before").isVisible()
    page.fill(title="路灯")
    page.press("保存")
    page.choose("路灯")
    chosen(page, monkeypatch, "before", was, now)
    chosen(page, monkeypatch, "after", now)
    assert page.page.photos.sides["before"]._shown == ("路口.jpg", "灯亮了.png")
    assert page.page.photos.sides["after"]._shown == ("灯亮了.png",)
    page.press("project_before_drop.1")
    assert page.page.photos.sides["before"]._shown == ("路口.jpg",)
    page.press("project_before_photo.0")
    assert page.page.findChild(QWidget, "viewer").isVisible()
    page.press("← 回去")
    chosen(page, monkeypatch, "after", photo(tmp_path / "x.txt", format="PNG"))
    assert "x.txt 不是照片" in page.said()
    page.close()
    with opened(page.folder) as store:
        (one,) = store.find(Project)
        kept = [attachment.paper(store.path.parent, paper["digest"]) for paper in (*one.before, *one.after)]
        assert len(kept) == 2 and b"gate of Wang" in was.read_bytes() and b"gate of Wang" not in kept[0]
        assert not Image.open(BytesIO(kept[0])).getexif()
        sound(store)


def test_its_papers(page):
    """Printed from where it stands; an agreement only of a mediation; the year's list below the list."""
    assert not page.page.print_button.isVisible()
    for kind, title in (("矛盾调处", "排水沟"), ("自定", "别的")):
        page.press("登记项目")
        page.fill(kind=kind, title=title)
        page.press("保存")
        page.choose(title)
        assert [name for name, action in page.page.print_button.papers.items() if action.isVisible()] == (
            ["项目一张纸", "调处协议书", "典型案例"] if title == "排水沟" else ["项目一张纸", "典型案例"]
        )
    page.page.print_button.papers["典型案例"].trigger()
    page.wait()
    assert (
        page.page.noun == "paper"
        and page.page.preview.document.name == "典型案例"
        and page.page.subject.text().endswith("X0002")
    )
    page.open("项目")
    page.press("打印民生实事清单")
    assert page.page.preview.document.name == "民生实事清单" and page.page.subject.text() == "2026"


@pytest.mark.parametrize("where", ["意见登记", "意见办理"])
def test_an_issue_is_taken_on(page, where):
    """By a link in its head, under 更多 where it is worked on, of a closed one as 典型案例;
    the page of projects shows it; pressed again it leads there."""

    def press(words):
        if where == "意见办理":
            desk.press("issue_more")
        desk.press(words)

    with_issues = page.folder
    page.close()
    with opened(with_issues) as store:
        for day in ("2026-10-14", "2026-10-15"):
            receive(
                store, outcome="乡镇办理", referred_to="镇政府", category="供暖", received_at=day, visitor_name=None
            )
        do(store, "Y0001", "答复", acted_on="2026-10-20", answer_class="A", text="好了")
        do(store, "Y0001", "办结", acted_on="2026-10-21")
    for desk in sitting(with_issues):
        for number, words, state in (("Y0001", "写成典型案例", "完成"), ("Y0002", "立成项目", "进行")):
            desk.open(where)
            desk.choose(number)
            press(words)
            assert (
                desk.page.noun == "project" and desk.page.form.record.state == state and desk.value("title") == "供暖"
            )
        desk.open(where)
        desk.choose("Y0001")
        press("看项目 X0001")
        assert desk.page.form.record.number.endswith("X0001")


def test_the_issues_it_came_from(page):
    """One press leads to the issue it came from, of several a menu offers each by number; there is none where it came from none."""
    page.close()
    with opened(page.folder) as store:
        for day in ("2026-10-14", "2026-10-15"):
            receive(store, outcome="乡镇办理", referred_to="镇政府", received_at=day, visitor_name=None)
        for title, named in (("一件", ["Y0002"]), ("两件", ["Y0001", "Y0002"]), ("没有", None)):
            take(
                store,
                "project",
                {"kind": "自定", "title": title, "year": "2026", **({"issues": named} if named else {})},
            )
    for desk in sitting(page.folder):
        desk.open("项目")
        desk.choose("没有")
        assert not desk.page.issues_button.isVisible()
        desk.choose("两件")
        assert list(desk.page.issues_button.ways) == ["Y0001", "Y0002"]
        wanted = []
        desk.page.wants.connect(lambda noun, id: wanted.append((noun, id)))
        desk.page.issues_button.ways["Y0002"].trigger()
        desk.open("项目")
        desk.choose("一件")
        one = desk.page.form.record
        desk.press("看意见 Y0002")
        assert wanted == [("followup", one.issues[0])] * 2 and desk.page.noun == "followup"


def test_made_known(page):
    """A finished project is taken to the notices in one step, where 公示 is on; not before those behind it agreed."""
    page.close()
    with opened(page.folder) as store, acting(store, "parts") as act:
        parts.switch(act, on=["公示"])
    for desk in sitting(page.folder):
        desk.open("项目")
        desk.press("登记项目")
        desk.fill(kind="矛盾调处", title="排水沟", parties="王甲")
        desk.press("保存")
        desk.choose("排水沟")
        assert not desk.page.tell_button.isVisible()
        desk.page.form.form.editors["result"].show_value("王甲签了字")
        desk.press("完成了")
        desk.press("拿去公示")
        assert "还没有写当事人同意公开" in desk.said()
        desk.fill(consent="王甲 10月20日")
        desk.page.form.reason.setText("问过了")
        desk.press("保存更改")
        desk.press("拿去公示")
        assert (
            desk.page.noun == "notice"
            and "王*签了字" in desk.value("words")
            and "待批准" in "\n".join(desk.list("notice"))
        )


def test_photos_do_not_cost_what_is_typed(page, monkeypatch, tmp_path):
    """Words that are not saved yet stay: a photo waits until they are."""
    page.press("登记项目")
    page.fill(title="路灯")
    page.press("保存")
    page.choose("路灯")
    page.fill(goal="换四十盏")
    chosen(page, monkeypatch, "after", photo(tmp_path / "灯.png"))
    assert (
        "请先保存" in page.said() and page.value("goal") == "换四十盏" and page.page.photos.sides["after"]._shown == ()
    )
    page.page.form.reason.setText("补上目标")
    page.press("保存更改")
    chosen(page, monkeypatch, "after", tmp_path / "灯.png")
    assert page.page.photos.sides["after"]._shown == ("灯.png",)


def test_at_the_district(tmp_path):
    """Whose it is stands beside it; nothing can be pressed."""
    clock.set_today("2026-11-03")
    made, stick = district(tmp_path), tmp_path / "U盘"
    stick.mkdir()
    with opened(made.stations["余吾镇"]) as store:
        take(store, "project", {"kind": "民生实事", "title": "路灯"})
    carry(made.stations["余吾镇"], made.office, stick)
    with opened(made.office) as store, acting(store, "parts") as act:
        parts.switch(act, on=[PART])
    for desk in sitting(made.office):
        desk.open("项目")
        assert "余吾镇" in "\n".join(desk.list("project"))
        desk.choose("路灯")
        assert (
            not desk.button("project_add_before").isVisible()
            and seen(desk) == []
            and not desk.page.counting.isVisible()
            and not desk.field("title").isEnabled()
        )
