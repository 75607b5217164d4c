"""A story of 考核 and of a 代表建议: window and commands in turn, their papers, to the district by stick and back."""

import json
import subprocess

import pytest

from lianluozhan import clock
from lianluozhan.ballot import Ballot
from lianluozhan.issue import Issue
from lianluozhan.note import Note
from lianluozhan.suggestion import points
from tests.district import carry, district
from tests.pages.desk import sitting
from tests.station import SAMPLE, opened, run, sound

ONE = json.loads((SAMPLE / "代表建议三件.json").read_text("utf-8"))[2]
COUNTS = {"发出": 35, "收回": 34, "有效": 33, "满意": 28, "基本满意": 4, "不满意": 1}


@pytest.fixture
def made(tmp_path):
    """A district and its stations, seen in November."""
    clock.set_today("2026-11-20")
    return district(tmp_path)


def done(path, *words):
    """A command that succeeds, seen in November."""
    ran = run("--data", path, "--today", "2026-11-20", *words)
    clock.set_today("2026-11-20")
    assert ran.code == 0, ran.err
    return ran


def read(file) -> str:
    """What poppler reads in a paper."""
    return "".join(
        subprocess.run(
            ["pdftotext", "-raw", str(file), "-"], capture_output=True, check=True, text=True, encoding="utf-8"
        ).stdout.split()
    )


def test_a_deputy_is_judged(made, tmp_path):
    """Switched on by command, voted on in the window, ranked by command, printed for the file and for the wall; the district
    sees the same counts and its remark comes back."""
    station, stick, papers = made.stations["渔泽镇"], tmp_path / "U盘", tmp_path / "纸面"
    stick.mkdir(), papers.mkdir()
    assert "还没有打开" in run("--data", station, "paper", "年度考核名次", "2026").err
    done(station, "parts", "--on", "考核")
    (tmp_path / "履职.csv").write_text("日期,履职类别,代表,标题\n2026-11-18,向选民述职,单渔,向选民述职\n", "utf-8")
    done(station, "add", "duty", tmp_path / "履职.csv")
    for desk in sitting(station):
        desk.open("测评")
        desk.fill(述职代表="单渔", 测评日期="2026-11-18", 会议="选民代表评议会", 述职形式="口头")
        desk.press("ballot_save")
        desk.choose("P0001")
        for who in ({"计票人": "李平"}, {"监票人": "周红"}):
            desk.fill(**who, **{name: str(number) for name, number in COUNTS.items()})
            desk.press("ballot_count")
        assert "满意 28 票 84.8%，基本满意 4 票 12.1%，不满意 1 票 3.0%" in desk.said()
    ranked = done(station, "points", "2026", "--groups", "--json").data
    (one,) = [one for group in ranked for one in group["members"] if one["deputy"] == "单渔"]
    assert (one["place_in_group"], one["reported"], one["ballot"], one["met"]) == (1, ["2026-11-18"], "满意", True)
    for words in (
        ("F12", "P0001"),
        ("计票表", "P0001"),
        ("测评结果表", "P0001"),
        ("年度考核表", "单渔", "2026"),
        ("年度考核名次", "2026", "--masked"),
        ("代表一张纸", "单渔", "2026"),
    ):
        done(station, "paper", *words, "--to", papers)
    said = {file.name.partition("-")[0]: read(file) for file in papers.iterdir()}
    assert "测评结果满意" in said["测评结果表"] and "12.1%" in said["测评结果表"]
    assert "■达到" in said["年度考核表"] and "84.8%" in said["年度考核表"] and "84.8%" in said["代表一张纸"]
    assert "公示期" in said["年度考核名次"] and "满意" in said["年度考核名次"] and "84.8%" not in said["年度考核名次"]
    carry(station, made.office, stick)
    assert "84.8%" in read_result(made.office, tmp_path)
    done(made.office, "follow", "P0001", "批注", "内容=结果已收到")
    carry(made.office, station, stick)
    with opened(station) as store:
        (ballot,) = store.find(Ballot)
        assert [note.text for note in store.find(Note, "about=?", (ballot.id,))] == ["结果已收到"]
        sound(store)


def read_result(office, tmp_path) -> str:
    """The result sheet as the district prints it."""
    done(office, "parts", "--on", "考核")
    done(office, "paper", "测评结果表", "P0001", "--to", tmp_path / "区里的.pdf")
    return read(tmp_path / "区里的.pdf")


def test_a_suggestion_goes_its_way(made, tmp_path):
    """From what a visitor said to a suggestion of three long points in the window; the district passes it on, the station
    talks it over, answers, tells, has it rated, closes it, and writes months later what came of it; nothing of it is lost."""
    station, stick = made.stations["渔泽镇"], tmp_path / "U盘"
    stick.mkdir()
    done(station, "parts", "--on", "代表建议")
    for desk in sitting(station):
        desk.open("意见登记")
        desk.choose("Y0002")
        desk.press("写成代表建议")
        desk.fill(
            标题=ONE["title"],
            grounds="\n".join(ONE["grounds"]),
            proposals="\n".join(ONE["proposals"]),
            承办单位="区文化和旅游局",
        )
        desk.fill(reason="要全区来办")
        desk.press("issue_escalate")
        assert "✓ D0001 已存入台账" in desk.said()
    done(station, "paper", "建议提交单", "D0001", "--to", tmp_path / "单.pdf")
    assert ONE["proposals"][-1][-20:] in read(tmp_path / "单.pdf")
    carry(station, made.office, stick)
    done(made.office, "follow", "D0001", "交办", "承办单位=区文化和旅游局")
    carry(made.office, station, stick)
    for word, *typed in (
        ("面商", "面商方式=见面"),
        ("答复", "答复类别=A", "内容=先录两本"),
        ("回告", "方式=书面"),
        ("评价", "对办理工作满意度=满意", "对办理结果满意度=满意"),
        ("办结",),
        ("成果", "内容=列进明年计划"),
    ):
        done(station, "follow", "D0001", word, *(one.replace("面商方式", "方式") for one in typed))
    carry(station, made.office, stick)
    for path in (station, made.office):
        with opened(path) as store:
            (issue,) = store.find(Issue, "kind='代表建议'")
            assert (issue.state, issue.satisfaction, points(issue.proposals), points(issue.grounds)) == (
                "已办结",
                "满意",
                ONE["proposals"],
                ONE["grounds"],
            )
            assert len(issue.basis) == 1
            sound(store)
