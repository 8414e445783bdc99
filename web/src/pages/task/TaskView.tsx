import { type ReactNode, Suspense, useState } from "react";
import type { TaskPage } from "~/api/schema";
import { isWritable } from "~/logic/forms";
import { Comments } from "~/parts/Comments";
import { FilesBeside, FilesInSheet } from "~/parts/files/Files";
import { FormView } from "~/parts/form/FormView";
import { KeyHelp } from "~/parts/KeyHelp";
import { Loading } from "~/parts/Loading";
import { PathStrip } from "~/parts/PathStrip";
import { ProblemNote } from "~/parts/ProblemNote";
import { Alert } from "~/parts/plain/Alert";
import { lazily } from "~/shell/later";

import { useWide } from "~/shell/narrow";
import { useTexts, useWords } from "~/texts/texts";
import { Beside } from "./Beside";
import { Changes } from "./Changes";
import { DecisionBar } from "./DecisionBar";
import "./task.css";
import { TaskHead } from "./TaskHead";
import { taskTexts } from "./texts";
import { useTask } from "./useTask";
import { useTaskKeys } from "./useTaskKeys";

const FormEdit = lazily(async () => ({ default: (await import("~/parts/form/FormEdit")).FormEdit }));

/** A task: what it is about on the page, what to do about it at the thumb. */
export function TaskView({ page }: { page: TaskPage }) {
  const t = useTexts(taskTexts);
  const words = useWords();
  const wide = useWide();
  const task = useTask(page);
  const [help, setHelp] = useState(false);
  useTaskKeys(page, task, () => setHelp(true));
  const shown = page.form.fields.filter((field) => !isWritable(field));
  const beside = wide && page.files.length > 0;

  return (
    <div className={beside ? "page task has-files" : "page task"}>
      <div className="task-main">
        <TaskHead page={page} list={task.list} />
        <PathStrip steps={page.path} />
        {page.over && <Alert type="info" showIcon title={words(page.over)} />}
        {task.entry?.problem && <ProblemNote error={task.entry.problem} />}
        <Changes page={page} />
        <Beside page={page} form={task.form} />
        {shown.length > 0 && <Section title={t("form")}><FormView fields={shown} /></Section>}
        {!page.over && !task.form.isEmpty && (
          <Section title={t("fill")}>
            {task.restored && <p className="quiet">{t(page.draft?.stale ? "draftStale" : "drafted")}</p>}
            <Suspense fallback={<Loading />}>
              <FormEdit
                fields={task.form.fields}
                values={task.form.values}
                onChange={task.form.set}
                problems={task.form.problems}
                tried={task.form.tried}
              />
            </Suspense>
          </Section>
        )}
        {page.files.length > 0 && !beside && <Section title={t("files")}><FilesInSheet files={page.files} /></Section>}
        {page.comments.length > 0 && <Section title={t("comments")}><Comments comments={page.comments} /></Section>}
        <DecisionBar page={page} task={task} />
        <KeyHelp open={help} onClose={() => setHelp(false)} />
      </div>
      {beside && <aside className="task-files" aria-label={t("files")}><FilesBeside files={page.files} /></aside>}
    </div>
  );
}

const Section = ({ title, children }: { title: string; children: ReactNode }) => (
  <section className="card">
    <h2>{title}</h2>
    {children}
  </section>
);
