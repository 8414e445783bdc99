"""Commands about accounts (账号): `account add`, `list`, `roles`, `disable`, `reset`; `token add`, `list`, `end`."""

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Annotated, Any

import typer

from cli.options import DEFAULT_VAR, SPOKEN, AsJson, InLang, Var
from cli.reach import at_the_desk
from cli.screen import Screen

if TYPE_CHECKING:
    from activities.accounts import AccountDesk
    from cli.desk import Desk
    from store.accounts import Account
    from store.sessions import Token

HELP_BY = {"help_option_names": ["-h", "--help"]}
accounts = typer.Typer(no_args_is_help=False, context_settings=HELP_BY)
tokens = typer.Typer(no_args_is_help=False, context_settings=HELP_BY)

Person = Annotated[str, typer.Argument(metavar="PERSON", help="An id of the organisation.")]
Roles = Annotated[list[str] | None, typer.Option("--role", help="operator, auditor or administrator. May be repeated.")]


@accounts.callback(invoke_without_command=True)
def all_accounts(
    context: typer.Context, as_json: AsJson = False, lang: InLang = SPOKEN, var: Var = DEFAULT_VAR
) -> None:
    """Who may sign in at the pages, and with what roles (账号)."""
    if context.invoked_subcommand is None:
        list_accounts(as_json=as_json, lang=lang, var=var)


@accounts.command("list")
def list_accounts(as_json: AsJson = False, lang: InLang = SPOKEN, var: Var = DEFAULT_VAR) -> None:
    """List the accounts."""
    screen = Screen(lang, as_json)
    found = at_the_desk(var, lambda desk: desk.store.accounts())
    if as_json:
        screen.data({"accounts": [_account(one) for one in found]})
    elif found:
        columns = (("person", "人员"), ("user name", "用户名"), ("roles", "角色"), ("state", "状态"),
                   ("last signed in", "最近登录"))  # fmt: skip
        rows = [(one.person, one.user_name, ", ".join(one.roles) or "-", _state(one, screen), one.signed_in_at or "-")
                for one in found]  # fmt: skip
        screen.table(columns, rows)
    else:
        screen.line(
            "There is no account yet: `account add PERSON --role administrator`.",
            "还没有账号：`account add 人员 --role administrator`。",
        )


@accounts.command("add")
def add(
    person: Person,
    user_name: Annotated[
        str | None, typer.Option("--user-name", help="What they sign in as; left out: their id.")
    ] = None,
    roles: Roles = None,
    at_provider: Annotated[
        bool, typer.Option("--at-provider", help="Without a password: they sign in at the identity provider.")
    ] = False,
    as_json: AsJson = False,
    lang: InLang = SPOKEN,
    var: Var = DEFAULT_VAR,
) -> None:
    """Make an account; its first password is shown once, and must be changed."""
    screen = Screen(lang, as_json)

    async def work(desk: "Desk") -> "tuple[Account, str | None]":
        who = await desk.person(person)
        return await _desk(desk).add(who, user_name=user_name, roles=roles or (), local=not at_provider)

    account, password = at_the_desk(var, work)
    if as_json:
        screen.data({"account": _account(account), "password": password})
        return
    screen.line(f"Made: {account.user_name}.", f"已建账号：{account.user_name}。", style="green")
    _say_password(password, screen)


@accounts.command("roles")
def set_roles(
    person: Person, roles: Roles = None, as_json: AsJson = False, lang: InLang = SPOKEN, var: Var = DEFAULT_VAR
) -> None:
    """Set what somebody is: these roles, or none."""
    _changed(var, Screen(lang, as_json), lambda desk: desk.change(person, roles=roles or ()))


@accounts.command("disable")
def disable(
    person: Person,
    enable: Annotated[bool, typer.Option("--undo", help="Let them in again.")] = False,
    as_json: AsJson = False,
    lang: InLang = SPOKEN,
    var: Var = DEFAULT_VAR,
) -> None:
    """Let somebody in no more; they are signed out everywhere at once."""
    _changed(var, Screen(lang, as_json), lambda desk: desk.change(person, disabled=not enable))


@accounts.command("reset")
def reset(person: Person, as_json: AsJson = False, lang: InLang = SPOKEN, var: Var = DEFAULT_VAR) -> None:
    """Give somebody a new first password; they are signed out everywhere at once."""
    screen = Screen(lang, as_json)
    _, password = at_the_desk(var, lambda desk: _desk(desk).change(person, reset=True))
    if as_json:
        screen.data({"password": password})
    else:
        _say_password(password, screen)


