"""任后监督 of a year: switched on, a meeting held, an official appointed by votes, promises made, looked at, judged; a judge appraised,
voted on, mended, looked at again; a 审议意见 round its loop; the papers read, the file of the year; by window and command line, and
no station ever sees a word of it."""

import json
import subprocess

import pytest

from lianluozhan import clock
from lianluozhan.schema import SCHEMA
from tests.district import carry, district
from tests.pages.desk import Desk
from tests.station import opened, run, sound

ASKED = "140405-2026-Y0001"
MEETING, LATER = "第七届人大常委会第三十次会议", "第七届人大常委会第三十三次会议"
VOTES = "发出=35", "收回=34", "有效=33"
ALONE = ("meeting", "official", "tenure", "commitment", "appraisal")
SECRETS = ("李法言", "王守成", "学前教育", "文书说理")


@pytest.fixture(autouse=True)
def today():
    """Nothing of the day is left behind."""
    yield
    clock.set_today(None)


class Office:
    """Commands of the district on the day that is said."""

    def __init__(self, path):
        self.path, self.day = path, "2026-02-26"

    def __call__(self, *words):
        done = run(*words, "--data", self.path, "--today", self.day, "--operator", "赵敏")
        clock.set_today(self.day)
        assert done.code == 0, (words, done.err)
        return done

    def refused(self, *words):
        """What is said of a command that is refused."""
        done = run(*words, "--data", self.path, "--today", self.day)
        clock.set_today(self.day)
        assert done.code == 1, words
        return done.err

    def add(self, noun, **row):
        """One record, as a line of a file."""
        file = self.path.parent / "行.jsonl"
        file.write_text(json.dumps(row, ensure_ascii=False), "utf-8")
        return self("add", noun, file)

    def paper(self, *words):
        """What poppler reads of a paper."""
        file = self.path.parent / "纸.pdf"
        self("paper", *words, "--to", file)
        text = subprocess.run(
            ["pdftotext", "-raw", str(file), "-"], capture_output=True, check=True, text=True, encoding="utf-8"
        ).stdout
        file.unlink()
        return "".join(text.split())


