"""Canonical text and its digests, against figures worked out here."""

import hashlib
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plans.rules.digest import canonical_json, row_digest, text_digest
from plans.rules.vocabulary import Light

documents = st.recursive(
    st.none() | st.booleans() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=20,
)


@pytest.mark.parametrize(
    ("document", "text"),
    [
        ({}, "{}"),
        ([], "[]"),
        (None, "null"),
        (True, "true"),
        ({"b": "2", "a": "1"}, '{"a":"1","b":"2"}'),
        ({"a": {"d": None, "c": [True, False]}}, '{"a":{"c":[true,false],"d":null}}'),
        ({"标题": "工业投资"}, '{"标题":"工业投资"}'),
        (["１２", "12"], '["１２","12"]'),
        (["\u00e9", "e\u0301"], '["\u00e9","e\u0301"]'),
        (['"', "\\", "\n", "\u2028"], '["\\"","\\\\","\\n","\u2028"]'),
        ({"Z": "1", "a": "2", "中": "3"}, '{"Z":"1","a":"2","中":"3"}'),
        ([Light.ON], '["on"]'),
    ],
)
def test_canonical_json_is_sorted_without_spaces_and_keeps_text_as_it_is(document, text):
    assert canonical_json(document) == text


@pytest.mark.parametrize("number", [0, 1, -1, 1.5, float("nan"), 10**30])
@pytest.mark.parametrize("wrap", [lambda n: n, lambda n: [n], lambda n: {"a": n}, lambda n: {"a": [{"b": ["x", n]}]}])
def test_a_number_anywhere_is_refused(number, wrap):
    with pytest.raises(TypeError, match="holds numbers as text only"):
        canonical_json(wrap(number))


@given(documents)
def test_canonical_json_says_the_same_document_and_says_it_in_one_way(document):
    text = canonical_json(document)
    assert json.loads(text) == document
    assert canonical_json(json.loads(text)) == text


@given(st.dictionaries(st.text(), st.text(), min_size=2))
def test_the_order_in_which_keys_were_set_changes_nothing(document):
    assert canonical_json(dict(reversed(document.items()))) == canonical_json(document)


def test_known_digests():
    assert text_digest("") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    assert text_digest("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"


def test_a_digest_is_over_the_utf_8_of_the_text_and_sees_its_normal_form():
    assert text_digest("清新") == hashlib.sha256(b"\xe6\xb8\x85\xe6\x96\xb0").hexdigest()
    assert len({text_digest(text) for text in ("\u00e9", "e\u0301", "12", "１２")}) == 4


def test_a_row_is_digested_over_its_salt_then_its_body():
    salt, body = "ab" * 32, '{"code":"1.1.1","title":"工业"}'
    by_hand = hashlib.sha256(salt.encode("ascii") + body.encode("utf-8")).hexdigest()
    assert row_digest(salt=salt, body=body) == by_hand
    assert row_digest(salt=body, body=salt) != by_hand


@given(st.text(), st.text(alphabet="0123456789abcdef", min_size=64, max_size=64))
def test_every_digest_is_64_lowercase_hexadecimal_digits(body, salt):
    digest = row_digest(salt=salt, body=body)
    assert (len(digest), set(digest) - set("0123456789abcdef")) == (64, set())
