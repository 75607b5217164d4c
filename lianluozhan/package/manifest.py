"""What a package declares about itself, signed: whose it is, for whom, which entries and members it holds."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from lianluozhan.errors import Damaged, NewerFormat
from lianluozhan.journal import HASH, STREAM, canonical, digest

FORMAT = 1
MANIFEST, SIGNATURE, JOURNAL = "manifest.json", "manifest.sig", "journal.jsonl"
PAPER = re.compile(r"attachments/[0-9a-f]{64}")
SIGNED = re.compile(r"[0-9a-f]{128}")  # an Ed25519 signature in hex
ROLES = ("station", "district")
AGAIN = "请对方重新导出一份"
NOT_IN = f"请不要导入；{AGAIN}"
OTHER_PC = "请拿到对的那台电脑上导入"
ASK = "请与对方核对：它重做过数据文件夹的，请它从备份恢复后再导出；钥匙真丢了的，请它交一张新钥匙卡，重新认"
LIKE = "别的电脑换过钥匙，这台也换上"  # the link of the window
TAKE_OVER = f"在“导出到U盘”（区里在“各站”）里点“{LIKE}”，命令用 card --renew --like"
OURS = "认回本办从前写的"  # the link of the window
ASK_OURS = (
    f"钥匙丢了、文件夹是重新建的，请在“各站”里点“{OURS}…”，命令用 enrol --ours 这个包，认回后再导入；不是的不要导入"
)
NEWER_KEY = (
    f"请用换过钥匙的那台电脑导出；另一台电脑或旧备份，先把钥匙换过来：{TAKE_OVER}；"
    "新钥匙找不到了，再换一把（card --renew），请对方重新认"
)


@dataclass(frozen=True, slots=True)
class Party:
    """Who sends or is meant: role, code, for people its name, and the public keys {sign, age} where they are known."""

    role: str
    code: str
    name: str = ""
    keys: Mapping[str, str] | None = None

    @property
    def public(self) -> Mapping[str, str]:
        """Its keys, of a sender or one whose card is here. Raises KeyError where none are known: only who is meant may have none."""
        if self.keys is None:
            raise KeyError(self.code)
        return self.keys


@dataclass(frozen=True, slots=True)
class Span:
    """Entries of one stream, first to last, the last one's hash, and its writer's signature over that head."""

    first: int
    last: int
    hash: str
    signature: str


@dataclass(frozen=True, slots=True)
class Member:
    """One file of the package: SHA-256 and bytes."""

    digest: str
    size: int


@dataclass(frozen=True, slots=True)
class Manifest:
    """All that is signed. `world` is the station the entries are of, or the district's own code."""

    program: str
    world: str
    sender: Party
    to: Party
    made_at: str
    masked: bool
    streams: Mapping[str, Span]
    members: Mapping[str, Member]
    # {stream: entries whose private part is not the receiver's}.
    withheld: Mapping[str, Sequence[int]] = field(default_factory=dict)

    def data(self) -> bytes:
        """Its canonical bytes: what is signed."""
        kept = asdict(self)
        return canonical({"format": FORMAT, "from": kept.pop("sender"), **kept})

    @property
    def id(self) -> str:
        """Eight hex digits that name this package."""
        return digest(self.data())[:8]


def head_words(stream: str, seq: int, hash: str) -> bytes:
    """What a stream's writer signs: how far it goes and what stands there."""
    return f"{stream} {seq} {hash}".encode()


def read_manifest(data: bytes) -> Manifest:
    """The manifest of bytes. Raises NewerFormat, or Damaged when it is not one this program could have made."""
    try:
        kept = json.loads(data)
        if kept["format"] > FORMAT:
            raise NewerFormat(
                f"这个数据包是更新版本的程序（{kept.get('program')}）做的，本程序读不了", then="请先升级本程序，再导入"
            )
        made = _made(kept)
        sound = made.data() == data and _sound(made)
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        sound = False
    if not sound:
        raise Damaged("数据包的清单读不懂", then=AGAIN)
    return made


def _made(kept: dict[str, Any]) -> Manifest:
    return Manifest(
        program=kept["program"],
        world=kept["world"],
        sender=Party(**kept["from"]),
        to=Party(**kept["to"]),
        made_at=kept["made_at"],
        masked=kept["masked"],
        streams={stream: Span(**span) for stream, span in kept["streams"].items()},
        members={name: Member(**member) for name, member in kept["members"].items()},
        withheld=kept["withheld"],
    )


def _sound(made: Manifest) -> bool:
    texts = (made.program, made.world, made.made_at, made.sender.code, made.sender.name, made.to.code, made.to.name)
    papers = made.members.keys() - {JOURNAL}
    return (
        all(isinstance(text, str) for text in texts)
        and isinstance(made.masked, bool)
        and made.sender.role in ROLES
        and made.to.role in ROLES
        and sound_keys(made.sender.keys)
        and (made.to.keys is None or sound_keys(made.to.keys))
        and all(STREAM.fullmatch(stream) and _sound_span(span) for stream, span in made.streams.items())
        and all(_sound_withheld(made.streams.get(stream), seqs) for stream, seqs in made.withheld.items())
        and JOURNAL in made.members
        and all(PAPER.fullmatch(name) and name.endswith(made.members[name].digest) for name in papers)
        and all(HASH.fullmatch(m.digest) and type(m.size) is int and m.size >= 0 for m in made.members.values())
    )


def sound_keys(keys: Any) -> bool:
    """Whether these are public keys {sign, age} as a folder has them."""
    return isinstance(keys, dict) and keys.keys() == {"sign", "age"} and all(isinstance(k, str) for k in keys.values())


def _sound_withheld(span: Span | None, seqs: Any) -> bool:
    return (
        span is not None
        and isinstance(seqs, list)
        and all(type(q) is int and span.first <= q <= span.last for q in seqs)
    )


def _sound_span(span: Span) -> bool:
    return (
        type(span.first) is int
        and type(span.last) is int
        and 1 <= span.first <= span.last
        and HASH.fullmatch(span.hash) is not None
        and SIGNED.fullmatch(span.signature) is not None
    )
