import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Button, Form, Input } from "antd";
import { api } from "~/api/client";
import { ProblemNote } from "~/parts/ProblemNote";
import { useTexts } from "~/texts/texts";
import { signInTexts } from "./texts";

interface Answers {
  before: string;
  password: string;
}

/** A first password is changed before anything else. */
export function NewPassword() {
  const t = useTexts(signInTexts);
  const client = useQueryClient();
  const change = useMutation({
    mutationFn: ({ before, password }: Answers) => api("/session/password", { method: "POST", body: { before, password } }),
    onSuccess: () => client.invalidateQueries({ queryKey: ["session"] }),
  });
  return (
    <Form<Answers & { again: string }> layout="vertical" requiredMark={false} onFinish={change.mutate}>
      <p className="quiet">{t("changeHelp")}</p>
      {change.error && <ProblemNote error={change.error} />}
      <Form.Item name="before" label={t("before")} rules={[{ required: true, message: t("before") }]}>
        <Input.Password autoFocus autoComplete="current-password" />
      </Form.Item>
      <Form.Item name="password" label={t("fresh")} rules={[{ required: true, message: t("fresh") }]}>
        <Input.Password autoComplete="new-password" />
      </Form.Item>
      <Form.Item
        name="again"
        label={t("again")}
        dependencies={["password"]}
        rules={[
          ({ getFieldValue }) => ({
            validator: (_, again) => (again === getFieldValue("password") ? Promise.resolve() : Promise.reject(new Error(t("differ")))),
          }),
        ]}
      >
        <Input.Password autoComplete="new-password" />
      </Form.Item>
      <Button type="primary" block htmlType="submit" loading={change.isPending}>{t("save")}</Button>
    </Form>
  );
}
