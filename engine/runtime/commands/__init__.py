"""Commands: what people and operators ask of a case. Verbs, each checked by the core and refused with a reason."""

from engine.runtime.commands.of_cases import (
    Attach,
    Comment,
    Copy,
    HandBack,
    HandOver,
    Press,
    Recall,
    Record,
    Urge,
    Withdraw,
)
from engine.runtime.commands.of_operators import (
    CancelCase,
    Correct,
    Move,
    Retry,
    Skip,
)
from engine.runtime.commands.of_signing import (
    AddSigner,
    Ask,
    RemoveSigner,
    Supplement,
    Unask,
)
from engine.runtime.commands.of_tasks import (
    Claim,
    Complete,
    DecideExtension,
    Delegate,
    Extend,
    Hold,
    Promise,
    Reassign,
    Reclaim,
    Release,
    Resume,
    Return,
    TakeBack,
    TakenOut,
    Transfer,
)

Command = (
    Claim
    | Release
    | Complete
    | Return
    | Transfer
    | Reassign
    | TakeBack
    | AddSigner
    | RemoveSigner
    | Supplement
    | Ask
    | Unask
    | Hold
    | Resume
    | Extend
    | DecideExtension
    | Urge
    | Delegate
    | Reclaim
    | Promise
    | Comment
    | Attach
    | Copy
    | Recall
    | Withdraw
    | Press
    | Record
    | Retry
    | Correct
    | Skip
    | Move
    | HandOver
    | HandBack
    | CancelCase
)

__all__ = [
    "AddSigner",
    "Ask",
    "Attach",
    "CancelCase",
    "Claim",
    "Command",
    "Comment",
    "Complete",
    "Copy",
    "Correct",
    "DecideExtension",
    "Delegate",
    "Extend",
    "HandBack",
    "HandOver",
    "Hold",
    "Move",
    "Press",
    "Promise",
    "Reassign",
    "Recall",
    "Reclaim",
    "Record",
    "Release",
    "RemoveSigner",
    "Resume",
    "Retry",
    "Return",
    "Skip",
    "Supplement",
    "TakeBack",
    "TakenOut",
    "Transfer",
    "Unask",
    "Urge",
    "Withdraw",
]
