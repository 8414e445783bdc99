"""notify: people inside are told; nobody waits."""

from kit import given

from engine.runtime import events as e

COPY = """
data:
  line: {type: choice, values: {cosco: COSCO, msc: MSC}, default: msc}
steps:
  - {notify: copy_to_finance, to: [{role: finance}, {person: initiator}, {role: finance}], text: '已选定船公司 {line}'}
  - {user_task: after, assign: {role: clerk}}
"""


def test_tells_everybody_once_and_goes_on() -> None:
    case = given(COPY)
    notice = case.one(e.NoticeAddressed)
    assert (notice.about, notice.to, notice.text) == ("copy_to_finance", ("fay", "ini"), "已选定船公司 msc")
    assert case.open == ["after"]


def test_reaching_nobody_is_no_incident() -> None:
    case = given(COPY.replace("[{role: finance}, {person: initiator}, {role: finance}]", "[{role: nobody}]"))
    assert case.one(e.NoticeAddressed).to == () and case.open == ["after"]


def test_tells_stand_ins_as_well() -> None:
    office = given(COPY).office
    office.stand_in("gus", "fay")
    case = given(COPY, office=office)
    assert case.one(e.NoticeAddressed).to == ("fay", "gus", "ini")


def test_a_text_may_be_in_two_languages() -> None:
    case = given(COPY.replace("'已选定船公司 {line}'", "{zh: '船公司 {line}', en: 'line {line}'}"))
    assert case.one(e.NoticeAddressed).text == {"zh": "船公司 MSC", "en": "line MSC"}


def test_empty_values_are_left_out_of_texts() -> None:
    case = given(COPY.replace(", default: msc", ""))
    assert case.one(e.NoticeAddressed).text == "已选定船公司 "


def test_its_if_holds_it_back() -> None:
    case = given(COPY.replace("notify: copy_to_finance,", 'notify: copy_to_finance, if: line = "cosco",'))
    assert not case.told and case.open == ["after"]


def test_knows_the_item_it_stands_in() -> None:
    case = given(
        """
        data:
          lines: {type: table, fields: {sku: {type: text}, who: {type: person}}}
        steps:
          - for_each: every
            item: line
            in: lines
            steps: [{notify: tell, to: [{person: line.who}], text: 'no. {index}: {line.sku}'}]
        """,
        lines=[{"sku": "A", "who": "ann"}, {"sku": "B", "who": "bob"}],
    )
    assert [(one.to, one.text) for one in case.all(e.NoticeAddressed)] == [
        (("ann",), "no. 1: A"),
        (("bob",), "no. 2: B"),
    ]


def test_what_names_no_people_parks_it() -> None:
    case = given(COPY.replace("{person: initiator}", "{person: '[initiator, line]'}"))
    assert case.told == [("copy_to_finance", ("fay", "ini"))]
