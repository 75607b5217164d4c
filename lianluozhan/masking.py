"""What of a person may be read by anyone: names, numbers and addresses with their telling part starred out."""

from __future__ import annotations

import re
from collections.abc import Iterable

# Compound surnames in use; a name that begins with one keeps both characters.
COMPOUND = frozenset(
    "欧阳 太史 端木 上官 司马 东方 独孤 南宫 万俟 闻人 夏侯 诸葛 尉迟 公羊 赫连 澹台 皇甫 宗政 濮阳 公冶 太叔 申屠 "
    "公孙 慕容 仲孙 钟离 长孙 宇文 司徒 鲜于 司空 闾丘 子车 亓官 司寇 巫马 公西 颛孙 壤驷 公良 漆雕 乐正 宰父 谷梁 "
    "拓跋 夹谷 轩辕 令狐 段干 百里 呼延 东郭 南门 羊舌 微生 梁丘 左丘 西门 第五 南荣 东里 仲长 即墨 达奚 褚师".split()
)
STAR = "*"
CHARACTER = re.compile(".[\ufe00-\ufe0f\U000e0100-\U000e01ef]*", re.DOTALL)  # a variant's selector belongs to it
BETWEEN_NAMES = re.compile(r"([、，,；;/\n]+)")
AND_OTHERS = re.compile(r"等\s*[0-9０-９一二三四五六七八九十百]*\s*[人户家位名]?$")
# A group of a village is no person: 一组, 二组居民, 第三村民小组. 第五 is a surname, so 第五组 may be somebody.
GROUP = re.compile(
    r"(?!第五小?组$)第?(?:[0-9０-９]{1,2}|(?:[二三四五六七八九]?十)?[一二三四五六七八九]|[二三四五六七八九]?十)(?:村民|居民)?小?组"
    r"(?:(?:全体|部分)?(?:居民|村民|群众|住户|农户))?"
)
# Where an address begins to name one door.
HOUSE = re.compile(r"[0-9０-９]|[〇零一二三四五六七八九十百千甲乙丙丁]+(?:号|楼|单元|室|户|组|排|栋|幢|院|队)")
SETTLEMENT = re.compile(r".*?(?:村(?![委民镇乡口])|社区|小区)", re.DOTALL)
STREET = re.compile(r".*?(?:街道|[镇乡街路巷区县市])", re.DOTALL)

PHONE, ID_NUMBER, BANK_CARD = "电话", "身份证", "银行卡"
HALF_WIDTH = str.maketrans("０１２３４５６７８９Ｘｘ－　", "0123456789XX- ")
ID_SHAPE = re.compile(
    r"(?<!\d)[1-8]\d{5}[ -]?(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])[ -]?\d{3}[\dXx](?![\dA-Za-z])"
)
CARD_SHAPE = re.compile(r"(?<!\d)(?:\d{16,19}|\d{4}(?:[ -]\d{4}){3}(?:[ -]\d{1,3})?)(?!\d)")
BETWEEN = (
    r"[^\w\n、，,；;]|_"  # between the digits of a number: 138.0000.0000, 138—0000—0000; 150、2000、3000元 are three
)
MOBILE_SHAPE = re.compile(rf"(?<!\d)1[3-9]\d(?:(?:{BETWEEN}){{0,2}}\d{{4}}){{2}}(?!\d)")
LONG_NUMBER = re.compile(rf"(?:[0-9０-９](?:{BETWEEN}){{0,3}}){{7}}")  # less is no phone of anybody

Found = tuple[str, tuple[int, int]]


def mask_name(name: str) -> str:
    """At most two characters stay: 张*, 张*三, 尉迟**; the surname, and the last when the surname is one character.

    Several names in one text are masked one by one; how many characters there are stays readable. A group of a village
    among them stays as it is.
    """
    parts = enumerate(BETWEEN_NAMES.split(name))
    return "".join(part if n % 2 or _is_group(part.strip()) else _one_name(part) for n, part in parts)


def mask_phone(phone: str) -> str:
    """138****0000: the first three and last four of eleven digits or more, the last two of a local number.

    An extension (转) is starred whole; what is no digit stays.
    """
    phone, turn, extension = phone.partition("转")
    digits = sum(c.isdigit() for c in phone)
    head, tail = (3, 4) if digits >= 11 else (0, 2) if digits >= 7 else (0, 0)
    shown = {*range(head), *range(digits - tail, digits)}
    nth = iter(range(digits))
    masked = "".join(c if not c.isdigit() or next(nth) in shown else STAR for c in phone)
    return masked + turn + STAR * len(extension)