@pytest.mark.needs("pdftotext")
def test_a_year(tmp_path):
    """From the first meeting to the file of the year."""
    made, stick = district(tmp_path), tmp_path / "U盘"
    stick.mkdir()
    at = Office(made.office)
    # before anybody switched it on no paper of it is printed; a station is not offered it
    assert "“任后监督”还没有打开" in at.refused("paper", "任免名册", "2026", "--to", tmp_path / "x.pdf")
    at("parts", "--on", "任后监督", "--on", "考核")
    assert "没有“任后监督”这个功能" in run("parts", "--on", "任后监督", "--data", made.stations["渔泽镇"]).err
    # at the window: the meeting, the two officials, and who got which office
    clock.set_today(at.day)
    desk = Desk(made.office)
    desk.open("会议")
    desk.press("登记会议")
    desk.fill(term="第七届", session="第三十次", date=at.day, members="25", present="23", topics="人事任免")
    desk.press("保存")
    desk.open("任命人员")
    for name, kind in (("王守成", None), ("李法言", "法院")):
        desk.press("登记任命人员")
        desk.fill(name=name, phone="13800000000", **({"kind": kind} if kind else {}))
        desk.press("保存")
    desk.open("任免")
    for name, office in (("王守成", "区教育局局长"), ("李法言", "区人民法院审判员")):
        desk.press("登记任免")
        desk.fill(official=name, office=office, meeting=MEETING, yes="22", no="1")
        desk.press("保存")
    assert "任 2 人次" in desk.page.roll.foot.text()
    desk.close()
    # by command: promises, the 审议意见, passed on; summer
    for item in ("新建两所公办幼儿园", "规范收费"):
        at.add("commitment", official="王守成", item=item, measure="按季推进", due_on="2026-12-20")
    at.add(
        "issue",
        registered_at=at.day,
        kind="审议意见",
        title="关于学前教育工作的审议意见",
        statement="扩大公办学位",
        meeting=MEETING,
    )
    assert "期限 2026-05-26" in at("follow", ASKED, "交办", "承办单位=区教育局").out
    at.day = "2026-05-20"
    at("follow", ASKED, "询问", "内容=公办率多少", "理由=局长答：七成")
    at("follow", ASKED, "答复", "答复类别=A", "内容=新开一所")
    at("follow", ASKED, "回告", "方式=书面")
    at.day = "2026-07-10"
    at("follow", "N0001", "年中", "进展=按期推进")
    assert "没有写意见" in at.refused("follow", "N0002", "年中", "进展=进展缓慢")
    at.add("meeting", body="常委会会议", term="第七届", session="第三十三次", date=at.day)
    assert "待计票" in at("follow", ASKED, "测评", f"会议={LATER}").out
    for word, who in (("计票", "计票人=甲"), ("监票", "监票人=乙")):
        assert "对不上" in at.refused("follow", "P0001", word, who, *VOTES, "满意=29", "基本满意=4", "不满意=1")
        done = at("follow", "P0001", word, who, *VOTES, "满意=28", "基本满意=4", "不满意=1")
    assert "已计票：满意，满意 28 票 84.8%，基本满意 4 票 12.1%，不满意 1 票 3.0%" in done.out
    # not satisfied with the result: done again, answered, closed
    at("follow", ASKED, "评价", "对办理工作满意度=满意", "对办理结果满意度=不满意", "理由=学位仍不够")
    assert "办理中" in at("follow", ASKED, "重办").out
    at.day = "2026-08-05"
    for words in (
        ("答复", "答复类别=A", "内容=又开一所"),
        ("回告", "方式=书面"),
        ("评价", "对办理工作满意度=满意", "对办理结果满意度=满意"),
        ("办结",),
    ):
        at("follow", ASKED, *words)
    ticket = at.paper("审议意见办理单", ASKED)
    assert (
        ticket.index("一、监督")
        < ticket.index("公办率多少")
        < ticket.index("二、落实")
        < ticket.index("新开一所")
        < ticket.index("三、再监督")
        < ticket.index("四、再落实")
        < ticket.index("又开一所")
    )
    # autumn, at the window: the judge is appraised and voted on, by two
    at.day = "2026-10-20"
    at.add("appraisal", official="李法言", kind="两员履职评议", date=at.day, meeting=LATER)
    at("follow", "S0001", "评议", "内容=说理要加强")
    at("follow", "S0001", "测评")
    clock.set_today(at.day)
    desk = Desk(made.office)
    desk.open("评议")
    desk.choose("李法言")
    for who, step in (("李平", "计票"), ("周红", "监票")):
        for word, value in zip(desk.page.counting.inputs, (who, 35, 34, 33, 28, 4, 1), strict=True):
            desk.page.counting.inputs[word].show_value(value)
        desk.press(f"记下{step}")
    assert "称职 28 票 84.8%" in desk.page.counting.result.text()
    desk.close()
    at("follow", "S0001", "整改", "内容=文书说理", "期限=2026-11-30", "责任=本人")
    assert "整改" in "".join(row["state"] for row in at("list", "appraisal", "--json").data)
    at.day = "2026-12-01"
    assert at("list", "appraisal", "--json").data[0]["light"] == "红"
    at("follow", "S0001", "整改", "第=1")
    at("follow", "S0001", "整改报告", "内容=二十份文书重写")
    assert "已结束" in at("follow", "S0001", "回头看", "结果=整改到位").out
    # winter: judged, and printed
    at.day = "2026-12-25"
    at("follow", "N0001", "年终", "兑现=已兑现")
    at("follow", "N0002", "年终", "兑现=部分兑现", "内容=两所没有公开标准")
    at.add("tenure", official="王守成", what="接受辞职", office="区教育局局长", date=at.day)
    assert "共2项，已兑现1项，部分兑现1项" in at.paper("承诺清单", "王守成 2026")
    assert "接受辞职" in at.paper("任免名册", "2026")
    assert (
        "两员履职评议结果表" in (sheet := at.paper("评议结果表", "S0001"))
        and "84.8%" in sheet
        and "1．文书说理" in sheet
    )
    file = at.paper("一人一档", "王守成 2026")
    assert "离任" in file and "2026年2月26日—2026年12月25日" in file and "两所没有公开标准" in file
    # not a word of it goes down
    for path in made.stations.values():
        carry(made.office, path, stick)
        with opened(path) as station:
            assert not any(station.find(SCHEMA.records[noun], "voided IS NULL OR 1") for noun in ALONE)
            assert not [
                entry
                for entry in station.entries("1")
                if any(word.encode() in entry.data + (entry.private or b"") for word in SECRETS)
            ]
            sound(station)
    with opened(made.office) as office:
        sound(office)
