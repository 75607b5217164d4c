"""Verbs by which two offices come to know each other's keys: card and enrol; and the question that only a person answers."""

from __future__ import annotations

import os
import sys
from argparse import Namespace
from collections.abc import Callable
from pathlib import Path

from lianluozhan.act import acting
from lianluozhan.cli.desk import opened, path_of, say, text_of, there_already
from lianluozhan.driver import trouble
from lianluozhan.errors import BadInput, NotAllowed
from lianluozhan.folder import KEYS
from lianluozhan.package import computer, enrol, keycard, renew, sealed, starter
from lianluozhan.package.manifest import Party
from lianluozhan.package.read import read
from lianluozhan.store import Store
from lianluozhan.vault import Keys

ENROL = "enrol"
YES = ("是", "对", "y", "yes")


def card(options: Namespace) -> None:
    """Write our key card, a new station's starter file or our private key; read the fingerprint out for the telephone."""
    file, folder = Path(options.to), path_of(options)
    if options.like and not options.renew:
        raise BadInput("--like 只和 --renew 一起用", then="要换成另一台电脑的新钥匙，请再加 --renew")
    with opened(options, write=bool(options.station or options.renew)) as store:
        if options.renew:
            _renew(store, folder, file, options)
        keys, party = Keys.load(folder / KEYS), keycard.own_party(store)
        to = _new_station(store, options.station) if options.station else None
        made = starter.starter(store, keys, to) if to else enrol.own_card(store, keys)
    named = starter.file_name(to) if to else keycard.card_name(party)
    file = file / named if file.is_dir() else file
    if file.exists() and (to or file.read_bytes() != made.encode()):
        raise there_already(file, "请换一个文件名")
    if options.identity:
        _give_identity(file, party, keys)
        return
    with trouble(file):
        file.write_text(made, "utf-8")
    use = f"交给{to.name}；那边用 init --from 开站" if to else "把这个文件交给对方；对方用 enrol 认"
    print(f"{file}\n{_said(party)}\n{use}的时候，请在电话里把指纹念给他听。{keycard.DIGITS_ARE}")


def _renew(store: Store, folder: Path, file: Path, options: Namespace) -> None:
    """A new key, by the old one's word; or on a station's other PC the one that was made there."""
    if file.exists() and not file.is_dir():
        raise there_already(file, "请换一个文件名")
    words = text_of(options.passphrase_file, "口令")
    fresh = (
        sealed.keys_in(Path(options.like), Keys.load(folder / KEYS), words, options.password) if options.like else None
    )
    party = renew.renewed(store, fresh, options.operator or "")
    print(f"{party.name}已换上新钥匙，旧钥匙给它作了保。{renew.NEXT_STEP}")
    others = (
        [one.name for one in computer.computers(store, party.code) if not one.here]
        if party.role == "station" and not fresh
        else []
    )
    if others:
        say("注意：" + renew.OTHER_PCS.format("、".join(others)))


def _new_station(store: Store, word: str) -> Party:
    if store.identity.role != "district":
        raise BadInput(f"{starter.CALLED}由区里来做", then="请在区人大办公室的数据文件夹里做")
    return starter.meant(store, word)


def _give_identity(file: Path, party: Party, keys: Keys) -> None:
    """The private key that opens packages, as the age program reads it; readable to the owner only."""
    with (
        trouble(file),
        os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as out,
    ):
        out.write(f"# {party.code}\n{keys.identities()[0]}\n")
    print(
        f"{file}\n这是{party.name}打开报送包的私钥，谁有它谁就能看。只在应急时交给工程师，用完就删，不要放在 U 盘上。"
    )


def enrol_(options: Namespace) -> None:
    """Accept the other side's card, once, after its fingerprint was compared."""
    if options.ours:
        _ours(options)
        return
    given = keycard.read_card(Path(options.file))
    with opened(options, write=True) as store:
        before = enrol.accepted_party(store, given.party.role, given.party.code)
        new = enrol.weigh(store, given, lost=options.lost)
        if new:
            compared(given.party)
            with acting(store, ENROL, options.operator or "") as act:
                renew.met_anew(act, given) if options.lost else enrol.accept(act, given.party, given.before)
    print(f"已认下{given.party.name}的钥匙。" if new else f"{given.party.name}的这把钥匙以前认过，没有改动。")
    if new and options.lost and before:
        print(renew.BEFORE.format(keycard.fingerprint(before)))


def _ours(options: Namespace) -> None:
    """Our own key was lost and the folder begun again: what we wrote under it comes back with a station's package."""
    with opened(options, write=True) as store:
        lost = renew.lost_by_us(store, read(Path(options.file), Keys.load(path_of(options) / KEYS)))
        for party in lost:
            compared(party)
        with acting(store, ENROL, options.operator or "") as act:
            renew.ours_again(act, lost)
    print("已认回本单位从前的钥匙。请再导入这个包：从前写的、站里有的，都会回来。")


def compared(party: Party | None) -> Party | None:
    """Show a stranger's fingerprint and ask the person whether it is the one read out on the telephone.

    Raises NotAllowed when it is not. A script cannot answer: it is told what to compare later, and goes on; None then.
    """
    if party is None:
        return None
    say(f"第一次见到这把钥匙，请打电话核对指纹（{keycard.DIGITS_ARE.rstrip('。')}）：\n{_said(party)}")
    if sys.stdin is None or not sys.stdin.isatty():
        return None
    print("与电话里念的一样吗？写“是”再按回车：", end="", file=sys.stderr, flush=True)
    if sys.stdin.readline().strip().lower() not in YES:
        raise NotAllowed(
            "指纹没有核对上，没有认这把钥匙", then="请打电话问清楚，再做一次；对不上就不要用这只 U 盘上的文件"
        )
    return party


def _said(party: Party) -> str:
    return f"{party.name}（{party.code}）\n指纹 {keycard.fingerprint(party)}"


VERBS: dict[str, Callable[[Namespace], None]] = {"card": card, "enrol": enrol_}
