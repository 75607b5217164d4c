"""大厅屏幕: one file that asks nothing of any network, names nobody of the public, shows a phone and a photo only where their
deputy agreed, has no empty box, and turns its pages in a real browser without one being cut."""

import base64
import json
import re
import subprocess
from html.parser import HTMLParser
from io import BytesIO

import pytest
from PIL import Image

from lianluozhan import attachment, glyph, posting, screen, screen_page
from lianluozhan.act import acting
from lianluozhan.deputy import Deputy
from lianluozhan.errors import BadInput, NotAllowed
from lianluozhan.issue import Issue
from lianluozhan.notice import Notice, add_notice
from lianluozhan.place import Place, own_place_id
from lianluozhan.record import new_id
from lianluozhan.report.typeface import face
from lianluozhan.schedule import Schedule
from tests.station import empty, filled, opened

RARE = "董䶮𬱖𠮟𪚥"
LONG = "镇区主街道到中学路段路灯损坏和道路坑洼积水综合整治并加装减速带的意见建议"
BROWSER = ("chromium", "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--window-size=1920,1080")

pytestmark = pytest.mark.day("2026-11-03")  # early November


def approve(store, span="2026-10"):
    """The board of a month is approved."""
    id = new_id()
    with acting(store, "notice", "赵敏") as act:
        add_notice(act, id, posting.drafted(store, span))
    with acting(store, "notice", "赵敏") as act:
        posting.approve(act, store.get(Notice, (store.identity.world, id)))


def photo(store):
    """A picture that is kept here."""
    kept = BytesIO()
    Image.new("RGB", (90, 120), "teal").save(kept, "PNG")
    return [{"digest": attachment.keep(store.path.parent, kept.getvalue(), 2026), "name": "照片.png", "size": 9}]


@pytest.fixture
def store(tmp_path):
    """The sample station with a full board: rare names, long titles, phones and photos of those who agreed and those who did not."""
    with opened(filled(tmp_path / "站")) as store:
        world = store.identity.world
        with acting(store, "amend") as act:
            act.write(
                Place,
                own_place_id(world),
                {
                    "hours": "每周三9:00-11:00",
                    "phone": "03550000000",
                    "head": RARE,
                    "duties_text": "接待群众，听取意见。" * 20,
                },
            )
            for n, one in enumerate(store.find(Deputy)):
                act.write(
                    Deputy,
                    one.id,
                    {
                        "phone": f"138000000{n:02d}",
                        "phone_public": n == 0,
                        "photo": photo(store),
                        "photo_public": n == 0,
                        "work_unit": LONG,
                        "villages": ["前后庄村", "岗上村"],
                    },
                )
            act.write(Deputy, new_id(), {"name": RARE, "levels": ["全国", "区"]})
            for one in store.find(Issue, limit=3):
                act.write(Issue, one.id, {"title": LONG})
            for day in (4, 11, 18, 25):
                act.write(
                    Schedule,
                    new_id(),
                    {
                        "date": f"2026-11-{day:02d}",
                        "begin": "09:00",
                        "end": "11:00",
                        "deputies": [one.id for one in store.find(Deputy, limit=4)],
                        "topic": LONG,
                    },
                )
        approve(store)
        yield store


class Reader(HTMLParser):
    """What a page is made of: its words, every address it names."""

    def __init__(self):
        super().__init__()
        self.words, self.asked, self.pictures, self.sections = [], [], {}, 0

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        self.sections += tag == "section"
        self.asked += [
            value for name, value in attrs.items() if name in ("src", "href", "data", "srcset", "action", "poster")
        ]
        if tag == "img":
            self.words.append(attrs["alt"])
            self.pictures[attrs["alt"]] = attrs["src"]

    def handle_data(self, data):
        self.words.append(data)


def read(text):
    """It read by another reader than the browser."""
    reader = Reader()
    reader.feed(text)
    return reader


