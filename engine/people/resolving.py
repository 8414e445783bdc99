"""Who may act: rules, then policies, then stand-ins, then who has it. A pure function of question and directory."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

from engine.people.directory import Directory
from engine.people.finding import covers, excluded, find
from engine.people.reasons import Code, Reason
from engine.people.seats import assigned, present, with_stand_ins
from engine.people.superiors import superiors_of
from engine.people.voters import is_away, named_voters, one_vote_each
from engine.people.who import NO_AMOUNT, BoundWho, EarlierAct, SeatAnswer, WhoAnswer, WhoQuestion, each_once


def resolve_who(question: WhoQuestion, directory: Directory, workload: Mapping[str, int]) -> WhoAnswer:
    """Who may act, seat by seat. `workload`: open tasks by person, for `least_busy`.

    One seat without anybody makes the whole answer `nobody`; its reasons say which. Raises `WhoError` for an expression
    that names no people.
    """
    question = _as_before(question, directory)
    left = _chosen_have_left(question, directory)
    if left:
        return WhoAnswer((SeatAnswer((), why=left),), "choose", directory.version)
    found: list[tuple[int, SeatAnswer]] = []
    skipped: list[SeatAnswer] = []
    away: list[SeatAnswer] = []
    for number, rule in enumerate(question.rules):
        for seat in _seats(rule, question, directory, workload):
            if _is(seat, "initiator_skipped", "agreed_already", "asked_later"):
                skipped.append(seat)
            elif _is(seat, "absent_no_vote"):
                away.append(seat)
            else:
                found.append((number, seat))
    seats = tuple(seat for _, seat in found)
    if any(not seat.candidates for seat in seats):
        return WhoAnswer(seats, "nobody", directory.version)
    if question.voting is not None:
        return _voters(question, found, skipped, away, directory)
    if skipped and not seats:
        return WhoAnswer(tuple(skipped), "skip", directory.version)
    return WhoAnswer(seats, "assigned", directory.version, tuple(number for number, _ in found))


def _chosen_have_left(question: WhoQuestion, directory: Directory) -> tuple[Reason, ...]:
    """Why nobody of those somebody has chosen is there any more; nothing where one of them is, or nobody was chosen."""
    if not question.chosen:
        return ()
    found, why = find(question.rules[0], directory, question.at)
    gone = any(reason.code in ("has_left", "unknown") for reason in why)
    return why if gone and not found else ()


def _as_before(question: WhoQuestion, directory: Directory) -> WhoQuestion:
    """The question with who did it before instead of the rule, where they or a stand-in can do it again."""
    person, day = question.preferred, directory.day_of(question.at)
    if person is None or len(question.rules) != 1 or not directory.is_here(person, day):
        return question
    rule = question.rules[0]
    if rule.kind == "on_duty" or not covers(directory, person, rule.authority):
        return question
    stand_ins = directory.stand_ins_for(person, day, question.process)
    away = directory.is_absent(person, day) and not any(directory.is_here(one.person, day) for one in stand_ins)
    if away or person in excluded(rule, directory, question.at):
        return question
    again = replace(BoundWho.people(person), exclude=rule.exclude, authority=rule.authority)
    return replace(question, rules=(again,))


def _is(seat: SeatAnswer, *codes: Code) -> bool:
    return any(reason.code in codes for reason in seat.why)


def _voters(
    question: WhoQuestion,
    found: list[tuple[int, SeatAnswer]],
    skipped: list[SeatAnswer],
    away: list[SeatAnswer],
    directory: Directory,
) -> WhoAnswer:
    """The seats that have a vote, each person once; whether there are enough of them, or nobody has one."""
    voting = question.voting
    assert voting is not None
    kept, left = one_vote_each(found, voting)
    left = (*left, *(reason for seat in away for reason in seat.why if reason.code == "absent_no_vote"))
    seats, rules = tuple(seat for _, seat in kept), tuple(number for number, _ in kept)
    if seats and len(seats) >= voting.least:
        return WhoAnswer(seats, "assigned", directory.version, rules, left)
    if seats:
        people = each_once(one for seat in seats for one in seat.candidates)
        why = Reason("too_few_voters", people, (str(voting.least),))
        return WhoAnswer((SeatAnswer((), why=(why, *left)),), "few", directory.version)
    if skipped or voting.voted or voting.others:
        skipped = skipped or [SeatAnswer((), why=left)]
        return WhoAnswer(tuple(skipped), "skip", directory.version, left=left)
    return WhoAnswer(tuple(away), "nobody", directory.version)


def _seats(
    rule: BoundWho, question: WhoQuestion, directory: Directory, workload: Mapping[str, int]
) -> list[SeatAnswer]:
    found, why = find(rule, directory, question.at)
    if question.preferred is not None and rule.names == (question.preferred,) and found:
        why = (Reason("did_it_before", found),)
    banned = excluded(rule, directory, question.at)
    if rule.each and found:
        return [_seat(rule, (one,), _about(one, why), banned, question, directory, workload) for one in found]
    return [_seat(rule, found, why, banned, question, directory, workload)]


def _about(person: str, why: tuple[Reason, ...]) -> tuple[Reason, ...]:
    """The reasons why this one of several was found."""
    return tuple(replace(reason, people=(person,)) for reason in why if person in reason.people)


def _seat(
    rule: BoundWho,
    found: tuple[str, ...],
    why: tuple[Reason, ...],
    banned: frozenset[str],
    question: WhoQuestion,
    directory: Directory,
    workload: Mapping[str, int],
) -> SeatAnswer:
    """One seat: policies for nobody and for the initiator, then the absent, earlier consent, stand-ins, the holder."""
    day = directory.day_of(question.at)
    if not found:
        found, more = _authority_above(rule, banned, question, directory)
        why = (*why, *more)
    if not found:
        found, more = _fallback(rule, banned, question, directory)
        why = (*why, *more)
    if found:
        found, more, banned = _without_initiator(rule, found, banned, question, directory)
        why = (*why, *more)
    if not found:
        return SeatAnswer((), why=why)
    if question.offered_at is None:
        found, more = present(found, directory, day, question.process, named=rule.kind == "person" or rule.each)
        why = (*why, *more)
    again = _agreed(found, question)
    if again is not None:
        return SeatAnswer(found, why=(*why, Reason("agreed_already", found, (again.step, _when(again, directory)))))
    if question.later and question.may_skip and question.voting is None and len(found) == 1:
        return SeatAnswer(found, why=(*why, Reason("asked_later", found, (question.later,))))
    voters = named_voters(question, directory) - frozenset(found)
    since = None if question.offered_at is None else directory.day_of(question.offered_at)
    seat = with_stand_ins(found, banned, directory, day, question.process, voters, since, _amount(rule))
    seat = replace(seat, why=(*why, *seat.why))
    votes = question.voting is not None and question.offered_at is None
    if votes and len(found) == 1 and is_away(found[0], seat, directory, day):
        return SeatAnswer((), why=(*seat.why, Reason("absent_no_vote", found)))
    if not seat.candidates:
        return replace(seat, why=(*seat.why, Reason("nobody", (), _rule_names(rule))))
    return assigned(seat, rule, found, workload, question.turn, question.seed)


def _amount(rule: BoundWho) -> Decimal | None:
    """The amount somebody is asked to decide on, where the rule goes by it and it is known."""
    written = rule.authority or rule.until.get("authority")
    return Decimal(written) if written and written != NO_AMOUNT else None


def _authority_above(
    rule: BoundWho, banned: frozenset[str], question: WhoQuestion, directory: Directory
) -> tuple[tuple[str, ...], tuple[Reason, ...]]:
    """The next superior whose authority covers the amount, where that of those the rule means does not."""
    if not rule.authority:
        return (), ()
    below, _ = find(replace(rule, authority=""), directory, question.at)
    for person in below:
        above = _first_here(superiors_of(directory, person), rule, banned, question, directory)
        if above is not None:
            return (above,), (Reason("authority_above", (above,), (rule.authority,)),)
    return (), ()


def _fallback(
    rule: BoundWho, banned: frozenset[str], question: WhoQuestion, directory: Directory
) -> tuple[tuple[str, ...], tuple[Reason, ...]]:
    """Those the policy names when the rule finds nobody."""
    nobody = Reason("nobody", (), _rule_names(rule))
    if isinstance(question.when_nobody, BoundWho):
        found, _ = find(question.when_nobody, directory, question.at)
        found = tuple(one for one in found if one not in banned and covers(directory, one, rule.authority))
        return found, (nobody, Reason("nobody_to_fallback", found)) if found else (nobody,)
    if question.when_nobody == "manager":
        below = _whose_manager(rule, question, directory)
        for person in below:
            above = _first_here(superiors_of(directory, person), rule, banned, question, directory)
            if above is not None:
                return (above,), (nobody, Reason("nobody_to_manager", (above,), (person,)))
    return (), (nobody,)


def _whose_manager(rule: BoundWho, question: WhoQuestion, directory: Directory) -> tuple[str, ...]:
    """Whose superior is meant when nobody is found: of those the rule may not lead to (they hold the role and are
    excluded or gone), else of the head of the department asked for, else of the initiator."""
    unrestricted, _ = find(replace(rule, exclude=(), capabilities=(), authority=""), directory, question.at)
    heads = (directory.departments[one].head for one in rule.departments if one in directory.departments)
    initiator = (question.initiator,) if question.initiator else ()
    return each_once(one for one in (*unrestricted, *heads, *initiator) if one)


def _without_initiator(
    rule: BoundWho, found: tuple[str, ...], banned: frozenset[str], question: WhoQuestion, directory: Directory
) -> tuple[tuple[str, ...], tuple[Reason, ...], frozenset[str]]:
    """Of an approval, those found without the initiator, who may not come back as somebody's stand-in either."""
    initiator = question.initiator
    if not question.approval or initiator is None:
        return found, (), banned
    if question.when_initiator == "allow":
        return found, ((Reason("initiator_allowed", (initiator,)),) if initiator in found else ()), banned
    banned |= {initiator, *question.successors}
    here = next((one for one in (initiator, *question.successors) if one in found), None)
    if here is None:
        return found, (), banned
    initiator, others = here, tuple(one for one in found if one not in (question.initiator, *question.successors))
    if others:
        return others, (Reason("initiator_left_out", (initiator,)),), banned
    if question.when_initiator == "skip":
        return found, (Reason("initiator_skipped", (initiator,)),), banned
    above = _first_here(superiors_of(directory, initiator), rule, banned, question, directory)
    if above is None:
        return (), (Reason("initiator_left_out", (initiator,)), Reason("nobody", (), (initiator,))), banned
    return (above,), (Reason("initiator_to_manager", (above,), (initiator,)),), banned


def _first_here(
    chain: tuple[str, ...], rule: BoundWho, banned: frozenset[str], question: WhoQuestion, directory: Directory
) -> str | None:
    """The first of a chain who is there, not left out, and may decide on the amount the rule names."""
    day = directory.day_of(question.at)
    there = (one for one in chain if one not in banned and directory.is_here(one, day))
    return next((one for one in there if covers(directory, one, rule.authority)), None)


def _agreed(found: tuple[str, ...], question: WhoQuestion) -> EarlierAct | None:
    """The earlier consent that lets this seat be skipped: the only one who may act has given it already."""
    if (
        question.when_again in ("ask", "keep_last")
        or not question.may_skip
        or question.voting is not None
        or len(found) != 1
    ):
        return None
    acts = (act for act in question.earlier if act.person == found[0])
    if question.when_again == "skip_adjacent":
        acts = (act for act in acts if act.adjacent)
    return next(acts, None)


def _when(act: EarlierAct, directory: Directory) -> str:
    return f"{act.at.astimezone(directory.zone):%Y-%m-%d %H:%M}"


def _rule_names(rule: BoundWho) -> tuple[str, ...]:
    return (*rule.names, *rule.departments, *((rule.expression,) if rule.expression else ()))
