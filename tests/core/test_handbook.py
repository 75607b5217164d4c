"""The handbook's text: read into paragraphs, whole, with pictures that are there and links that lead somewhere."""

import json

import pytest

from lianluozhan import handbook
from lianluozhan.handbook import CONTENTS, HEAD, PICTURE, POINT, ROW, STEP, WORDS, Part, chapters, place, plain, read

LARGEST = 3_000_000  # bytes of all of it
TEXT = """# 题

一段话，
接着说。
第二行
> 说一句

## 怎么做
1. 按「保存」，见[别处](别处)。
   接着写。
- 一点 **要紧** `命令`
![一张图](图.png)
| 甲 | 乙 |
|---|---|
| 丙 | 丁 |

末了。
"""


def test_every_mark_is_read():
    """Paragraphs that follow each other are one; heads, steps, points, pictures and rows stand by themselves."""
    parts = read("题", ["today"], TEXT).parts
    assert parts == (
        Part(WORDS, "一段话，接着说。第二行说一句"),
        Part(HEAD, "怎么做"),
        Part(STEP, "1. 按「保存」，见[别处](别处)。接着写。"),
        Part(POINT, "一点 **要紧** `命令`"),
        Part(PICTURE, "一张图", "图.png"),
        Part(ROW, "", cells=("甲", "乙")),
        Part(ROW, "", cells=("丙", "丁")),
        Part(WORDS, "末了。"),
    )


def test_words_are_searched_without_marks():
    """What is found is what is read: no stars, no brackets, the cells of tables too."""
    chapter = read("题", [], TEXT)
    assert "按“保存”，见别处。" in chapter.words and "一点 要紧 命令" in chapter.words and "丙 丁" in chapter.words
    assert chapter.words.startswith("题\n") and chapter.buttons == ["保存"]
    assert plain("「甲」**乙**`丙`[丁](戊)") == "“甲”乙丙丁"


def test_a_chapter_nobody_listed_comes_last(monkeypatch, tmp_path):
    """A file that is laid in the folder is a chapter; one that is listed and not there is none."""
    (tmp_path / CONTENTS).write_text(json.dumps([["乙", "visit"], ["没有"]]), "utf-8")
    for name in "甲乙丙":
        (tmp_path / f"{name}.md").write_text(f"# {name}\n字", "utf-8")
    monkeypatch.setattr(handbook.resource, "path", lambda _folder, *names: tmp_path.joinpath(*names))
    assert sorted((one.title, one.pages) for one in chapters()[1:]) == [("丙", ()), ("甲", ())]
    assert chapters()[0].title == "乙" and chapters()[0].pages == ("visit",)


def test_the_contents_are_there():
    """Every chapter that is listed has its file, every page one chapter."""
    listed = json.loads(place(CONTENTS).read_text("utf-8"))
    assert [title for title, *_pages in listed if not place(f"{title}.md").exists()] == []
    pages = [page for _title, *pages in listed for page in pages]
    assert len(pages) == len(set(pages))


@pytest.mark.parametrize("chapter", chapters(), ids=lambda chapter: chapter.title)
def test_a_chapter_is_whole(chapter):
    """It begins with its title, its pictures are there and are pictures, its links lead to chapters; sentences are short."""
    assert place(f"{chapter.title}.md").read_text("utf-8").startswith(f"# {chapter.title}\n")
    pictures = [part.file for part in chapter.parts if part.kind == PICTURE]
    assert [name for name in pictures if place(name).read_bytes()[:8] != b"\x89PNG\r\n\x1a\n"] == []
    titles = {one.title for one in chapters()}
    links = [
        target
        for part in chapter.parts
        for text in (part.text, *part.cells)
        for _words, target in handbook.LINK.findall(text)
    ]
    assert {target for target in links if target not in titles} == set()


def test_all_of_it_is_small_and_used():
    """The pictures weigh little, and none lies there unseen."""
    files = list(place().iterdir())
    assert sum(file.stat().st_size for file in files) < LARGEST
    used = {part.file for chapter in chapters() for part in chapter.parts if part.file}
    assert {file.name for file in files if file.suffix == ".png"} == used
