"""Verb password: who may open the folder."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable
from pathlib import Path

from lianluozhan import access, backup, vault
from lianluozhan.act import acting, typist
from lianluozhan.cli.desk import opened, path_of, read_name, say, text_of
from lianluozhan.errors import BadInput, NotAllowed
from lianluozhan.operator import HEAD, ROLES, Operator, add_operator, came_otherwise, clerk_of, manages, operators
from lianluozhan.package.enrol import accepted_party
from lianluozhan.password import CODE_WORD, DISTRICT_KEY, people, unlock
from lianluozhan.store import Store
from lianluozhan.vault import CODE, DISTRICT, KEYS, Keys

NEW = "新密码"


def password(options: Namespace) -> None:
    """List who has a password, or change that."""
    folder = path_of(options)
    if options.by:
        _by_district(options, folder)
    if options.what is None:
        _list(options, folder)
        return
    if options.what != "set":
        access.held(folder)
    with opened(options) as store:
        who = options.operator or typist(store) or clerk_of(store)
        if options.what != "change" and not (manages(store, who) or came_otherwise(store)):
            raise NotAllowed(f"密码由{HEAD}来管", then=f"请{HEAD}用自己的密码打开再做；自己的密码可以用 change 改")
        named = read_name(Operator, options.name) if options.name else who
        recipient = _district(store)
    WHATS[options.what](options, folder, named, None if options.without_district else recipient)


def _by_district(options: Namespace, folder: Path) -> None:
    """A station's folder that nobody knows the password of opens with its district's key."""
    by = Path(options.by)
    if options.password:
        unlock(by, options.password, options.operator)
    try:
        vault.unlock(folder, Keys.load(by / KEYS).identities())
    finally:
        vault.lock(by)


def _list(options: Namespace, folder: Path) -> None:
    ways = vault.doors(folder)
    if not ways:
        print("没有设密码：谁能用这台电脑，谁就能看。要设：lianluozhan password set --new 文件")
        return
    with opened(options) as store:
        roles = {one.name: one.role for one in operators(store)}
    for name in people(ways):
        print(f"{name}　{roles.get(name) or ''}".rstrip())
    kinds = {way.kind for way in ways}
    print(
        f"{CODE_WORD}　{'有' if CODE in kinds else '没有'}\n{DISTRICT_KEY}　{'能开' if DISTRICT in kinds else '不能开'}"
    )


def _set(options: Namespace, folder: Path, name: str, district: str | None) -> None:
    word = _new(options)
    _known(options, name)
    code = access.protect(folder, name, word, district)
    say(f"已设密码：{name}。从现在起这个文件夹里的数据都加了密。")
    if older := backup.unlocked(folder):
        say(f"以前的备份有 {len(older)} 份没有加密：{older[0].parent}。请先做一份新备份，再把它们删掉。")
    tell_code(code)


def tell_code(code: str) -> None:
    """The recovery code, alone on the output; what to do with it beside it."""
    print(code)
    say(f"上面是{CODE_WORD}：请抄下来或印出来，和公章放在一起。忘了密码，它能打开；程序不再显示第二次。")


def _add(options: Namespace, folder: Path, name: str, _district: str | None) -> None:
    word = _new(options)
    _known(options, name)
    access.admit(folder, name, word)
    print(f"{name}的密码设好了。")


def _known(options: Namespace, name: str) -> None:
    """The person is one of those who may be chosen, with the role that was said."""
    with opened(options, write=True) as store:
        now = next((one for one in operators(store) if one.name == name), None)
        if now is None or (options.role and options.role != now.role):
            with acting(store, "operator", options.operator or "") as act:
                add_operator(act, name, options.role or ROLES[1])


def _change(options: Namespace, folder: Path, name: str, _district: str | None) -> None:
    if not options.password:
        raise BadInput("还要写原来的密码", then="请加 --password-file 文件")
    access.change(folder, name, options.password, _new(options))
    print(f"{name}的密码改好了。以前的备份还用那时的密码。")


def _remove(options: Namespace, folder: Path, name: str, _district: str | None) -> None:
    if not options.name:
        raise BadInput("没有写去掉哪一位", then="请写姓名，如 password remove 赵敏")
    access.dismiss(folder, name)
    print(f"{name}的密码去掉了，数据换了新钥匙。以前的备份还用那时的密码。")


def _code(options: Namespace, folder: Path, _name: str, _district: str | None) -> None:
    tell_code(access.renew_code(folder))


def _let_district(options: Namespace, folder: Path, _name: str, district: str | None) -> None:
    if not district and not options.without_district:
        raise NotAllowed("还没有认过区里的钥匙卡", then="请先用 enrol 认下区里的钥匙卡")
    access.let_district(folder, district)
    print(f"{DISTRICT_KEY}{'能' if district else '不能'}打开这个文件夹了。")


def _off(options: Namespace, folder: Path, _name: str, _district: str | None) -> None:
    access.unprotect(folder)
    print("密码取消了，数据不再加密：谁能用这台电脑，谁就能看。")


def _new(options: Namespace) -> str:
    word = text_of(options.new, NEW)
    if word is None:
        raise BadInput(f"没有写{NEW}", then=f"请把{NEW}写在一个文件的第一行，用 --new 文件 写明")
    return word


def _district(store: Store) -> str | None:
    party = accepted_party(store, "district", "") if store.identity.role == "station" else None
    return party.public["age"] if party else None


WHATS: dict[str, Callable[[Namespace, Path, str, str | None], None]] = {
    "set": _set,
    "add": _add,
    "change": _change,
    "remove": _remove,
    "code": _code,
    "district": _let_district,
    "off": _off,
}
VERBS: dict[str, Callable[[Namespace], None]] = {"password": password}
