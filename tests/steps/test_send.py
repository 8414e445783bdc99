"""send: a message goes to a party outside, or to the cases that wait for it."""

from dataclasses import replace

from kit import given

from engine.runtime import events as e
from engine.runtime import requests as r
from engine.runtime import revisions
from engine.runtime import stimuli as s
from engine.runtime.wire import decode, encode

OUTSIDE = """
data:
  buyer: {type: text, default: wang}
  way: {type: text, default: fax}
  etd: {type: date, default: 2026-05-01}
messages:
  offer: {name: Offer, by_hand: {role: clerk}}
steps:
  - send: offer_line
    message: offer
    to: =buyer
    channel: =way
    text: '{if etd = null then "open" else "sails " + string(etd)} for {ref}'
    with: {etd: =etd, kind: fob}
  - {user_task: after, assign: {role: boss}}
"""


def test_goes_to_a_party_outside_with_text_and_values() -> None:
    case = given(OUTSIDE)
    sent = case.one(e.MessageSent)
    assert (sent.message, sent.to, sent.channel) == ("offer", "wang", "fax")
    assert sent.text == "sails 2026-05-01 for N-1"
    assert sent.data == {"etd": "2026-05-01", "kind": "fob"}
    (request,) = [one for one in case.requests if isinstance(one, r.SendMessage)]
    assert request.to == "wang" and request.step == "offer_line"


def test_never_waits() -> None:
    assert given(OUTSIDE).open == ["after"]


def test_is_sent_by_hand_where_no_connector_carries_it() -> None:
    case = given(OUTSIDE)
    case.do(s.SendUnrouted(case.office.now, "offer_line"))
    assert case.open == ["after", "offer_line_by_hand"]
    assert case.offered("offer_line_by_hand") == ("ann", "bob", "cat")
    case.complete("after")
    assert case.ended is None
    case.complete("offer_line_by_hand")
    assert case.ended == "finished"


def test_is_sent_by_hand_once_though_it_is_said_twice_that_no_connector_carries_it() -> None:
    """Who says it may die before they know that they did."""
    case = given(OUTSIDE)
    (sent,) = [one for one in case.requests if isinstance(one, r.SendMessage)]
    for _ in range(2):
        case.do(s.SendUnrouted(case.office.now, "offer_line", id=sent.id))
    assert case.open == ["after", "offer_line_by_hand"]


def test_texts_may_be_in_two_languages() -> None:
    case = given(
        OUTSIDE.replace(
            """'{if etd = null then "open" else "sails " + string(etd)} for {ref}'""",
            "{zh: '船期 {etd}', en: 'sails {etd}'}",
        )
    )
    sent = case.one(e.MessageSent)
    assert sent.text == {"zh": "船期 2026-05-01", "en": "sails 2026-05-01"}
    (request,) = [one for one in case.requests if isinstance(one, r.SendMessage)]
    assert decode(e.MessageSent, encode(sent)) == sent and decode(r.SendMessage, encode(request)) == request


LISTENER = """
process: listener
data:
  order_no: {type: text}
  news: {type: text}
messages:
  changed: {key: order_no}
steps:
  - {wait: news, message: changed, form: {require: [news]}}
start:
  by_hand: {by: {role: starter}, form: {require: [order_no]}}
"""
SPEAKER = """
data:
  about: {type: text}
messages:
  changed: {%s}
steps:
  - {user_task: ready, assign: {role: clerk}}
  - {send: tell, message: changed, key: about, with: {news: =about + "!"}}
"""


def test_goes_to_every_case_that_waits_for_it_with_its_key() -> None:
    first = given(LISTENER, order_no="A")
    other = given(LISTENER, office=first.office, order_no="B")
    third = given(LISTENER, office=first.office, order_no="A")
    speaker = given(SPEAKER % "name: Changed", office=first.office, about="A")
    speaker.complete("ready")
    assert first.ended == third.ended == "finished" and first["news"] == "A!"
    assert other.open == ["news"]


def test_with_a_party_outside_it_is_not_for_other_cases() -> None:
    first = given(LISTENER, order_no="A")
    speaker = given(
        (SPEAKER % "name: Changed").replace("key: about", "key: about, to: wang"), office=first.office, about="A"
    )
    speaker.complete("ready")
    assert first.open == ["news"]


def test_its_key_is_that_of_the_message_where_none_is_written() -> None:
    case = given((SPEAKER % "key: about").replace("key: about, with", "with"), about="A")
    case.complete("ready")
    assert case.one(e.MessageSent).key == "A"


def test_its_id_is_the_same_however_often_the_turn_is_made() -> None:
    one, other = given(OUTSIDE), given(OUTSIDE)
    ids = [request.id for case in (one, other) for request in case.requests if isinstance(request, r.SendMessage)]
    assert ids[0] == ids[1]


def test_a_value_that_cannot_be_calculated_parks_it() -> None:
    case = given("""
        data:
          lines: {type: list, of: text}
        messages:
          offer: {name: Offer, by_hand: {role: clerk}}
        steps:
          - send: offer_line
            message: offer
            to: '=if lines = null then "wang" else lines[1]'
            text: 'lines: {sum(for a in 1..1000, b in 1..1000 return a * b)}'
        """)
    assert case.parked == {"offer_line": "expression-failed"}
    assert not [one for one in case.requests if isinstance(one, r.SendMessage)]


def test_a_party_that_comes_to_be_empty_is_an_incident_and_no_message_to_cases() -> None:
    case = given(OUTSIDE, buyer="")
    assert case.parked == {"offer_line": "no-receiver"}
    assert not case.all(e.MessageSent) and not [one for one in case.requests if isinstance(one, r.SendMessage)]
    case.correct(buyer="li")
    case.retry()
    assert case.one(e.MessageSent).to == "li" and case.open == ["after"]


def test_a_channel_alone_is_a_party_outside_too() -> None:
    text = OUTSIDE.replace("    to: =buyer\n", "")
    assert given(text, way="").parked == {"offer_line": "no-receiver"}
    assert given(text).one(e.MessageSent).channel == "fax"


def test_a_channel_may_be_left_open_where_the_party_is_known() -> None:
    assert given(OUTSIDE, way="").open == ["after"]


def test_a_case_of_older_rules_sends_what_it_always_sent() -> None:
    text = OUTSIDE.replace("steps:\n", "steps:\n  - {user_task: before, assign: {role: boss}}\n")
    case = given(text, buyer="", way="")
    case.state = replace(case.known, engine_revision=revisions.TOLD_IN_EVENTS)
    case.complete("before")
    assert case.open == ["after"] and case.one(e.MessageSent).to in (None, "")
