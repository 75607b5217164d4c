"""任后监督: what its records share: how each is added, checked when it is changed, and what only its steps write."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from lianluozhan import appraisal, commitment
from lianluozhan.appraisal import Appraisal, add_appraisal, check_appraisal
from lianluozhan.commitment import Commitment, add_commitment, check_commitment
from lianluozhan.errors import NotAllowed
from lianluozhan.meeting import Meeting, add_meeting, check_meeting
from lianluozhan.official import Official, Tenure, add_official, add_tenure, check_tenure
from lianluozhan.record import Record
from lianluozhan.store import Store

RECORDS = Meeting, Official, Tenure, Commitment, Appraisal
ADDED: Mapping[type[Record], Callable[..., None]] = {
    Meeting: add_meeting, Official: add_official, Tenure: add_tenure, Commitment: add_commitment, Appraisal: add_appraisal,
}  # fmt: skip
CHECKED: Mapping[type[Record], Callable[[Store, Mapping[str, Any]], dict[str, Any]]] = {
    Meeting: check_meeting, Tenure: check_tenure, Commitment: check_commitment, Appraisal: check_appraisal,
}  # fmt: skip
BY_STEPS: Mapping[type[Record], tuple[str, ...]] = {Commitment: commitment.DONE_HERE, Appraisal: appraisal.DONE_HERE}
PAPERS = ROLL, PROMISES, SHEET, TICKET, FILE = "任免名册", "承诺清单", "评议结果表", "审议意见办理单", "一人一档"


def _refuse(cls: type[Record], name: str) -> None:
    """Raise NotAllowed for a field that only the steps of a record write."""
    if name in BY_STEPS[cls]:
        raise NotAllowed(f"“{cls.fields[name].label}”是一步一步记下的，改不了", then="记错了的，请撤销那一步，或者再记一次")


REFUSE: Mapping[type[Record], Callable[[str], None]] = {cls: partial(_refuse, cls) for cls in BY_STEPS}


def settled(store: Store, record: Record, values: Mapping[str, Any]) -> dict[str, Any]:
    """The values of a change, that the whole record can be with. Raises BadInput, NotFound."""
    if (check := CHECKED.get(type(record))) is None:
        return dict(values)
    whole = {name: value for name, value in (record.data | values).items() if value is not None or name in values}
    if record.missing({name: whole.get(name) for name in record.fields}):
        return dict(values)  # what must be there is said by whoever changes it
    made = check(store, whole)
    return dict(values) | {name: value for name, value in made.items() if value != record.data.get(name) and name in record.written()}
