"""Why a number that can be read looks wrong; it is kept all the same."""

from __future__ import annotations

WHOLE = 11  # digits of a mobile number
SHORTER = 3, 5, 7, 8  # of service numbers, and of local ones without their area


def phones(value: str) -> str | None:
    """Of telephone numbers, checked with phonenumbers: the first that is none."""
    for number in (one.split("转")[0] for one in value.split("、")):
        if not _is_phone(number):
            return f"电话只有 {len(number)} 位，先照记" if len(number) < WHOLE else "这个电话不像中国的号码，先照记"
    return None


def _is_phone(number: str) -> bool:
    if not number.isdigit():
        return False
    if len(number) in SHORTER:
        return True
    import phonenumbers  # 60 files, read with the first number

    try:
        return phonenumbers.is_valid_number(phonenumbers.parse(number, "CN"))
    except phonenumbers.NumberParseException:
        return False


def id_number(value: str) -> str | None:
    """Of a resident identity number, checked with python-stdnum: length, birth date, check digit."""
    from stdnum.cn import ric
    from stdnum.exceptions import ValidationError

    try:
        ric.validate(value)
    except ValidationError:
        return "身份证号校验不对，先照记，请再核对"
    return None
