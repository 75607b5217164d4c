"""代表联络站+ from an issue of the public to what hangs on the wall: a project step by step, a year's 民生实事 voted on by two who
count, a mediation with its signed agreement and its case; by window and command line, its papers read, up to the district and back."""

import json
import subprocess
from functools import partial

import pytest
from PIL import Image

from lianluozhan.project import Project
from tests.district import carry, district
from tests.pages.desk import Desk
from tests.station import done, opened, run, sound

TODAY, TOWN = "2026-11-03", "渔泽镇"
LIGHTS = {
    "kind": "民生实事",
    "title": "村道路灯",
    "lead_deputy": "单渔",
    "steps": "勘查，2026-11-10，村委会\n安装，2026-12-10，镇政府",
}
STRIFE = {
    "kind": "矛盾调处",
    "title": "排水沟纠纷",
    "lead_deputy": "单渔",
    "parties": "甲方：赵丙 13800000000\n乙方：李丁",
    "agreement": "一、赵丙让一尺。\n二、费用各半。",
    "goal": "把沟说清楚",
}

pytestmark = pytest.mark.day(TODAY)  # early November, for windows too
at = partial(done, today=TODAY)  # a command there on that day, that is done


def listed(path, *words):
    """{title: the project} as a list has them."""
    return {one["title"]: one for one in at(path, "list", "project", "--json", *words).data}


@pytest.fixture
def printed(tmp_path):
    """What poppler reads of a paper about something."""

    def printed(path, *words):
        file = tmp_path / "a.pdf"
        at(path, "paper", *words, "--to", file)
        return "".join(
            subprocess.run(
                ["pdftotext", "-raw", str(file), "-"], capture_output=True, check=True, text=True, encoding="utf-8"
            ).stdout.split()
        )

    return printed


@pytest.fixture
def photos(tmp_path):
    """How it was, how it is."""
    for name, colour in (("路口没灯", "black"), ("灯亮了", "yellow")):
        Image.new("RGB", (400, 300), colour).save(tmp_path / f"{name}.jpg")
    return tmp_path / "路口没灯.jpg", tmp_path / "灯亮了.jpg"


@pytest.fixture
def made(tmp_path):
    """A district whose stations use the part."""
    made, stick = district(tmp_path), tmp_path / "U盘"
    stick.mkdir()
    at(made.office, "parts", "--stations", "--on", "代表联络站+", "--on", "公示")
    at(made.office, "parts", "--on", "代表联络站+", "--on", "公示")
    carry(made.office, made.stations[TOWN], stick)
    return made.office, made.stations[TOWN], stick


def save(desk, why):
    """What was typed, with its reason."""
    desk.page.form.reason.setText(why)
    desk.press("保存更改")


def counted(desk, who, step):
    """One of the two writes what they counted."""
    inputs = desk.page.counting.inputs
    for editor, value in zip(inputs.values(), (who, 35, 34, 33, 28), strict=True):
        editor.show_value(value)
    desk.press(f"记下{step}")


@pytest.mark.needs("pdftotext")
def test_from_an_issue_to_its_result(made, printed, photos):
    """Taken on from what somebody said, its steps done here and there, before and after on its sheet; seen at the district."""
    office, station, stick = made
    desk = Desk(station)
    desk.open("意见登记")
    desk.choose("供暖")
    desk.press("立成项目")
    assert desk.page.title == "项目" and desk.page.form.record.state == "进行"
    desk.fill(
        title="老楼供暖改造",
        goal="入冬前换完管道",
        lead_deputy="单渔",
        steps="看管道，2026-10-20，镇政府\n换管道，2026-11-01，热力公司",
    )
    save(desk, "写好目标和步骤")
    desk.press("办了第 1 步")
    assert "步骤 50%" in "\n".join(desk.list("project"))
    desk.page.photos.sides["before"].ask_files = lambda: [str(photos[0])]
    desk.press("添加办前照片…")
    desk.close()
    number = listed(station)["老楼供暖改造"]["number"]
    at(station, "follow", number, "步骤", "第=2", "日期=2026-11-02")
    at(station, "follow", number, "照片", f"办后={photos[1]}")
    at(station, "follow", number, "履职", "内容=看了换管道", "代表=单渔")
    assert "现在：完成" in at(station, "follow", number, "完成", "结果=两栋楼都热了").out
    text = printed(station, "项目一张纸", number)
    for said in (
        "老楼供暖改造",
        "Y0001",
        "1看管道2026年10月20日镇政府2026年11月3日",
        "2换管道2026年11月1日热力公司2026年11月2日",
        "办前：路口没灯",
        "办后：灯亮了",
        "两栋楼都热了",
        "单渔（乡镇）",
    ):
        assert said in text, said
    carry(station, office, stick)
    (row,) = listed(office).values()
    assert (row["station"], row["state"], row["result"]) == (TOWN, "完成", "两栋楼都热了") and len(
        row["before"]
    ) == len(row["after"]) == 1
    with opened(office) as store:
        assert row["number"] and printed(office, "项目一张纸", row["number"]).count("办前：路口没灯") == 1
        sound(store)
    carry(office, station, stick)
    with opened(station) as store:
        sound(store)
    assert listed(station)["老楼供暖改造"]["travel"]


