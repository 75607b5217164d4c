"""The words of a draft's file: Word's own counting, inserted and deleted words, text boxes, tables; plain text;
every way it cannot be read."""

import zipfile

import pytest
from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from lianluozhan.draft_file import LARGEST, text_of
from lianluozhan.errors import BadInput

LEVEL = (
    '<w:abstractNum {} w:abstractNumId="77"><w:lvl w:ilvl="0"><w:start w:val="1"/>'
    '<w:numFmt w:val="chineseCountingThousand"/><w:lvlText w:val="第%1条"/></w:lvl></w:abstractNum>'
)


def written(path, *parts):
    """A file of Word of these paragraphs: text, or XML of the runs in one."""
    document = Document()
    for part in parts:
        paragraph = document.add_paragraph("" if part.startswith("<") else part)
        if part.startswith("<"):
            for run in parse_xml(f"<w:x {nsdecls('w')}>{part}</w:x>"):
                paragraph._p.append(run)
    document.save(path)
    return document


def test_as_it_stands(tmp_path):
    """Paragraphs, tabs, line breaks, the cells of a table, in their order."""
    file = tmp_path / "草案.docx"
    document = written(file, "第一条　甲\t乙", "第二行\n同一段")
    document.add_table(1, 2).rows[0].cells[1].text = "格"
    document.save(file)
    assert text_of(file) == "第一条　甲\t乙\n第二行\n同一段\n\n格"


def test_numbers_that_word_counts(tmp_path):
    """第一条 as a list is written out, in a paragraph without words it is not counted, points are none."""
    file = tmp_path / "草案.docx"
    document = Document()
    numbering = document.part.numbering_part.element
    numbering.insert(0, parse_xml(LEVEL.format(nsdecls("w"))))
    numbering.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="77"><w:abstractNumId w:val="77"/></w:num>'))
    for words in ("为了规范。", "", "本条例。"):
        paragraph = document.add_paragraph(words)
        paragraph._p.get_or_add_pPr().append(
            parse_xml(f'<w:numPr {nsdecls("w")}><w:ilvl w:val="0"/><w:numId w:val="77"/></w:numPr>')
        )
    document.add_paragraph("点", style="List Bullet")
    document.add_paragraph("项", style="List Number")
    document.save(file)
    assert text_of(file) == "第一条　为了规范。\n\n第二条　本条例。\n点\n1.　项"


def test_changes_that_were_tracked(tmp_path):
    """Inserted words are in, deleted and moved ones are not."""
    file = tmp_path / "草案.docx"
    written(
        file,
        '<w:r><w:t>业主</w:t></w:r><w:ins w:id="1"><w:r><w:t>应当</w:t></w:r></w:ins>'
        '<w:del w:id="2"><w:r><w:delText>可以</w:delText><w:tab/></w:r></w:del>'
        '<w:moveFrom w:id="3"><w:r><w:t>走了</w:t></w:r></w:moveFrom><w:r><w:noBreakHyphen/><w:t>交费</w:t></w:r>',
    )
    assert text_of(file) == "业主应当-交费"


def test_a_box_of_text_once(tmp_path):
    """A paragraph within a paragraph is told by itself, and once."""
    file = tmp_path / "草案.docx"
    written(
        file,
        "<w:r><w:t>外</w:t><w:pict><w:txbxContent><w:p><w:r><w:t>内</w:t></w:r></w:p></w:txbxContent></w:pict></w:r>",
    )
    assert text_of(file) == "外\n内"


@pytest.mark.parametrize("coding", ["utf-8", "utf-8-sig", "gb18030"])
def test_plain_text(tmp_path, coding):
    """As any office writes it."""
    (tmp_path / "草案.txt").write_bytes("第一条　甲。".encode(coding))
    assert text_of(tmp_path / "草案.txt") == "第一条　甲。"


def test_refused(tmp_path):
    """Another kind, damaged, without words, too large, packed beyond measure, not there: each said."""
    files = {
        name: tmp_path / name
        for name in ("旧.doc", "图.png", "坏.docx", "包.docx", "空.docx", "乱.txt", "大.txt", "炸.docx", "没有.docx")
    }
    for name, data in (
        ("旧.doc", b"x"),
        ("图.png", b"x"),
        ("坏.docx", b"PK nothing"),
        ("乱.txt", b"\xff\xfe\xff"),
        ("大.txt", b"a" * (LARGEST + 1)),
    ):
        files[name].write_bytes(data)
    with zipfile.ZipFile(files["包.docx"], "w") as packed:
        packed.writestr("x.txt", "y")
    with zipfile.ZipFile(files["炸.docx"], "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("word/document.xml", b"0" * 90_000_000)
    written(files["空.docx"], "")
    for name, why in zip(
        files,
        ("不是 .docx", "草案请选", "打不开", "打不开", "没有文字", "读不出来", "超过 20 MB", "内容太大", "读不了"),
        strict=True,
    ):
        with pytest.raises(BadInput) as refused:
            text_of(files[name])
        assert why in str(refused.value), (name, str(refused.value))
