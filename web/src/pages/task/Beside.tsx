import type { FormInHand } from "~/parts/form/useForm";
import type { TaskPage } from "~/api/schema";
import { Alert } from "~/parts/plain/Alert";
import { Button } from "~/parts/plain/Button";
import { useJoined, useTexts, useWords } from "~/texts/texts";
import { taskTexts } from "./texts";

/** What stands beside this task: what it answers, what it waits for, what was recommended. */
export function Beside({ page, form }: { page: TaskPage; form: FormInHand }) {
  const t = useTexts(taskTexts);
  const words = useWords();
  const joined = useJoined();
  const { serves, asked, advice } = page;
  const labelOf = (path: string) => page.form.fields.find((field) => field.path === path)?.label ?? { zh: path, en: path };
  return (
    <>
      {serves && (
        <Alert type="info" title={t("serves", { name: words(serves.asked_by?.name) })} description={serves.text} />
      )}
      {asked.map((one) => (
        <Alert
          key={one.task}
          type="warning"
          title={t("asked", { people: joined(one.people.map((person) => person.name)) })}
          description={[one.text, one.fields.length > 0 && t("fields", { fields: joined(one.fields.map(labelOf)) })].filter(Boolean).join(" · ")}
        />
      ))}
      {advice && (
        <Alert
          type="info"
          title={t("advice", { name: words(advice.by.name), outcome: words(advice.name) })}
          description={advice.comment}
          action={Object.keys(advice.data).length > 0 && (
            <Button size="small" onClick={() => Object.entries(advice.data).forEach(([path, value]) => form.set(path, value))}>
              {t("takeAdvice")}
            </Button>
          )}
        />
      )}
    </>
  );
}
