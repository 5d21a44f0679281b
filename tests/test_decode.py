"""Any bytes become text, and the text becomes the same bytes again."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cableconv.decode import Decoded, decode, encode
from cableconv.errors import InputError, UsageError

CABLE = "P 011200Z JAN 08\nFM AMEMBASSY TESTVILLE\n\n1. (SBU) The minister\u2019s café, he said, is closed.\n"
WIDE = ("utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be")

HARD = {
    "empty": b"",
    "one NUL": b"\x00",
    "mark only, UTF-8": b"\xef\xbb\xbf",
    "mark only, UTF-16": b"\xff\xfe",
    "mark only, UTF-32": b"\xff\xfe\x00\x00",
    "two marks": b"\xef\xbb\xbf\xef\xbb\xbfcable",
    "mark in the middle": b"cable \xef\xbb\xbf cable",
    "mark and bad bytes": b"\xef\xbb\xbfcaf\xe9",
    "UTF-16, odd length": b"\xff\xfec\x00a\x00b",
    "UTF-16, high bytes left over": b"\xff\xfec\x00\xff",
    "UTF-16, lone surrogates": b"\xff\xfe\x00\xd8\x00\xdc\x00\xdc\x00\xd8",
    "UTF-16, surrogate cut in two": b"\xfe\xff\xd8\x3d\xde",
    "UTF-32, one byte left over": b"\xff\xfe\x00\x00c\x00\x00\x00a",
    "UTF-32, three bytes left over": b"\x00\x00\xfe\xff\x00\x00\x00c\x00\x00\x00",
    "UTF-32, beyond Unicode": b"\xff\xfe\x00\x00\xff\xff\xff\xff",
    "UTF-32, surrogate pair": b"\xff\xfe\x00\x00\x3d\xd8\x00\x00\x00\xde\x00\x00",
    "overlong UTF-8": b"\xc0\xaf \xe0\x80\xaf",
    "UTF-8 of a surrogate": b"caf\xc3\xa9 \xed\xa0\x80",
    "UTF-8 cut short": "café café".encode()[:-1],
    "cp1252 with undefined bytes": b"\x93quoted\x94 \x81\x8d\x8f\x90\x9d",
    "UTF-8 and cp1252": "café “quoted” ".encode() + "café".encode("cp1252"),
    "every byte": bytes(range(256)),
    "every byte, backwards": bytes(range(255, -1, -1)),
    "NULs": b"\x00" * 99,
    "line ends": b"a\r\nb\nc\rd\x85e\x0bf\x0cg\xe2\x80\xa8h",
    "first bad byte far in": b"a plain line\n" * 25_000 + b"caf\xe9\n",
    "shift state": b"\x1b$B$3$l\x1b(B and \x1b$B",
    "UTF-7": b"+AGMAYQ- and +AGE",
}


def restored(decoded: Decoded) -> bytes:
    return encode(decoded.text, decoded.encoding, decoded.truncated)


@pytest.mark.parametrize("data", HARD.values(), ids=HARD.keys())
def test_hard_bytes_come_back(data: bytes) -> None:
    assert restored(decode(data)) == data


@given(st.binary(max_size=200))
def test_any_bytes_come_back(data: bytes) -> None:
    assert restored(decode(data)) == data


@given(st.sampled_from(sorted(HARD)), st.sampled_from(sorted(HARD)), st.binary(max_size=5))
def test_any_mixture_comes_back(one: str, other: str, between: bytes) -> None:
    data = HARD[one][-200:] + between + HARD[other][-200:]
    assert restored(decode(data)) == data


@given(st.text(), st.sampled_from(["utf-8", *WIDE, "cp1252", "cp1251", "koi8-r", "euc_jp"]))
def test_text_in_a_given_encoding_is_read_as_it_was_written(text: str, encoding: str) -> None:
    data = text.encode(encoding, "ignore")
    assert decode(data, encoding) == Decoded(data.decode(encoding), encoding, 1.0, 0)


@given(st.binary(max_size=80), st.sampled_from(["utf-8", "ascii", "latin-1", "cp1252", "utf-16-le"]))
def test_a_byte_codec_that_is_given_takes_any_bytes(data: bytes, encoding: str) -> None:
    assert restored(decode(data, encoding)) == data


@pytest.mark.parametrize("encoding", WIDE)
def test_utf16_and_utf32_without_a_mark_are_known_by_their_nuls(encoding: str) -> None:
    decoded = decode(CABLE.encode(encoding))
    assert (decoded.text, decoded.encoding) == (CABLE, encoding)
    assert decoded.confidence < 1


@pytest.mark.parametrize("encoding", ["utf-8", *WIDE])
def test_a_byte_order_mark_stays_in_the_text(encoding: str) -> None:
    text = "\ufeff" + CABLE
    decoded = decode(text.encode(encoding))
    assert (decoded.text, decoded.encoding, decoded.confidence) == (text, encoding, 1.0)


@pytest.mark.parametrize("name", ["utf-8-sig", "utf-16", "utf-32"])
def test_a_name_that_would_eat_the_mark_keeps_it(name: str) -> None:
    decoded = decode(CABLE.encode(name), name)
    assert decoded.text == "\ufeff" + CABLE
    assert decoded.encoding == {"utf-8-sig": "utf-8", "utf-16": "utf-16-le", "utf-32": "utf-32-le"}[name]


def test_bytes_of_an_incomplete_code_unit_end_the_text() -> None:
    decoded = decode(b"\xff\xfec\x00a\x00\x41")
    assert decoded == Decoded("\ufeffca\udc41", "utf-16-le", 1.0, 1)


def test_plain_utf8_is_certain_and_stray_nuls_do_not_change_it() -> None:
    text = CABLE[:20] + "\x00" + CABLE[20:]
    assert decode(text.encode()) == Decoded(text, "utf-8", 1.0, 0)


def test_a_bad_byte_among_good_utf8_is_kept_as_a_byte() -> None:
    data = "“One”, “two” and café".encode() + b" \x92 end"
    decoded = decode(data)
    assert decoded.encoding == "utf-8"
    assert decoded.text == "“One”, “two” and café \udc92 end"
    assert 0.5 <= decoded.confidence < 1


def test_a_few_bytes_above_ascii_are_windows_1252() -> None:
    decoded = decode(CABLE.encode("cp1252"))
    assert (decoded.text, decoded.encoding) == (CABLE, "cp1252")
    assert 0 < decoded.confidence < 1


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_no_break_spaces_are_windows_1252_however_many(line_end: str) -> None:
    lines = [
        f"{n}. (U) The harbor\xa0of Testville is shut\xa0until spring, and {n} ships wait." for n in range(40)
    ]
    text = line_end.join(lines)
    decoded = decode(text.encode("cp1252"))
    assert (decoded.text, decoded.encoding) == (text, "cp1252")


@pytest.mark.parametrize(
    ("encoding", "sentence"),
    [
        ("mac-roman", "Le ministre a déclaré à Genève que† la coopération sera renforcée.\r"),
        ("cp1251", "Министр заявил, что сотрудничество будет продолжено. "),
        ("cp1250", "Minister złożył wizytę w Łodzi, gdzie żądał współpracy. "),
        ("cp1252", "Le ministre a déclaré à Genève que la coopération sera renforcée. "),
    ],
)
def test_much_text_in_another_encoding_is_detected(encoding: str, sentence: str) -> None:
    decoded = decode((sentence * 20).encode(encoding))
    assert (decoded.text, decoded.encoding) == (sentence * 20, encoding)


NO_ENCODINGS = "rot13 zlib base64 hex idna punycode unicode_escape undefined no-such-encoding ../decode"


@pytest.mark.parametrize("name", [*NO_ENCODINGS.split(), "", "utf\x008", "\udc80"])
def test_what_is_no_text_encoding_is_a_usage_error(name: str) -> None:
    with pytest.raises(UsageError, match="CC001"):
        decode(b"plain", name)


def test_bytes_that_are_not_in_the_given_encoding_are_refused_with_their_place() -> None:
    with pytest.raises(InputError, match="CC002") as caught:
        decode(b"first\nsecond \xff line\n", "utf-7")
    assert (caught.value.line, caught.value.column) == (2, 8)


@pytest.mark.parametrize(
    ("text", "encoding", "truncated"),
    [
        ("€", "latin-1", 0),
        ("\ud800", "utf-8", 0),
        ("plain", "rot13", 0),
        ("plain", "no-such-encoding", 0),
        ("plain", "utf-16-le", 1),
        ("\udc41", "utf-16-le", 2),
        ("\udc41", "utf-8", 1),
        ("", "utf-16-le", 1),
        ("\udc41", "utf-16-le", -1),
    ],
)
def test_text_that_decode_cannot_have_given_is_refused(text: str, encoding: str, truncated: int) -> None:
    with pytest.raises(InputError, match="CC004"):
        encode(text, encoding, truncated)


@pytest.mark.parametrize(
    "piece",
    [b"caf\xe9 \x92\n", b"\x81\x8d", "é€\n".encode() + b"\xff", b"\xe0\x80", b"\x00a"],
    ids=["cp1252", "undefined", "mixed", "bad UTF-8", "UTF-16"],
)
def test_time_is_linear(piece: bytes) -> None:
    def seconds(size: int) -> float:
        data = piece * (size // len(piece))
        start = time.process_time()
        assert restored(decode(data)) == data
        return time.process_time() - start

    seconds(10_000)
    small, large = seconds(400_000), seconds(3_200_000)
    assert large < 8 * 3 * small + 0.1  # quadratic would be 64 times
