import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Alert, Button, Form, Input } from "antd";
import { useState } from "react";
import { addressOf, api } from "~/api/client";
import type { DemonstrationAccount, WaysIn } from "~/api/schema";
import { Loading } from "~/parts/Loading";
import { ProblemNote } from "~/parts/ProblemNote";
import { useTexts, useWords } from "~/texts/texts";
import { signInTexts } from "./texts";

interface Answers {
  user_name: string;
  password: string;
}

export function WaysToSignIn() {
  const t = useTexts(signInTexts);
  const { data: ways, error } = useQuery({ queryKey: ["sign-in"], queryFn: () => api<WaysIn>("/sign-in"), staleTime: Infinity });
  const signIn = useSignIn();
  if (error) return <ProblemNote error={error} />;
  if (!ways) return <Loading />;
  const failed = new URLSearchParams(window.location.search).has("problem");
  return (
    <>
      {failed && <Alert type="error" title={t("failed")} />}
      {signIn.error && <ProblemNote error={signIn.error} />}
      {ways.password && <PasswordForm busy={signIn.isPending} onSignIn={signIn.mutate} />}
      {ways.oidc && <Button block href={providerAddress()}>{t("with", { provider: ways.oidc })}</Button>}
      {ways.demonstration && (
        <Demonstration
          accounts={ways.demonstration.accounts}
          busy={signIn.isPending}
          onChoose={(user_name) => signIn.mutate({ user_name, password: ways.demonstration!.password })}
        />
      )}
    </>
  );
}

function useSignIn() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (answers: Answers) => api("/session", { method: "POST", body: answers }),
    onSuccess: () => client.invalidateQueries({ queryKey: ["session"] }),
  });
}

/** Back to where somebody wanted to go. */
const providerAddress = () => addressOf("/sign-in/oidc", { back: window.location.pathname + window.location.search });

function PasswordForm({ busy, onSignIn }: { busy: boolean; onSignIn: (answers: Answers) => void }) {
  const t = useTexts(signInTexts);
  return (
    <Form<Answers> layout="vertical" requiredMark={false} onFinish={onSignIn}>
      <Form.Item name="user_name" label={t("userName")} rules={[{ required: true, message: t("userName") }]}>
        <Input autoFocus autoComplete="username" autoCapitalize="none" spellCheck={false} maxLength={64} />
      </Form.Item>
      <Form.Item name="password" label={t("password")} rules={[{ required: true, message: t("password") }]}>
        <Input.Password autoComplete="current-password" maxLength={1000} />
      </Form.Item>
      <Button type="primary" block htmlType="submit" loading={busy}>{t("signIn")}</Button>
    </Form>
  );
}

const MANY = 8;

const isFound = ({ user_name, person, said }: DemonstrationAccount, typed: string) =>
  [user_name, person.name, person.department, said]
    .flatMap((text) => (typeof text === "string" ? [text] : [text.zh, text.en]))
    .some((text) => text.toLowerCase().includes(typed.trim().toLowerCase()));

interface DemonstrationProps {
  accounts: DemonstrationAccount[];
  busy: boolean;
  onChoose: (userName: string) => void;
}

function Demonstration({ accounts, busy, onChoose }: DemonstrationProps) {
  const t = useTexts(signInTexts);
  const [typed, setTyped] = useState("");
  const first = accounts.filter((account) => account.first);
  const found = typed.trim() ? accounts.filter((account) => isFound(account, typed)) : accounts.filter((account) => !account.first);
  return (
    <section className="demonstration">
      <h2>{t("demonstration")}</h2>
      <p className="quiet">{t("demonstrationHelp")}</p>
      {!typed.trim() && <Accounts accounts={first} busy={busy} onChoose={onChoose} />}
      {accounts.length > MANY && (
        <Input allowClear aria-label={t("findAccount")} placeholder={t("findAccount")} value={typed} onChange={(event) => setTyped(event.target.value)} />
      )}
      <Accounts accounts={found} busy={busy} onChoose={onChoose} scrolls />
    </section>
  );
}

function Accounts({ accounts, busy, onChoose, scrolls = false }: DemonstrationProps & { scrolls?: boolean }) {
  const words = useWords();
  return (
    <div className={scrolls ? "demonstration-others" : "demonstration-first"}>
      {accounts.map(({ user_name, person, said, first }) => (
        <button key={user_name} type="button" disabled={busy} className="demonstration-account" onClick={() => onChoose(user_name)}>
          <b>{words(person.name)}</b> <span className="quiet">{words(person.department)}</span>
          <span>{words(first ?? said)}</span>
        </button>
      ))}
    </div>
  );
}
