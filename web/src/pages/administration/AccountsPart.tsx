import { SearchOutlined } from "@ant-design/icons";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Alert, Button, Checkbox, Input, Modal, Popconfirm, Tag } from "antd";
import { useState } from "react";
import { api } from "~/api/client";
import type { AccountListed, AccountMade, AccountsListed, ChangingAccount, NewAccount } from "~/api/schema";
import { Moment } from "~/parts/Due";
import { PersonName } from "~/parts/PersonName";
import { PersonPick } from "~/parts/PersonPick";
import { ProblemNote } from "~/parts/ProblemNote";
import { useTexts, useWords } from "~/texts/texts";
import { Asked } from "./Asked";
import { Field } from "./Field";
import { Lines } from "./Lines";
import { administrationTexts } from "./texts";

const KEY = ["accounts"];
const ROLES = ["operator", "auditor", "administrator"] as const;
const SHOWN = 100;

/** Who may sign in, as what; first passwords are shown once. */
export default function AccountsPart() {
  const t = useTexts(administrationTexts);
  const words = useWords();
  const [typed, setTyped] = useState("");
  const [adding, setAdding] = useState(false);
  const [changing, setChanging] = useState<AccountListed | null>(null);
  const [made, setMade] = useState<AccountMade | null>(null);
  const query = useQuery({ queryKey: KEY, queryFn: () => api<AccountsListed>("/accounts") });
  const fits = (one: AccountListed) => `${one.person.name.zh} ${one.person.name.en} ${one.person.id} ${one.user_name}`.toLowerCase().includes(typed.trim().toLowerCase());
  const roles = (one: AccountListed) => <span className="tags">{one.roles.map((role) => <Tag key={role}>{t(role)}</Tag>)}</span>;
  return (
    <>
      <div className="filters">
        <Input className="filter-search" prefix={<SearchOutlined />} value={typed} onChange={(event) => setTyped(event.target.value)} placeholder={t("findAccounts")} aria-label={t("findAccounts")} allowClear />
        <Button type="primary" onClick={() => setAdding(true)}>{t("addAccount")}</Button>
      </div>
      {made?.password && <Alert type="success" role="status" closable onClose={() => setMade(null)} title={t("firstPassword", { name: made.account.user_name })} description={<code>{made.password}</code>} />}
      {adding && <AddAccount onMade={setMade} onClose={() => setAdding(false)} />}
      <Asked query={query}>
        {({ items }) => (
          <>
            <Lines
              label={t("accounts")}
              lines={items.filter(fits).slice(0, SHOWN)}
              id={(one) => one.person.id}
              columns={[
                { title: t("person"), room: "name", cell: (one) => <PersonName person={one.person} department /> },
                { title: t("userName"), room: "short", cell: (one) => one.user_name },
                { title: t("rights"), cell: (one) => (one.roles.length ? roles(one) : "–") },
                { title: t("state"), room: "short", cell: (one) => one.disabled ? <span className="state-bad">{t("disabled")}</span> : t(one.must_change_password ? "firstPasswordOpen" : one.at_provider ? "atProvider" : "active") },
                { title: t("lastSignIn"), room: "short", cell: (one) => (one.signed_in_at ? <Moment at={one.signed_in_at} /> : "–") },
                { title: "", cell: (one) => <Button onClick={() => setChanging(one)} aria-label={`${t("change")} ${words(one.person.name)}`}>{t("change")}</Button> },
              ]}
            />
            {items.filter(fits).length > SHOWN && <p className="quiet">{t("andMore", { count: items.filter(fits).length - SHOWN })}</p>}
          </>
        )}
      </Asked>
      {changing && <ChangeAccount account={changing} onMade={setMade} onClose={() => setChanging(null)} />}
    </>
  );
}

interface Closing {
  onMade: (made: AccountMade) => void;
  onClose: () => void;
}

function useChanged({ onMade, onClose }: Closing) {
  const client = useQueryClient();
  return (made: AccountMade) => {
    if (made.password) onMade(made); // shown once: another change does not take it away
    onClose();
    return client.invalidateQueries({ queryKey: KEY });
  };
}

function AddAccount(closing: Closing) {
  const t = useTexts(administrationTexts);
  const [body, setBody] = useState<Partial<NewAccount>>({ local: true });
  const onSuccess = useChanged(closing);
  const add = useMutation({ mutationFn: () => api<AccountMade>("/accounts", { method: "POST", body }), onSuccess });
  return (
    <section className="panel" aria-label={t("addAccount")}>
      <h2>{t("addAccount")}</h2>
      {add.error && <ProblemNote error={add.error} />}
      <div className="inputs">
        <Field id="account-person" text={t("person")}><PersonPick id="account-person" value={body.person ?? null} onChange={(one) => setBody({ ...body, person: one as string })} /></Field>
        <Field id="account-name" text={t("userName")} help={t("orPersonId")}><Input id="account-name" maxLength={64} value={body.user_name ?? ""} onChange={(event) => setBody({ ...body, user_name: event.target.value || null })} /></Field>
        <Checkbox.Group aria-label={t("rights")} value={[...(body.roles ?? [])]} options={ROLES.map((value) => ({ value, label: t(value) }))} onChange={(roles) => setBody({ ...body, roles: roles as NonNullable<NewAccount["roles"]> })} />
        <Checkbox checked={body.local ?? true} onChange={(event) => setBody({ ...body, local: event.target.checked })}>{t("withPassword")}</Checkbox>
      </div>
      <div className="filters">
        <Button type="primary" disabled={!body.person} loading={add.isPending} onClick={() => add.mutate()}>{t("add")}</Button>
        <Button onClick={closing.onClose}>{t("cancel")}</Button>
      </div>
    </section>
  );
}

function ChangeAccount({ account, ...closing }: { account: AccountListed } & Closing) {
  const t = useTexts(administrationTexts);
  const words = useWords();
  const [roles, setRoles] = useState<AccountListed["roles"]>(account.roles);
  const onSuccess = useChanged(closing);
  const change = useMutation({
    mutationFn: (body: ChangingAccount) => api<AccountMade>(`/accounts/${encodeURIComponent(account.person.id)}`, { method: "PATCH", body }),
    onSuccess,
  });
  return (
    <Modal open title={words(account.person.name)} onCancel={closing.onClose} okText={t("save")} cancelText={t("cancel")} confirmLoading={change.isPending} onOk={() => change.mutate({ roles })}>
      {change.error && <ProblemNote error={change.error} />}
      <div className="inputs">
        <Checkbox.Group value={roles} options={ROLES.map((value) => ({ value, label: t(value) }))} onChange={setRoles} aria-label={t("rights")} />
        {account.has_password && (
          <Popconfirm title={t("resetHelp")} okText={t("resetPassword")} cancelText={t("cancel")} onConfirm={() => change.mutate({ reset: true })}>
            <Button>{t("resetPassword")}</Button>
          </Popconfirm>
        )}
        <Popconfirm title={t(account.disabled ? "enableHelp" : "disableHelp")} okText={t(account.disabled ? "enable" : "disable")} cancelText={t("cancel")} onConfirm={() => change.mutate({ disabled: !account.disabled })}>
          <Button danger={!account.disabled}>{t(account.disabled ? "enable" : "disable")}</Button>
        </Popconfirm>
      </div>
    </Modal>
  );
}
