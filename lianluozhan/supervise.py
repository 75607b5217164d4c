"""任后监督: what its records share: how each is added, and checked when it is changed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from lianluozhan.appraisal import Appraisal, add_appraisal, check_appraisal
from lianluozhan.commitment import Commitment, add_commitment, check_commitment
from lianluozhan.meeting import Meeting, add_meeting, check_meeting
from lianluozhan.official import Official, Tenure, add_official, add_tenure, check_tenure
from lianluozhan.record import Record
from lianluozhan.store import Store

RECORDS = Meeting, Official, Tenure, Commitment, Appraisal
ADDED: Mapping[type[Record], Callable[..., None]] = {
    Meeting: add_meeting,
    Official: add_official,
    Tenure: add_tenure,
    Commitment: add_commitment,
    Appraisal: add_appraisal,
}
CHECKED: Mapping[type[Record], Callable[[Store, Mapping[str, Any]], dict[str, Any]]] = {
    Meeting: check_meeting,
    Tenure: check_tenure,
    Commitment: check_commitment,
    Appraisal: check_appraisal,
}
PAPERS = ROLL, PROMISES, SHEET, TICKET, FILE = "任免名册", "承诺清单", "评议结果表", "审议意见办理单", "一人一档"


def settled(store: Store, record: Record, values: Mapping[str, Any]) -> dict[str, Any]:
    """The values of a change, that the whole record can be with. Raises BadInput, NotFound."""
    whole = {name: value for name, value in {**record.data, **values}.items() if value is not None or name in values}
    if record.missing({name: whole.get(name) for name in record.fields}):
        return dict(values)  # what must be there is said by whoever changes it
    made = CHECKED[type(record)](store, whole)
    return dict(values) | {
        name: value for name, value in made.items() if value != record.data.get(name) and name in record.written()
    }