def test_nothing_is_asked_of_a_network(store):
    """No address but data: stands anywhere, and the file itself tells the browser to allow no other."""
    text = screen.made(store)
    reader = read(text)
    assert reader.asked and all(one.startswith("data:image/") for one in reader.asked)
    assert (
        re.findall(
            r"https?:|//[a-z]|@import|<link|<iframe|fetch\(|XMLHttp", re.sub(r"base64,[A-Za-z0-9+/=]+", "", text)
        )
        == []
    )
    assert all(one.startswith("data:") for one in re.findall(r"url\(([^)]*)\)", text)) and "default-src 'none'" in text


def test_nobody_of_the_public_is_named(store):
    """No visitor, no phone of one, none of their words; a deputy's phone and photo only where they agreed."""
    reader = read(screen.made(store))
    said = "".join(reader.words)
    deputies = {one.name for one in store.find(Deputy)}
    villages = {"前后庄村", "岗上村"}
    rows = store.db.execute(
        "SELECT visitor_name, visitor_phone, visitor_address, substr(statement, 1, 12) FROM visit"
    ).fetchall()
    assert [
        found
        for row in rows
        for found in row
        if found and len(found) > 1 and found not in deputies | villages and found in said
    ] == []
    assert "13800000000" in said and not re.search("138000000(0[1-9]|1)", said) and said.count("经联络站转") == 9
    assert sum(one.startswith("data:image/jpeg") for one in reader.asked) == 1


def test_no_empty_box(store):
    """Every character stands in the font that travels in the file, or is a picture with something in it."""
    text = screen.made(store)
    reader = read(text)
    font = base64.b64decode(re.search(r"data:font/ttf;base64,([A-Za-z0-9+/=]+)", text)[1])
    assert font[:4] == b"\0\1\0\0" and set(
        "".join(word for word in reader.words if word not in reader.pictures)
    ) <= face(screen_page.FONT).chars | set("\n ")
    assert {"𠮟", "𪚥"} <= reader.pictures.keys()
    for char in "𠮟𪚥":
        with Image.open(BytesIO(base64.b64decode(reader.pictures[char].split(",")[1]))) as drawn:
            assert drawn.getchannel("A").getbbox() is not None and drawn.size == (glyph.SIDE, glyph.SIDE)
    assert glyph.picture("\U0003fffd") is None and screen_page.text("\U0003fffd") == "〔U+3FFFD〕"


def test_only_what_was_approved(store, tmp_path):
    """No month's board goes up that nobody approved; an older approved one may be asked for; a file is not written over."""
    with pytest.raises(NotAllowed, match="2026年9月的公示还没有批准"):
        screen.made(store, "2026-09")
    with opened(empty(tmp_path / "空")) as bare, pytest.raises(NotAllowed, match="还没有批准过的公示"):
        screen.made(bare)
    approve(store, "2026-Q4")
    assert screen.approved(store) == ["2026-10", "2026-Q4"] or screen.approved(store) == ["2026-Q4", "2026-10"]
    file = screen.write(store, tmp_path / "屏幕.html", "2026-10")
    before = file.read_bytes()
    with pytest.raises(BadInput, match="没有动它"):
        screen.write(store, file)
    assert file.read_bytes() == before


def test_free_words_are_looked_through(store):
    """A phone in what people typed freely stops it, and is shown."""
    with acting(store, "amend") as act:
        act.write(Place, own_place_id(store.identity.world), {"duties_text": "有事找老王 13900000001"})
    with pytest.raises(BadInput, match="13900000001"):
        screen.made(store)


def test_what_is_sensitive_is_not_called_by_its_title(store):
    """On a screen anybody reads it is its category, nothing else."""
    assert LONG in "".join(read(screen.made(store)).words)
    with acting(store, "amend") as act:
        for one in store.find(Issue, "title IS NOT NULL"):
            act.write(Issue, one.id, {"title": f"{one.title}，王家", "sensitive": True})
    assert "王家" not in "".join(read(screen.made(store)).words)


