"""People: the directory as data, who may act by which rule, and why."""

from engine.people.acting import Acting, may_act, may_do
from engine.people.administered import DirectoryChange, laid_over
from engine.people.anew import Standing, resolve_anew, resolve_handed
from engine.people.directory import Department, Directory, Person, PostTaken, Role, StandIn
from engine.people.directory_text import DirectoryError, overlaid, read_directory
from engine.people.explaining import explain_who
from engine.people.finding import WhoError, directory_functions
from engine.people.notices import people_told, stand_ins_of
from engine.people.reasons import Reason
from engine.people.resolving import resolve_who
from engine.people.superiors import deputy_of, manager_of, reports_of, superiors_of
from engine.people.vacancies import Cover, propose_cover
from engine.people.voters import may_still_vote
from engine.people.who import BoundWho, EarlierAct, SeatAnswer, Voting, WhoAnswer, WhoQuestion

__all__ = [
    "Acting",
    "BoundWho",
    "Cover",
    "Department",
    "Directory",
    "DirectoryChange",
    "DirectoryError",
    "EarlierAct",
    "Person",
    "PostTaken",
    "Reason",
    "Role",
    "SeatAnswer",
    "StandIn",
    "Standing",
    "Voting",
    "WhoAnswer",
    "WhoError",
    "WhoQuestion",
    "deputy_of",
    "directory_functions",
    "explain_who",
    "laid_over",
    "manager_of",
    "may_act",
    "may_do",
    "may_still_vote",
    "overlaid",
    "people_told",
    "propose_cover",
    "read_directory",
    "reports_of",
    "resolve_anew",
    "resolve_handed",
    "resolve_who",
    "stand_ins_of",
    "superiors_of",
]
