"""The wider parts and an update, by command and window, in folders with passwords: no file the program writes by itself has a name in
the clear; the same work without passwords has them all, so the search can find them."""

import json
import tempfile

import pytest
from PIL import Image
from PySide6.QtGui import QGuiApplication

from lianluozhan import __version__, access, diagnosis, drill, installed, password, release, rotation, update, vault
from tests.clear import Finder
from tests.core.test_release import NEXT, PUBLIC, made, packed, published
from tests.district import carry, district
from tests.pages.desk import Desk
from tests.station import opened, run, sound
from ui import app

TODAY, TOWN, WORD = "2026-11-03", "渔泽镇", "Denglong-97"
NAMES = {
    "学习": "欧阳靖宇读后说这条该早些讲",
    "民情本": "独孤婉儿",
    "民情本没存": "慕容白雪",
    "原话": "井盖响得整夜睡不着",
    "立法": "上官云珠",
    "立法原话": "滞纳金比物业费还高出一截",
    "立法没存": "这句意见还没有写完",
    "当事人": "令狐长青",
    "协议": "退让一尺各修各的沟",
    "项目没存": "公冶仲山",
    "附件": "签字的还有东门口修鞋的",
    "任命": "13800007531",
    "简历": "早年在林场当过护林员",
    "任命没存": "13800008642",
    "测评": "办事拖拉得很",
    "履职": "诸葛小满家里看了漏雨的房",
}
pytestmark = [pytest.mark.day(TODAY), pytest.mark.usefixtures("cheap"), pytest.mark.needs("sh")]


@pytest.fixture
def finder(tmp_path, monkeypatch):
    """Who looks into the folders, the PC's temporary files, settings, programs and log, the stick."""
    for name in ("临时", "设置", "U盘", "程序"):
        (tmp_path / name).mkdir()
    (tmp_path / "设置" / "lianluozhan").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "临时"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "设置"))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "程序"))
    handlers = list(app.LOG.handlers)
    app.keep_log()
    yield Finder(tmp_path, NAMES.values(), monkeypatch)
    for handler in [one for one in app.LOG.handlers if one not in handlers]:
        handler.close()
        app.LOG.removeHandler(handler)


class Work:
    """A folder's commands and windows; what a person brings or takes along lies in a place of their own."""

    def __init__(self, path, own, word):
        self.path, self.own, self.word = path, own, word
        if word:
            access.protect(path, "赵敏", word)

    def unlocked(self):
        """Whoever closed the window locked it."""
        if vault.locked(self.path):
            password.unlock(self.path, self.word, "赵敏")
        return self

    def window(self):
        """The clerk before it."""
        return Desk(self.path, password=self.word)

    def at(self, *words):
        """A command that is done."""
        self.unlocked()
        done = run(*words, "--data", self.path, "--today", TODAY)
        assert done.code == 0, (words, done.err)
        return done

    def add(self, noun, **row):
        """One record, from a file the person has."""
        file = self.own / "行.jsonl"
        file.write_text(json.dumps(row, ensure_ascii=False), "utf-8")
        return self.at("add", noun, file)

    def paper(self, *words, ending="pdf"):
        """A paper, saved where the person says."""
        return self.at("paper", *words, "--to", self.own / f"纸.{ending}")

    def begun(self, page, press, **values):
        """In the window: begun and not saved, as whoever is called away leaves it."""
        desk = self.window()
        desk.open(page)
        desk.press(press)
        desk.fill(**values)
        desk.close()


def studied(work):
    """学习 and 民情本: put on the shelf, read, looked for; a book carried out, and what came back pasted in, one of two saved."""
    (work.own / "读后.txt").write_text(NAMES["学习"], "utf-8")
    work.at("study", "add", work.own / "读后.txt", "--title", "读后感")
    work.at("study", "read", "读后感", "--deputy", f"单{TOWN[0]}")
    work.paper("民情本", "2026-10", "--all")
    desk = work.window()
    desk.open("学习资料")
    desk.choose("读后感")
    desk.open("接待登记")
    desk.type("<Ctrl+G>")
    desk.fill(received_at="9:00", 接待代表=f"单{TOWN[0]}")
    desk.field("姓名").setFocus()
    QGuiApplication.clipboard().setText(
        f"10月20日 {NAMES['民情本']}（东街）：{NAMES['原话']}。答：就去报（乡镇）\n2. {NAMES['民情本没存']}：机井坏了（村社）"
    )
    desk.type("<Ctrl+V>")
    desk.press("保存")
    desk.close()
    work.add(
        "duty", begin="2026-10-21T09:00", kind="其他", title="走访", content=NAMES["履职"], deputies=[f"单{TOWN[0]}"]
    )
    work.paper("代表一张纸", f"单{TOWN[0]}", "2026-10")


def spoken(work):
    """立法联系点: an opinion by command up to what is sent and told, another left in the window."""
    (work.own / "草案.txt").write_text("物业管理条例\n第一条　为了规范。\n第二条　业主交费。", "utf-8")
    work.at("law", "bring", work.own / "草案.txt", "--title", "物业管理条例", "--level", "省")
    work.add("expert", name="郝明", kind="法律工作者", phone="13800000009")
    work.add(
        "opinion",
        draft="物业管理条例",
        article="2",
        speaker=NAMES["立法"],
        speaker_phone="13800000002",
        statement=NAMES["立法原话"],
    )
    work.at("follow", "T0001", "整理", "建议=滞纳金应当有上限。", "理由=公平", "专家=郝明")
    work.at("follow", "C0001", "批准", "批准人=张站长")
    work.at("follow", "C0001", "上报", "报给=区人大常委会办公室")
    for words in (("立法意见报告", "C0001"), ("立法意见对照表", "C0001")):
        work.paper(*words)
    work.paper("立法意见报告", "C0001", ending="docx")
    work.begun("立法意见", "登记立法意见", statement=NAMES["立法没存"], speaker="丁")
    work.at("follow", "T0001", "结果", "采纳=采纳", "写法=滞纳金有上限。")
    work.at("law", "tell", "--json")
    work.paper("立法意见反馈单", "C0001")
    work.at("follow", "T0001", "反馈", "方式=电话")


