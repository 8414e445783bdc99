"""Messages: which case and which place takes one, what is kept, duplicates, and what a case says it listens for."""

from kit import Case, given

from engine.runtime import events as e

PLACES = """
data:
  order_no: {type: text}
  parcel_no: {type: text}
  news: {type: text}
  heard: {type: text, default: ''}
messages:
  news: {key: order_no}
  signed: {key: parcel_no, keep: 3 days}
  spoken: {name: Spoken}
steps:
  - scope: part
    steps:
      - user_task: inner
        assign: {role: clerk}
        events:
          news_inside: {message: news, if: heard = "", form: {edit: [news]}, set: {heard: =heard + "i"}}
    events:
      news_around: {message: news, if: heard != "io", form: {edit: [news]}, set: {heard: =heard + "o"}}
  - {user_task: after, assign: {role: clerk}}
  - {wait: parcel, message: signed}
events:
  news_of_all: {message: news, form: {edit: [news]}, set: {heard: =heard + "p"}}
"""


def places(**data: object) -> Case:
    return given(PLACES, order_no="A", **data)


def test_a_message_serves_the_innermost_place_that_takes_it_once() -> None:
    case = places()
    case.message("news", "A", news="1")
    assert case["heard"] == "i"
    case.message("news", "A")
    assert case["heard"] == "io"
    case.message("news", "A")
    assert case["heard"] == "iop"


def test_once_a_step_is_over_the_place_around_takes_it() -> None:
    case = places()
    case.complete("inner")
    case.message("news", "A")
    assert case["heard"] == "p"


def test_the_same_message_twice_counts_once() -> None:
    case = places()
    case.message("news", "A", id="m-7")
    happened = case.message("news", "A", id="m-7")
    assert case["heard"] == "i"
    assert case.one(e.MessageDropped, happened).reason == "duplicate"


def test_a_message_kept_counts_as_heard() -> None:
    case = places(parcel_no="Z")
    case.message("signed", "Z", id="m-7")
    assert case.one(e.MessageDropped, case.message("signed", "Z", id="m-7")).reason == "duplicate"
    assert len(case.known.kept) == 1


def test_what_it_brings_is_written_by_the_same_names_and_the_rest_left_aside() -> None:
    case = places()
    happened = case.message("news", "A", news="rain", heard="nonsense", weather="bad")
    assert case.all(e.DataWritten, happened)[0].values == {"news": "rain"}


def test_a_message_that_nobody_waits_for_yet_is_kept_until_its_key_is_known() -> None:
    case = places()
    case.complete("inner")
    case.complete("after")
    happened = case.message("signed", "Z-1")
    assert case.one(e.MessageKept, happened)
    assert case.open == ["parcel"]
    case.correct(parcel_no="Z-1")
    assert case.ended == "finished"


def test_messages_kept_are_taken_in_the_order_they_came() -> None:
    case = given(
        """
        data:
          names: {type: list, of: text}
          news: {type: text}
          trail: {type: text, default: ''}
        messages:
          news: {key: ref}
        steps:
          - {user_task: before, assign: {role: clerk}}
          - for_each: twice
            item: name
            in: names
            order: sequential
            steps:
              - {wait: one, message: news, form: {require: [news]}, set: {trail: =trail + news}}
        """,
        names=["a", "b"],
    )
    case.message("news", news="1")
    case.message("news", news="2")
    case.complete("before")
    assert case["trail"] == "12" and case.ended == "finished"


def test_a_case_says_which_keys_it_hears_and_when_that_changes() -> None:
    case = places()
    assert [(one.message, one.key) for one in case.all(e.KeyListened)] == [("news", "A")]
    happened = case.correct(parcel_no="Z")
    assert case.one(e.KeyListened, happened).key == "Z"
    happened = case.correct(parcel_no="Y")
    assert case.one(e.KeyListened, happened).key == "Y"
    happened = case.correct(parcel_no=None)
    assert case.one(e.KeyListened, happened).key is None
    assert case.known.keys == {"news": "A"}


def test_a_message_for_nobody_in_particular_is_kept_and_forgotten() -> None:
    case = places()
    case.message("spoken", "A")
    case.after(days=8)
    assert case.all(e.MessageDropped)[-1].reason == "expired" and not case.known.kept


def test_only_messages_with_a_keeper_may_be_recorded_by_hand() -> None:
    case = places()
    with case.refuses("not-allowed"):
        case.record("news", "ann")
    with case.refuses("unknown-message"):
        case.record("gossip", "ann")


def test_a_record_by_hand_needs_the_key_to_be_known() -> None:
    case = given(PLACES.replace("keep: 3 days", "by_hand: {role: clerk}"), order_no="A")
    with case.refuses("not-possible-now"):
        case.record("signed", "ann")


def test_an_if_that_cannot_be_calculated_is_not_possible_now() -> None:
    case = given(
        PLACES.replace('if: heard = ""', "if: 'sum(for a in 1..1000, b in 1..1000 return a) > 0'"), order_no="A"
    )
    case.message("news", "A")
    assert case["heard"] == "o" and not case.parked


def test_texts_may_hold_expressions_with_braces_of_their_own() -> None:
    case = given("""
        data:
          tier: {type: text, default: gold}
        steps:
          - {notify: tell, to: [{role: clerk}], text: '等级 {{gold: "A", other: "B"}.gold} {if tier = "gold" then "{}" else "-"}'}
        """)
    assert case.one(e.NoticeAddressed).text == "等级 A {}"


def test_a_message_kept_may_end_the_case() -> None:
    case = given("""
        data:
          order_no: {type: text}
        messages:
          stop: {key: order_no}
        steps:
          - {user_task: work, assign: {role: clerk}}
          - end: finished
          - end: called-off
        events:
          quit: {message: stop, next: called-off}
        """)
    case.message("stop", "A")
    case.correct(order_no="A")
    assert case.ended == "called-off"