@tokens.callback(invoke_without_command=True)
def all_tokens(context: typer.Context, lang: InLang = SPOKEN) -> None:
    """Tokens with which programs ask (令牌)."""
    if context.invoked_subcommand is None:
        typer.echo(context.get_help())


@tokens.command("add")
def add_token(
    person: Person,
    name: Annotated[str, typer.Argument(metavar="NAME", help="What it is called, as the program it is for.")],
    scopes: Annotated[
        list[str] | None, typer.Option("--for", help="read, act, operate or administer; left out: read.")
    ] = None,
    days: Annotated[int, typer.Option("--days", min=1, max=366, help="How long it is good.")] = 90,
    as_json: AsJson = False,
    lang: InLang = SPOKEN,
    var: Var = DEFAULT_VAR,
) -> None:
    """Make a token; its secret is shown once."""
    screen = Screen(lang, as_json)
    expires = datetime.now(UTC) + timedelta(days=days)
    token, secret = at_the_desk(
        var, lambda desk: _desk(desk).add_token(person, name, scopes or ("read",), expires, "command line")
    )
    if as_json:
        screen.data({"token": _token(token), "secret": secret})
    else:
        screen.line(f"{token.id}: {secret}")
        screen.line("Keep it now: it is not shown again.", "请现在保存，之后不再显示。", style="yellow")


@tokens.command("list")
def list_tokens(person: Person, as_json: AsJson = False, lang: InLang = SPOKEN, var: Var = DEFAULT_VAR) -> None:
    """List somebody's tokens."""
    screen = Screen(lang, as_json)
    found = at_the_desk(var, lambda desk: desk.store.tokens_of(person))
    if as_json:
        screen.data({"tokens": [_token(one) for one in found]})
    elif found:
        columns = (("id", "编号"), ("name", "名称"), ("for", "权限"), ("until", "有效至"), ("last used", "最近使用"))
        rows = [(one.id, one.name, ", ".join(one.scopes), one.expires_at, one.used_at or "-") for one in found]
        screen.table(columns, rows)
    else:
        screen.line(f"{person} has no token.", f"{person} 没有令牌。")


@tokens.command("end")
def end_token(
    person: Person,
    id: Annotated[str, typer.Argument(metavar="ID", help="As `token list` has it.")],
    as_json: AsJson = False,
    lang: InLang = SPOKEN,
    var: Var = DEFAULT_VAR,
) -> None:
    """Take a token back."""
    screen = Screen(lang, as_json)
    at_the_desk(var, lambda desk: _desk(desk).end_token(person, id))
    if as_json:
        screen.data({"token": id})
    else:
        screen.line(f"Ended: {id}.", f"已收回：{id}。", style="green")


def _desk(desk: "Desk") -> "AccountDesk":
    from activities.accounts import AccountDesk

    return AccountDesk(desk.store)


def _changed(var: Any, screen: Screen, change: Any) -> None:
    account, _ = at_the_desk(var, lambda desk: change(_desk(desk)))
    if screen.as_json:
        screen.data({"account": _account(account)})
    else:
        roles = ", ".join(account.roles) or "-"
        screen.line(f"{account.person}: {_state(account, screen)}, {roles}.", style="green")


def _say_password(password: str | None, screen: Screen) -> None:
    if password is not None:
        screen.line(f"First password: {password}", f"初始密码：{password}")
        screen.line(
            "It is not shown again, and must be changed when they sign in.", "之后不再显示；首次登录时须修改。",
            style="yellow",
        )  # fmt: skip


def _state(account: "Account", screen: Screen) -> str:
    if account.disabled:
        return screen.pick("disabled", "已停用")
    if account.must_change:
        return screen.pick("first password", "初始密码")
    return screen.pick("in use", "使用中")


def _account(one: "Account") -> dict[str, Any]:
    return {
        "person": one.person, "user_name": one.user_name, "roles": list(one.roles), "disabled": one.disabled,
        "must_change": one.must_change, "at_provider": one.subject is not None, "made_at": one.made_at,
        "signed_in_at": one.signed_in_at,
    }  # fmt: skip


def _token(one: "Token") -> dict[str, Any]:
    return {
        "id": one.id, "person": one.person, "name": one.name, "scopes": list(one.scopes), "made_at": one.made_at,
        "expires_at": one.expires_at, "used_at": one.used_at,
    }  # fmt: skip
