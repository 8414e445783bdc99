"""Another name for a step is deployed for running cases, too; the command line says so, and refuses more when asked."""

from pathlib import Path

from own_installation import CommandLine

PROCESS = """\
process: key-loan
name: {zh: 借钥匙, en: Loan of a key}
department: purchasing
business_key: ref
data:
  ref: {type: text}
start:
  ask: {by: {role: employee}, form: {require: [ref]}}
steps:
  - user_task: give
    name: {zh: 交钥匙, en: Give the key}
    stage: {zh: 待领, en: To be fetched}
    assign: {role: buyer}
    due: 3 working days
  - {end: given}
"""


def test_texts_are_deployed_for_running_cases(banjie: CommandLine) -> None:
    file = Path(banjie.folder) / "definitions/key-loan.yaml"
    file.write_text(PROCESS)
    assert banjie.data("deploy", "key-loan")["deployed"][0]["change"] == "new"
    banjie.data("start", "key-loan", "--with", "ref=KEY-1", by="cao-min")

    file.write_text(PROCESS.replace("Give the key", "Hand out the key").replace("To be fetched", "At the counter"))
    told = banjie("deploy", "key-loan", "--only-texts", "--lang", "en").out
    assert "key-loan: texts only: applies to running cases at once." in told
    shown = banjie("show", "KEY-1", "--lang", "en").out
    assert "Hand out the key" in shown and "stage At the counter" in shown
    assert "At the counter" in banjie("list", "--process", "key-loan", "--lang", "en").out

    file.write_text(PROCESS.replace("3 working days", "1 working day"))
    refused = banjie.refused("deploy", "key-loan", "--only-texts")
    assert refused["code"] == "not-only-texts"
    assert banjie.data("deploy", "key-loan")["deployed"][0]["change"] == "both"
