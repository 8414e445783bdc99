import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Alert, Button, Form, Input } from "antd";
import { api } from "~/api/client";
import { ProblemNote } from "~/parts/ProblemNote";
import { useTexts } from "~/texts/texts";
import { signInTexts } from "./texts";

interface Answers {
  before: string;
  password: string;
}

/** Changes a password; a first one before anything else, `own` at any time. */
export function NewPassword({ own = false }: { own?: boolean }) {
  const t = useTexts(signInTexts);
  const client = useQueryClient();
  const [form] = Form.useForm<Answers & { again: string }>();
  const change = useMutation({
    mutationFn: ({ before, password }: Answers) => api("/session/password", { method: "POST", body: { before, password } }),
    onSuccess: () => {
      form.resetFields();
      return client.invalidateQueries({ queryKey: ["session"] });
    },
  });
  return (
    <Form form={form} layout="vertical" requiredMark={false} onFinish={change.mutate}>
      <p className="quiet">{t(own ? "ownHelp" : "changeHelp")}</p>
      {change.isSuccess && <Alert type="success" showIcon role="status" title={t("changed")} />}
      {change.error && <ProblemNote error={change.error} />}
      <Form.Item name="before" label={t("before")} rules={[{ required: true, message: t("before") }]}>
        <Input.Password autoFocus={!own} autoComplete="current-password" />
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
      <Button type="primary" block={!own} htmlType="submit" loading={change.isPending}>{t(own ? "saveOwn" : "save")}</Button>
    </Form>
  );
}
