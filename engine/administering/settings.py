"""Settings of processes: what somebody may put in the place of a default.

A value fits when a case could begin with it: by the type and the bounds of the setting. Expressions stay with the
definition. Codes: `unknown-setting`, `wrong-type`, `not-a-plain-value`.
"""

from datetime import tzinfo
from typing import Any

from engine.administering.access import Standing
from engine.model.plan import Plan
from engine.model.values import read_value, write_value
from engine.model.wrong_values import Complaint, WrongValue
from engine.runtime.form_errors import FormErrors
from engine.runtime.refusals import Rejected


def may_set(standing: Standing, process: str) -> bool:
    """Whether somebody may change settings of a process: who answers for it, and administrators."""
    return "administrator" in standing.roles or process in standing.owns


def setting_of(plan: Plan, name: str, written: Any, zone: tzinfo) -> Any:
    """The value as it is kept. Raises `Rejected`."""
    setting = plan.definition.settings.get(name)
    if setting is None:
        raise Rejected("unknown-setting", f"Expected a setting of {plan.process}, but none is called {name}")
    if isinstance(written, str) and written.startswith("="):
        raise Rejected("not-a-plain-value", f"Expected a value for {name}, but found an expression")
    errors = FormErrors(plan.definition.settings)
    try:
        value = read_value(setting, written, zone)
    except WrongValue as unfit:
        errors.add_wrong(name, unfit, f"{name}: {unfit.message}")
        raise errors.refusal() from unfit
    if value is None:
        errors.add(
            (name,), "wrong-type", Complaint("Expected a value, but it is empty", "不能为空", {}), f"{name}: empty"
        )
    errors.refuse()
    return write_value(value)
