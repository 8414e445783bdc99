import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Alert, Button, Checkbox, Form, Input, InputNumber, Popconfirm } from "antd";
import { api } from "~/api/client";
import type { NewToken, TokenListed, TokenMade, TokensListed } from "~/api/schema";
import { Moment } from "~/parts/Due";
import { Loading } from "~/parts/Loading";
import { ProblemNote } from "~/parts/ProblemNote";
import { useSession } from "~/session/Session";
import { useTexts } from "~/texts/texts";
import { Card } from "./Card";
import { meTexts } from "./texts";

const KEY = ["tokens"];
const SCOPES = ["read", "act", "operate", "administer"] as const;

/** One's tokens for programs: made, shown once, taken back. */
export function Tokens() {
  const t = useTexts(meTexts);
  const client = useQueryClient();
  const { data, error, isPending } = useQuery({ queryKey: KEY, queryFn: () => api<TokensListed>("/tokens") });
  const again = () => client.invalidateQueries({ queryKey: KEY });
  const make = useMutation({ mutationFn: (body: NewToken) => api<TokenMade>("/tokens", { method: "POST", body }), onSuccess: again });
  const end = useMutation({ mutationFn: (id: string) => api(`/tokens/${id}`, { method: "DELETE" }), onSuccess: again });
  if (isPending) return <Loading />;
  const wrong = error ?? make.error ?? end.error;
  return (
    <Card title={t("tokens")} help={t("tokensHelp")}>
      {wrong && <ProblemNote error={wrong} />}
      <ul className="me-list">{data?.items.map((one) => <TokenLine key={one.id} one={one} onEnd={() => end.mutate(one.id)} />)}</ul>
      {make.data && <Alert type="success" role="status" title={t("secret")} description={<code className="me-secret">{make.data.secret}</code>} />}
      <NewTokenForm busy={make.isPending} onMake={make.mutate} />
    </Card>
  );
}

function TokenLine({ one, onEnd }: { one: TokenListed; onEnd: () => void }) {
  const t = useTexts(meTexts);
  return (
    <li>
      <span className="me-what">{one.name}</span>
      <span className="quiet">
        {one.scopes.map((scope) => t(scope)).join(" · ")} · {t("until")} <Moment at={one.expires_at} />
        {one.used_at && <> · {t("lastUsed")} <Moment at={one.used_at} /></>}
      </span>
      <Popconfirm title={t("endIt")} okText={t("end")} cancelText={t("keep")} onConfirm={onEnd}>
        <Button type="link" danger>{t("end")}</Button>
      </Popconfirm>
    </li>
  );
}

function NewTokenForm({ busy, onMake }: { busy: boolean; onMake: (body: NewToken) => void }) {
  const t = useTexts(meTexts);
  const { roles } = useSession();
  const mine = SCOPES.filter((one) => (one === "administer" ? roles.includes("administrator") : true));
  const options = mine.map((scope) => ({ value: scope, label: t(scope) }));
  return (
    <Form<NewToken> className="me-form" layout="vertical" requiredMark={false} initialValues={{ scopes: ["read"], days: 90 }} onFinish={onMake}>
      <Form.Item name="name" label={t("name")} rules={[{ required: true, message: t("nameNeeded") }]}>
        <Input maxLength={100} />
      </Form.Item>
      <Form.Item name="scopes" label={t("scopes")} rules={[{ type: "array", min: 1, message: t("scopesNeeded") }]}>
        <Checkbox.Group options={options} />
      </Form.Item>
      <Form.Item name="days" label={t("days")}>
        <InputNumber min={1} max={366} precision={0} controls={false} />
      </Form.Item>
      <Button htmlType="submit" loading={busy}>{t("make")}</Button>
    </Form>
  );
}
