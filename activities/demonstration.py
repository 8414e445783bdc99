"""The accounts of a demonstration: everybody of the company, with a password that is told on the sign-in page."""

from collections.abc import Mapping
from datetime import UTC, datetime

from activities.passwords import Passwords
from engine.people import Person
from store import NoCompany, Store
from store.accounts import Account

PASSWORD = "banjie-demo"
ROLES: Mapping[str, tuple[str, ...]] = {
    "system-administrator": ("operator", "administrator"),
    "it-head": ("operator", "auditor"),
}
"""What the holders of some roles of the company are in its accounts."""
FIRST_LOOK: Mapping[str, tuple[str, str]] = {
    "cao-min": ("客服：登记订单，领取待办", "Customer service: records an order, claims what waits"),
    "long-fei": ("承办人：提交合同审查，看它走到哪里", "Hands a contract in for review, and follows it"),
    "kang-ning": ("法务：一份审查已逾期，附合同与报价", "Legal: a review that is late, with contract and offer"),
    "sun-lihua": ("客服主管：批假，处理卡住的投诉", "Head of service: approves leave, sees stuck complaints"),
    "chen-zhiyuan": ("信息技术部经理：会签，查看全部办件", "Head of IT: co-signs; as auditor reads every case"),
    "yu-yang": (
        "系统管理员：人员、日历、账户、通知、修复",
        "Administrator: people, calendars, accounts, notices, repairs",
    ),
}
"""Whom to begin with, in this order, and what there is to see as them (Chinese, English)."""


async def furnish_demonstration(store: Store, passwords: Passwords | None = None) -> int:
    """Make accounts for everybody who has none; gives how many. For a demonstration alone. Raises `NoCompany`."""
    company = await store.company()
    if company is None:
        raise NoCompany
    now, directory = datetime.now(UTC), company.directory
    there = {account.person for account in await store.accounts()}
    day = directory.day_of(now)
    missing = [one for one in directory.people.values() if one.id not in there and directory.is_here(one.id, day)]
    kept = await (passwords or Passwords()).hashed(PASSWORD) if missing else None
    made = [Account(one.id, one.id, now, kept, roles=_roles(one)) for one in missing]
    await store.add_accounts(made, "demonstration")
    return len(made)


def _roles(person: Person) -> tuple[str, ...]:
    return tuple(dict.fromkeys(role for held in person.roles for role in ROLES.get(held.role, ())))
