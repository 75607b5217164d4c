"""A large encrypted folder: a save beside a bare commit, words found beside LIKE, similar issues beside those that were made alike."""

from __future__ import annotations

import json
import random
import sys
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

from lianluozhan import access, folder, password, search, vault
from lianluozhan.act import acting
from lianluozhan.demo.years import said_again
from lianluozhan.driver import connect
from lianluozhan.findable import normal
from lianluozhan.issue import Issue
from lianluozhan.reception import add_visit
from lianluozhan.record import new_id
from lianluozhan.schema import SCHEMA
from lianluozhan.similar import similar_issues
from lianluozhan.store import Store
from tests.bench.measure import Row, apart, ratio, slow_disk, spread, timed, within

WORD = "一个够长的密码 1"
CLERK = "赵敏"
PAGE = 50  # the newest that are shown
SAVE, P95, WORST, SIMILAR, FSYNC = 2.0, 10.0, 50.0, 50.0, 2  # goals of design.md §10, milliseconds but the first
RARE = (
    "不存在的",
    "灯坏水",
    "的的的的",
    "1020",
    "0420",
    "2027",
    "政府的一",
    "路灯暖气",
    "0000",
    "9999",
)  # signs that are common, words that are not


def guarded(path: Path) -> None:
    """The folder has a password, and it was given."""
    if not vault.doors(path):
        access.protect(path, CLERK, WORD)
    password.unlock(path, WORD)


# ---- in processes of their own


def saved(path: Path, times: int) -> dict[str, list[float]]:
    """Milliseconds of a visit saved with all that follows, and of one row committed by the same driver, in turn."""
    guarded(path)
    raw = connect(path / "raw.db", key=vault.file_keys(path)[-1])
    raw.execute("CREATE TABLE IF NOT EXISTS one (id TEXT PRIMARY KEY, said TEXT)")
    ours, theirs, plain = [], [], []

    def commit() -> None:
        raw.execute("BEGIN IMMEDIATE")
        raw.execute("INSERT INTO one VALUES (?, ?)", (new_id(), "村口路灯不亮，晚上摸黑走" * 4))
        raw.execute("COMMIT")

    with folder.opened(path, SCHEMA) as store:
        for number in range(times + 5):
            answers = timed(lambda: _save(store, "当场答复")), timed(commit), timed(lambda: _save(store, "乡镇办理"))
            if number >= 5:
                ours.append(answers[0])
                theirs.append(answers[1])
                plain.append(answers[2])
    raw.close()
    for file in path.glob("raw.db*"):
        file.unlink()
    return {"ours": ours, "issue": plain, "raw": theirs}


def _save(store: Store, outcome: str) -> None:
    with acting(store, "add_visit", CLERK) as act:
        add_visit(
            act,
            new_id(),
            {
                "received_at": "2026-10-14T09:00",
                "channel": "来站",
                "visitor_name": "王秀英",
                "statement": "村口路灯不亮，晚上摸黑走" * 4,
                "category": "道路与路灯",
                "outcome": outcome,
                "referred_to": "渔泽镇人民政府" if outcome != "当场答复" else None,
            },
        )


def found(path: Path, times: int) -> dict[str, object]:
    """Milliseconds of the newest 50 for one to four characters of what is said, of words whose characters are common but
    which are not; how many answers are not those of LIKE; milliseconds of LIKE; the same for similar issues."""
    guarded(path)
    chance = random.Random(11)
    with folder.opened(path, SCHEMA, write=False) as store:
        said = _said(store, chance, times)
        words = [
            text[at : at + size]
            for size in (1, 2, 3, 4)
            for text in said
            for at in [chance.randrange(max(len(text) - size, 1))]
        ]
        words = [word for word in words if word.strip()]
        _asked(store, "路灯")  # the first of a connection reads what every one needs
        begun = time.thread_time()
        ours = [_asked(store, word) * 1000 for word in words]
        own = (time.thread_time() - begun) * 1000 / len(words)
        rare = [_asked(store, word) * 1000 for word in RARE]
        checked = chance.sample(words, min(len(words), 8)) + list(RARE[:2])
        like, wrong = [], 0
        for word in checked:
            plain: list[str] = []
            like.append(timed(lambda word=word, plain=plain: plain.extend(_by_like(store, word))) * 1000)
            wrong += plain != [one.id for one in search.newest(store, Issue, _phrase(word), most=PAGE)]
        return {
            "ours": ours,
            "own": own,
            "rare": rare,
            "like": like,
            "wrong": wrong,
            "checked": len(checked),
            **_alike(store, chance, times),
        }