def test_a_photo_that_is_none(store):
    """What cannot be read as a picture leaves the first character of the name."""
    broken = [{"digest": attachment.keep(store.path.parent, b"no picture", 2026), "name": "照片.png", "size": 9}]
    with acting(store, "amend") as act:
        for one in store.find(Deputy, "photo IS NOT NULL"):
            act.write(Deputy, one.id, {"photo": broken})
    assert not any(one.startswith("data:image/jpeg") for one in read(screen.made(store)).asked)


MEASURE = """
<script>
document.fonts.ready.then(() => {
const found = [];
document.querySelectorAll("section").forEach((page, place) => {
  show(place);
  const foot = document.querySelector("footer").getBoundingClientRect().top;
  let lowest = 0, least = 999, cut = [];
  page.querySelectorAll("*").forEach(one => {
    const box = one.getBoundingClientRect(), own = [...one.childNodes].some(node => node.nodeType === 3 && node.textContent.trim());
    if (box.height) lowest = Math.max(lowest, box.bottom);
    if (own) least = Math.min(least, parseFloat(getComputedStyle(one).fontSize));
    if (own && box.right > innerWidth) cut.push(one.textContent);
  });
  const cards = [...page.querySelectorAll(".faces > div")].filter(card => card.scrollHeight > card.clientHeight + 1).length;
  found.push({ lowest, foot, least, cut, cards, seen: [...document.querySelectorAll("section")].filter(one => !one.hidden).length });
});
document.title = JSON.stringify({ found, font: document.fonts.check("20px Station"), high: innerHeight });
});
</script></body>"""


@pytest.mark.needs("chromium")
def test_in_a_real_browser(store, tmp_path):
    """One page is seen at a time; none runs below its foot or out of sight; its letters are a thirtieth of the screen high at least."""
    file = tmp_path / "屏幕.html"
    file.write_text(screen.made(store).replace("</body>", MEASURE), "utf-8")
    done = subprocess.run(
        [*BROWSER, f"--user-data-dir={tmp_path / '浏览器'}", "--virtual-time-budget=4000", "--dump-dom", file.as_uri()],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
        timeout=120,
    )
    told = json.loads(re.search(r"<title>(.*?)</title>", done.stdout)[1].replace("&amp;", "&").replace("&quot;", '"'))
    assert told["font"] and len(told["found"]) >= 10
    for place, one in enumerate(told["found"]):
        assert one["seen"] == 1 and one["lowest"] <= one["foot"] + 1 and one["cut"] == [] and one["cards"] == 0, (
            place,
            one,
        )
        assert one["least"] >= told["high"] / 30, (place, one)


@pytest.mark.needs("chromium")
def test_it_turns_by_itself(store, tmp_path):
    """After its seconds the next page is there; the picture of it is no blank."""
    file = tmp_path / "屏幕.html"
    file.write_text(screen.made(store), "utf-8")

    def dom(seconds):
        wait = f"--virtual-time-budget={seconds * 1000}"
        return subprocess.run(
            [*BROWSER, f"--user-data-dir={tmp_path / '浏览器'}", wait, "--dump-dom", file.as_uri()],
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=True,
            timeout=120,
        ).stdout

    at = [
        re.search(r'id="at">(\d+) / \d+', dom(seconds))[1]
        for seconds in (screen_page.SECONDS - 2, 2 * screen_page.SECONDS + 2)
    ]
    assert at == ["1", "3"]
    subprocess.run(
        [*BROWSER, f"--user-data-dir={tmp_path / '浏览器'}", f"--screenshot={tmp_path / '屏幕.png'}", file.as_uri()],
        capture_output=True,
        check=True,
        timeout=120,
    )
    with Image.open(tmp_path / "屏幕.png") as seen:
        assert seen.size == (1920, 1080) and len(seen.convert("RGB").getcolors(1 << 24)) > 50