def settled(work):
    """代表联络站+: a mediation with its photos, agreement, case and notice, seen before it is printed; another left in the window."""
    Image.new("RGB", (60, 40), "black").save(work.own / "办前.jpg")
    work.add(
        "project",
        kind="矛盾调处",
        title="排水沟纠纷",
        lead_deputy=f"单{TOWN[0]}",
        parties=f"甲方：{NAMES['当事人']}\n乙方：李丁",
        agreement=NAMES["协议"],
        steps="量沟，2026-11-10，村委会",
    )
    number = work.at("list", "project", "--json").data[0]["number"]
    work.at("follow", number, "照片", f"办前={work.own / '办前.jpg'}")
    (work.own / "签好的协议.txt").write_text(NAMES["附件"], "utf-8")
    work.at("attach", number, work.own / "签好的协议.txt")
    for name in ("项目一张纸", "调处协议书", "典型案例"):
        work.paper(name, number)
    desk = work.window()
    desk.open("项目")
    desk.choose("排水沟纠纷")
    desk.page.print_button.papers["调处协议书"].trigger()
    desk.wait()
    desk.close()
    work.begun("项目", "登记项目", title="另一件", parties=NAMES["项目没存"])
    work.at("amend", number, "签协议日期=2026-11-02", "同意公开=双方当面", "--reason", "签了")
    work.at("follow", number, "步骤", "第=1")
    work.at("follow", number, "完成", "结果=通了")
    work.at("notice", "draft", number)


def supervised(work):
    """任后监督 at the district: who was appointed, promised, appraised and voted on; another one left in the window."""
    work.add("official", name="李法言", kind="法院", phone=NAMES["任命"], resume=NAMES["简历"])
    work.add("tenure", official="李法言", what="任命", office="区人民法院审判员", date="2026-02-26")
    work.add("commitment", official="李法言", item="快办案", measure="月月清", due_on="2026-12-20")
    work.add("appraisal", official="李法言", kind="两员履职评议", date="2026-10-20")
    work.at("follow", "S0001", "评议", "内容=说理要加强")
    work.at("follow", "S0001", "测评")
    votes = "发出=35", "收回=34", "有效=33", "称职=28", "基本称职=4", "不称职=1"
    for word, who in (("计票", "计票人=甲"), ("监票", "监票人=乙")):
        work.at("follow", "P0001", word, who, *votes)
    work.at("amend", "P0001", f"意见建议={NAMES['测评']}", "--reason", "补上")
    for words in (
        ("任免名册", "2026"),
        ("承诺清单", "李法言 2026"),
        ("评议结果表", "S0001"),
        ("一人一档", "李法言 2026"),
    ):
        work.paper(*words)
    work.begun("任命人员", "登记任命人员", name="王守成", phone=NAMES["任命没存"])


def updated(work, tmp_path, monkeypatch):
    """A new version from a stick: copied to the PC, the backup first, the program changed, noted; looked at afterwards."""
    root = made(tmp_path / "装好的" / "lianluozhan", __version__)
    monkeypatch.setattr(release, "trusted", lambda _file=None: (PUBLIC,))
    monkeypatch.setattr(update, "program", lambda: installed.Program(root))
    monkeypatch.setattr(update, "opened_after", lambda _executable: None)
    begun = update.take(published(tmp_path / "U盘", data=packed(work.own, NEXT)), work.path)
    assert begun.backup and (root / "_internal" / "number").read_text() == NEXT
    desk = work.window()
    desk.open("更新")
    assert NEXT in desk.said()
    desk.close()


@pytest.mark.parametrize("locked", [True, False], ids=["passwords", "without"])
def test_nobody_reads_anything(finder, tmp_path, tmp_path_factory, monkeypatch, locked):
    """Found without passwords, every one of them; with them none, while the folders are open, closed, sent, backed up, drilled, updated."""
    folders, own = district(tmp_path), tmp_path_factory.mktemp("本人的")
    station, office = (Work(path, own, WORD if locked else None) for path in (folders.stations[TOWN], folders.office))
    office.at(
        "parts",
        "--on",
        "任后监督",
        "--on",
        "考核",
        "--on",
        "立法联系点",
        "--on",
        "代表联络站+",
        "--on",
        "公示",
        "--on",
        "学习",
    )
    office.at("parts", "--stations", "--on", "立法联系点", "--on", "代表联络站+", "--on", "公示", "--on", "学习")
    carry(office.path, station.path, tmp_path / "U盘")
    for does, work in ((studied, station), (spoken, station), (settled, station), (supervised, office)):
        does(work)
        assert not locked or finder.found() == set(), does.__name__
    with opened(station.unlocked().path) as store:
        assert not locked or finder.found() == set()
        diagnosis.save(diagnosis.collect(store, [], {}), tmp_path / "诊断.zip")
    carry(station.path, office.unlocked().path, tmp_path / "U盘")
    for work in (station, office):
        drill.drill(work.path, rotation.daily(work.path).kept.path)
        with opened(work.path) as store:
            sound(store)
        work.at("rebuild")
    updated(station.unlocked(), tmp_path, monkeypatch)
    found = finder.found()
    if locked:
        assert found == set()
    else:
        assert {said for said, name in NAMES.items() if name not in {name for _file, name in found}} == set()
    assert finder.gone > 10
    for work in (station, office):
        vault.lock(work.path)