def _said(store: Store, chance: random.Random, times: int) -> list[str]:
    last = store.db.execute("SELECT max(rowid) FROM issue").fetchone()[0]
    texts = []
    while len(texts) < times:
        row = store.db.execute(
            "SELECT statement, number, registered_at, raiser_phone FROM issue WHERE rowid=?",
            (chance.randrange(1, last + 1),),
        ).fetchone()
        texts += [chance.choice([row[0], row[0], row[0], row[1], row[2], row[3] or row[0]])] if row else []
    return texts


def _phrase(word: str) -> str:
    return f"“{word}”"


def _asked(store: Store, word: str) -> float:
    return timed(lambda: search.newest(store, Issue, _phrase(word), most=PAGE))


def _by_like(store: Store, word: str) -> list[str]:
    like = normal(word).replace("!", "!!").replace("%", "!%").replace("_", "!_")
    named = "".join(f" OR s.refs LIKE '%{id}%'" for id in search.called(store, normal(word)))
    return [
        id
        for (id,) in store.db.execute(
            "SELECT i.id FROM issue i JOIN search s ON s.noun='issue' AND s.world=i.world AND s.id=i.id "
            f"WHERE (s.words LIKE ? ESCAPE '!'{named}) AND i.voided IS NULL "
            "ORDER BY i.registered_at DESC, i.number DESC, i.id DESC LIMIT ?",
            (f"%{like}%", PAGE),
        )
    ]


def _alike(store: Store, chance: random.Random, times: int) -> dict[str, object]:
    pairs = list(said_again(store))[-times:]
    took, hit, shown, right, begun = [], 0, 0, 0, time.thread_time()
    truth: dict[str, set[str]] = {}
    for earlier, later in pairs:
        truth.setdefault(later, set()).add(earlier)
        truth.setdefault(earlier, set()).add(later)
    for earlier, later in pairs:
        issue = store.get(Issue, (store.identity.world, later))
        answer: list = []
        took.append(timed(lambda said=issue.data, answer=answer: answer.extend(similar_issues(store, said))) * 1000)
        ids = [one.issue.id for one in answer if one.issue.id != later]
        hit += earlier in ids
        shown += len(ids)
        right += sum(id in truth[later] or id in truth[earlier] for id in ids)
    own = (time.thread_time() - begun) * 1000 / max(len(took), 1)
    return {
        "similar": took,
        "similar_own": own,
        "recall": hit / max(len(took), 1),
        "precision": right / max(shown, 1),
        "pairs": len(took),
    }


if __name__ == "__main__":
    work: dict[str, Callable[[Path, int], object]] = {"saved": saved, "found": found}
    print(json.dumps(work[sys.argv[1]](Path(sys.argv[2]), int(sys.argv[3]))))


# ---- as rows


def compared(path: Path, many: int, home: Path, times: int) -> list[Row]:
    """The rows of design.md §10 about saving and finding, and issue 8's about similar ones."""
    late = slow_disk(home, FSYNC)
    one = apart("finding", "saved", path, times, more=late)
    two = apart("finding", "found", path, times)
    p95, worst = within(two["ours"], 0.95), max([*two["ours"], *two["rare"]])
    quickest = within(two["similar"], 0.95) if two["similar"] else 0.0
    return [
        (
            f"存一次接待，{many} 件、加密、fsync {FSYNC if late else 0} 毫秒",
            f"{spread(one['ours'], 1000, '.1f')} 毫秒，开出意见的 {spread(one['issue'], 1000, '.1f')} 毫秒",
            "",
            True,
        ),
        ("同样的盘只写一行", f"{spread(one['raw'], 1000, '.1f')} 毫秒", "", True),
        ratio("存一次比只写一行", one["ours"], one["raw"], SAVE),
        (
            f"{many} 件里找一到四个字，最新 {PAGE} 件",
            f"p50 {median(two['ours']):.1f}，p95 {p95:.1f} 毫秒，处理器平均 {two['own']:.1f}",
            f"p95 ≤ {P95:.0f} 毫秒",
            p95 <= P95,
        ),
        ("最慢的一个词，常见字凑的生词也在内", f"{worst:.1f} 毫秒", f"≤ {WORST:.0f} 毫秒", worst <= WORST),
        (
            f"和 LIKE（{spread(two['like'], form='.0f')} 毫秒）找到的不一样",
            f"{two['checked']} 个词里 {two['wrong']} 个",
            "没有",
            not two["wrong"],
        ),
        (
            "类似的意见",
            f"p95 {quickest:.1f} 毫秒，处理器平均 {two['similar_own']:.1f}",
            f"≤ {SIMILAR:.0f} 毫秒",
            quickest <= SIMILAR,
        ),
        (f"{two['pairs']} 对故意说两遍的", f"找到 {two['recall']:.0%}，列出的里面 {two['precision']:.0%} 是", "", True),
    ]