@pytest.mark.needs("pdftotext")
def test_a_year_s_list(made, printed, tmp_path):
    """Candidates come from a sheet, two count at the window, one is chosen and tracked until it is done; the list says so each time."""
    office, station, stick = made
    (tmp_path / "候选.jsonl").write_text(
        "\n".join(json.dumps(one, ensure_ascii=False) for one in (LIGHTS, LIGHTS | {"title": "电梯"})), "utf-8"
    )
    at(station, "add", "项目", tmp_path / "候选.jsonl")
    assert "候选，还没有选定2项" in printed(station, "民生实事清单", "2026")
    desk = Desk(station)
    desk.open("项目")
    desk.choose("村道路灯")
    counted(desk, "李平", "计票")
    counted(desk, "周红", "监票")
    desk.press("选定")
    desk.choose("电梯")
    counted(desk, "李平", "计票")
    desk.close()
    numbers = {title: one["number"] for title, one in listed(station).items()}
    at(station, "follow", numbers["电梯"], "监票", "监票人=周红", "发出=35", "收回=34", "有效=33", "赞成=28")
    at(station, "follow", numbers["电梯"], "落选")
    at(station, "follow", numbers["村道路灯"], "步骤", "第=1")
    text = printed(station, "民生实事清单", "2026")
    assert (
        "选定1项" in text
        and "落选1项" in text
        and "赞成28票（有效33）选定1/2" in text
        and "已办：勘查下一步：安装（12月10日前）" in text
    )
    assert "11月3日：选定11月3日：勘查" in printed(station, "民生实事清单", "2026-11") and "勘查" not in printed(
        station, "民生实事清单", "2026-10"
    )
    at(station, "follow", numbers["村道路灯"], "步骤", "第=2")
    at(station, "follow", numbers["村道路灯"], "完成", "结果=四十盏全亮")
    carry(station, office, stick)
    text = printed(office, "民生实事清单", "2026")
    assert "候选2项，选定1项，完成1项" in text and "四十盏全亮" in text and f"完成{TOWN}" in text
    for path in (station, office):
        with opened(path) as store:
            sound(store)


@pytest.mark.needs("pdftotext")
def test_a_mediation(made, printed, tmp_path):
    """What was agreed is printed, signed, kept; told as a case only when both said yes, without their names; private on the way up."""
    office, station, stick = made
    desk = Desk(station)
    desk.open("项目")
    desk.press("登记项目")
    desk.fill(**STRIFE)
    desk.press("保存")
    desk.close()
    (number,) = (one["number"] for one in listed(station).values())
    text = printed(station, "调处协议书", number)
    assert all(
        said in text
        for said in ("甲方赵丙13800000000", "乙方李丁", "一、赵丙让一尺。", "甲方（签字、按手印）", "（盖章）")
    )
    (tmp_path / "签好的协议.pdf").write_bytes(b"%PDF-1.4 signed")
    at(station, "attach", number, tmp_path / "签好的协议.pdf")
    at(station, "amend", number, "签协议日期=2026-11-02", "经验做法=先量后谈", "--reason", "签好了")
    at(station, "follow", number, "完成", "结果=赵丙和李丁当天疏通了沟")
    assert run("notice", "draft", number, "--data", station, "--today", TODAY).code == 1
    desk = Desk(station)
    desk.open("项目")
    desk.choose("排水沟纠纷")
    desk.fill(consent="双方 11月2日当面同意")
    save(desk, "问过双方")
    desk.press("拿去公示")
    assert desk.page.title == "公示" and desk.value("name") == "典型案例：排水沟纠纷"
    desk.press("批准公示")
    assert (
        "看附件 典型案例" in desk.page.findChild(type(desk.button("notice_approve")), "notice_paper.0").accessibleName()
    )
    desk.close()
    at(station, "notice", "post", "典型案例：排水沟纠纷", "--spot", "一楼大厅")
    case = printed(station, "典型案例", number, "--masked")
    assert (
        "赵*和李*当天疏通了沟" in case
        and "先量后谈" in case
        and "2026年11月2日，当事人签了协议。" in case
        and "赵丙" not in case
        and "13800000000" not in case
        and "让一尺" not in case
    )
    carry(station, office, stick)
    (row,) = listed(office).values()
    assert (
        row["parties"] == STRIFE["parties"]
        and row["agreed_on"] == "2026-11-02"
        and [one["name"] for one in row["attachments"]] == ["签好的协议.pdf"]
    )
    (notice,) = at(office, "notice", "--json").data
    assert (notice["station"], notice["state"], notice["kind"]) == (TOWN, "公示中", "典型案例")
    with opened(office) as store:
        assert not [
            entry
            for entry in store.entries("kind IN ('project', 'notice')")
            if "赵丙".encode() in entry.data and b"result" not in entry.data
        ]
        assert store.find(Project)[0].consent
        sound(store)
    carry(office, station, stick)
    with opened(station) as store:
        sound(store)
