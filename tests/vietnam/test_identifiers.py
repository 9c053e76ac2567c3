import pytest
from hypothesis import given, strategies as st

from vietnam.identifiers import InvalidIdentifier, parse_phone, parse_tax_code


@pytest.mark.parametrize(
    ("text", "printed", "kind", "valid"),
    [
        ("0100109106", "0100109106", "enterprise", True),
        ("0100109107", "0100109107", "enterprise", False),
        ("0100109106-001", "0100109106-001", "branch", True),
        ("0100109106 001", "0100109106-001", "branch", True),
        ("012345678901", "012345678901", "household", True),
        ("01.001.091-06", "0100109106", "enterprise", True),
    ],
)
def test_tax_codes_are_read_and_a_failed_check_only_warns(
    text: str, printed: str, kind: str, valid: bool
) -> None:
    code = parse_tax_code(text)
    assert (str(code), code.kind, code.has_valid_check_digit) == (printed, kind, valid)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("010010910", "length"),
        ("01001091061", "length"),
        ("01001O9106", "characters"),
        ("", "length"),
    ],
)
def test_tax_codes_of_another_form_are_refused(text: str, reason: str) -> None:
    with pytest.raises(InvalidIdentifier) as refusal:
        parse_tax_code(text)
    assert refusal.value.reason == reason


@given(st.from_regex(r"[0-9]{9}", fullmatch=True))
def test_at_most_one_last_digit_passes_the_check(head: str) -> None:
    assert sum(parse_tax_code(f"{head}{d}").has_valid_check_digit for d in range(10)) <= 1


@pytest.mark.parametrize(
    ("text", "printed", "kind"),
    [
        ("0912.345.678", "0912 345 678", "mobile"),
        ("+84 912 345 678", "0912 345 678", "mobile"),
        ("84912345678", "0912 345 678", "mobile"),
        ("+84 (0)912345678", "0912 345 678", "mobile"),
        ("(0204) 3854 000", "0204 385 4000", "landline"),
        ("024-3936-0000", "024 3936 0000", "landline"),
    ],
)
def test_phones_are_normalised(text: str, printed: str, kind: str) -> None:
    phone = parse_phone(text)
    assert (str(phone), phone.kind) == (printed, kind)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("091234567", "length"),
        ("09123456789", "length"),
        ("0123456789", "prefix"),
        ("0204385400", "length"),
        ("113", "prefix"),
        ("09x2345678", "characters"),
        ("", "prefix"),
    ],
)
def test_phones_of_another_form_are_refused(text: str, reason: str) -> None:
    with pytest.raises(InvalidIdentifier) as refusal:
        parse_phone(text)
    assert refusal.value.reason == reason
