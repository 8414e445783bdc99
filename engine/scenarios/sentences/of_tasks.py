"""Sentences about tasks and what people do with them."""

from collections.abc import Mapping

from engine.runtime import events as happened
from engine.scenarios.names import Names
from engine.scenarios.sentences.phrasing import Tell, aside_of, plain


def _offered(event: happened.TaskOffered, names: Names) -> str:
    task = names.owner(event.task)
    if event.assignee:
        who = names.person(event.assignee)
        return names.pick(f"{task}交给{who}", f"{task} is for {who}")
    people = names.people(event.to)
    if event.relieved:
        who = names.person(event.relieved)
        return names.pick(f"{who}交班，{task}待{people}认领", f"{who}'s shift is over: {task} is offered to {people}")
    return names.pick(f"{task}待{people}认领", f"{task} is offered to {people}")


def _put_off(event: happened.HandOverPutOff, names: Names) -> str:
    task, people, until = names.owner(event.task), names.people(event.to), names.at(event.until)
    return names.pick(f"{task}等{people}上班再移交：{until}", f"{task} is handed to {people} when they work: {until}")


def _decided(event: happened.TaskDecided, names: Names) -> str:
    task, outcome = names.owner(event.task), names.outcome(event.task, event.outcome)
    aside = aside_of(event.comment, names)
    if event.by_timeout:
        return names.pick(f"{task}逾期按规则定为「{outcome}」", f"{task} is decided by timeout: {outcome}")
    by = names.person(event.by)
    if event.on_behalf_of:
        by = names.pick(f"{by}代{names.person(event.on_behalf_of)}", f"{by} (for {names.person(event.on_behalf_of)})")
    return names.pick(f"{by}办理{task}：{outcome}{aside}", f"{by} does {task}: {outcome}{aside}")


def _path_changed(event: happened.PathChanged, names: Names) -> str:
    name = names.step(event.step)
    if event.what == "new":
        return names.pick(f"路径有变，{name}也须办理", f"the path has changed: {name} as well")
    return names.pick(f"路径有变，{name}须重新办理", f"the path has changed: {name} again")


def _signed(event: happened.TaskSigned, names: Names) -> str:
    task = names.owner(event.task)
    return names.pick(f"{task}签名：{event.name}", f"{task} is signed: {event.name}")


def _extension(event: happened.ExtensionDecided, names: Names) -> str:
    by, task, aside = names.person(event.by), names.owner(event.task), aside_of(event.comment, names)
    if not event.granted:
        return names.pick(f"{by}不同意{task}延期{aside}", f"{by} grants no more time for {task}{aside}")
    due, first = names.at(event.due), names.at(event.first_due)
    zh = f"{by}同意{task}延期至 {due}（原 {first}）{aside}"
    return names.pick(zh, f"{by} grants more time for {task}, until {due} (at first {first}){aside}")


def _recommended(event: happened.TaskRecommended, names: Names) -> str:
    by, task, outcome = names.person(event.by), names.owner(event.task), names.outcome(event.task, event.outcome)
    aside = aside_of(event.comment, names)
    return names.pick(f"{by}对{task}建议：{outcome}{aside}", f"{by} recommends for {task}: {outcome}{aside}")


_taken_back = plain("{who}收回委派的{owner}", "{who} takes the lent {owner} back")
_came_back = plain("{owner}不能委派给{who}，退回原办理人", "{owner} may not be lent to {who}, and comes back")


def _loan_ended(event: happened.LoanEnded, names: Names) -> str:
    return (_came_back if event.why else _taken_back)(event, names)


def _nobody(event: happened.NobodyFound, names: Names) -> str:
    owner = names.owner(event.instance)
    if event.verdict == "choose":
        return names.pick(
            f"{owner}选定的人已离职，须重新选定", f"who was chosen for {owner} has left, and is chosen anew"
        )
    return names.pick(f"{owner}找不到办理人", f"nobody is found for {owner}")


SENTENCES: Mapping[type, Tell] = {
    happened.TaskOffered: _offered,
    happened.HandOverPutOff: _put_off,
    happened.TaskClaimed: plain("{who}认领{owner}", "{who} claims {owner}"),
    happened.TaskReleased: plain("{who}放回{owner}", "{who} puts {owner} back"),
    happened.TaskTransferred: plain("{who}把{owner}转给{receiver}{aside}", "{who} hands {owner} to {receiver}{aside}"),
    happened.TaskDecided: _decided,
    happened.ReturnProposed: plain(
        "{who}建议把{owner}退回到{target}{aside}", "{who} wants {owner} to go back to {target}{aside}"
    ),
    happened.PathChanged: _path_changed,
    happened.TaskSigned: _signed,
    happened.TaskReturned: plain("{who}把{owner}退回到{target}{aside}", "{who} returns {owner} to {target}{aside}"),
    happened.TaskTakenBack: plain("{who}拿回对{owner}的办理{aside}", "{who} takes back {owner}{aside}"),
    happened.PromiseMade: plain(
        "{who}承诺{owner}于 {moment} 前办完{aside}", "{who} promises {owner} by {moment}{aside}"
    ),
    happened.PromiseBroken: plain("{who}就{owner}的承诺未兑现", "what {who} promised for {owner} was not kept"),
    happened.TransferOffered: plain(
        "{who}请{receiver}收回{owner}{aside}", "{who} offers {owner} back to {receiver}{aside}"
    ),
    happened.TaskHeld: plain("{who}挂起{owner}至 {moment}{aside}", "{who} holds {owner} until {moment}{aside}"),
    happened.TaskResumed: plain("{owner}恢复办理", "{owner} is at work again"),
    happened.ExtensionAsked: plain(
        "{who}申请{owner}延期至 {moment}{aside}", "{who} asks for more time for {owner}, until {moment}{aside}"
    ),
    happened.ExtensionDecided: _extension,
    happened.TaskLent: plain("{who}把{owner}委派给{receiver}{aside}", "{who} lends {owner} to {receiver}{aside}"),
    happened.TaskRecommended: _recommended,
    happened.LoanEnded: _loan_ended,
    happened.TaskReopened: plain("{owner}重新打开{aside}", "{owner} is open again{aside}"),
    happened.NobodyFound: _nobody,
}