def mask_id(number: str) -> str:
    """110105********002X: the place and the end stay, the birthday goes; anything shorter is starred whole."""
    if len(number) < 15:
        return STAR * len(number)
    return number[:6] + STAR * (len(number) - 10) + number[-4:]


def mask_address(address: str) -> str:
    """久安社区**: up to the village or estate, else the street; what names one door or household is dropped."""
    house = HOUSE.search(address)
    head = address[: house.start()] if house else address
    kept = _upto(SETTLEMENT, head) or _upto(STREET, head)
    return address if kept == address else kept + STAR * 2


def find_private(text: str) -> list[Found]:
    """(电话 | 身份证 | 银行卡, (start, end)) of what free words give away, in their order; half or full width.

    An identity number counts by its shape even when a digit is mistyped, a card by its check digit (Luhn), a phone when
    it could be one in China.
    """
    plain = text.translate(HALF_WIDTH)
    found: list[Found] = []
    for kind, spans in ((ID_NUMBER, _ids(plain)), (BANK_CARD, _cards(plain)), (PHONE, _phones(plain))):
        for start, end in spans:
            if all(end <= a or b <= start for _, (a, b) in found):
                found.append((kind, (start, end)))
    return sorted(found, key=lambda one: one[1])


def mask_numbers(text: str) -> str:
    """Free words with the numbers that give somebody away starred, as each is where it stands by itself."""
    if not LONG_NUMBER.search(text):  # nearly always: finding phones is slow
        return text
    masks = {PHONE: mask_phone, ID_NUMBER: mask_id, BANK_CARD: mask_id}
    for kind, (start, end) in reversed(find_private(text)):
        text = text[:start] + masks[kind](text[start:end]) + text[end:]
    return text


def mask_names(text: str, names: Iterable[str]) -> str:
    """Free words in which none of these people is named in full, nor any number of anybody."""
    for name in sorted({one for said in names for one in each_of(said)}, key=len, reverse=True):
        text = text.replace(name, mask_name(name))
    return mask_numbers(text)


def each_of(names: str) -> list[str]:
    """Who is named where one name is asked for, each: 王甲、王丙等5人; of one character it is no name but a word.

    Nor is a group of a village: 一组、二组居民 names nobody.
    """
    found = [one for part in BETWEEN_NAMES.split(names)[::2] if not _is_group(one := part.strip())]
    return [one for one in dict.fromkeys([*found, *(AND_OTHERS.sub("", part) for part in found)]) if len(one) > 1]


def _is_group(name: str) -> bool:
    return GROUP.fullmatch(AND_OTHERS.sub("", name)) is not None


def _one_name(name: str) -> str:
    letters = CHARACTER.findall("".join(name.split()))
    han = all(ord(letter[0]) >= 0x3400 for letter in letters)
    surname = 2 if "".join(letters[:2]) in COMPOUND and len(letters) > 2 else 1
    if len(letters) < 2:
        return STAR * len(letters)
    last = len(letters) - 1 if han and surname == 1 and len(letters) > 2 else len(letters)
    return "".join(letter if n < surname or n >= last or letter in "·•" else STAR for n, letter in enumerate(letters))


def _upto(pattern: re.Pattern[str], text: str) -> str:
    """What the pattern, matched again and again from the front, takes of the text."""
    return "".join(pattern.findall(text))


def _ids(text: str) -> list[tuple[int, int]]:
    return [m.span() for m in ID_SHAPE.finditer(text)]


def _cards(text: str) -> list[tuple[int, int]]:
    from stdnum import luhn

    return [m.span() for m in CARD_SHAPE.finditer(text) if luhn.is_valid(re.sub("[ -]", "", m[0]))]


def _phones(text: str) -> list[tuple[int, int]]:
    import phonenumbers  # 60 files, read with the first text

    valid = phonenumbers.PhoneNumberMatcher(text, "CN", leniency=phonenumbers.Leniency.VALID)
    return [(m.start, m.end) for m in valid] + [m.span() for m in MOBILE_SHAPE.finditer(text)]
