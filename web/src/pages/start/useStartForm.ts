import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useMemo, useRef, useState } from "react";
import { useNavigate } from "react-router";
import { api, Problem } from "~/api/client";
import { caseAddress } from "~/api/cases";
import type { Act, FormField, Predicted, StartForm, StartPreview } from "~/api/schema";
import { predicted } from "~/api/starts";
import type { DraftKeeper } from "~/logic/draftKeeper";
import { check, isEmpty, isWritable, type Problems, type Values } from "~/logic/forms";
import { freshKey } from "~/logic/ids";
import { type FormInHand, useForm } from "~/parts/form/useForm";
import { useSettled } from "~/parts/form/useSettled";
import { partTexts } from "~/parts/texts";
import { useTexts, useWords } from "~/texts/texts";
import { useStartDraft } from "./useStartDraft";

const PAUSE = 600;

/** A start being filled in: its form as it stands, the way it would go, its draft, and handing it in once. */
export function useStartForm(start: StartForm, forPerson: string | null) {
  const [chosen, setDepartment] = useState<string | null>(null);
  const department = (start.departments.find((one) => one.id === chosen) ?? start.departments.find((one) => one.main))?.id ?? null;
  const empty = useMemo(() => start.form.fields.map(emptied), [start]);
  const draft = useStartDraft(start);
  const [fields, setFields] = useState<readonly FormField[]>(empty);
  const form = useForm(fields, draft.first);
  useEffect(() => draft.keeper.keep({ data: form.draft(), comment: "" }));
  const data = form.data();
  const asked = useSettled(data, PAUSE);
  const way = useQuery(predicted(start.process, start.start, { data: asked, department, for_person: forPerson }));
  const sending = useSending(start, form, draft.keeper, { data, department, for_person: forPerson });

  // What is calculated, and which fields are open, is told with the way.
  const told = way.data?.form.fields;
  useEffect(() => {
    if (told) setFields(told.map(emptied));
  }, [told]);

  const calculated = (told ?? start.form.fields).filter((field) => !isWritable(field) && !isEmpty(field.value));
  const isTold = !way.isPlaceholderData && JSON.stringify(asked) === JSON.stringify(data);
  const seen = useSeenWrong(start, form.values, isTold ? way.data : undefined);
  return { form, problems: { ...seen, ...form.problems }, way, isTold, department, setDepartment, calculated, draft, ...sending };
}

/** What does not fit as it is filled in, told before it is handed in: cells pasted, a form that is not kept. */
function useSeenWrong(start: StartForm, values: Values, told: Predicted | undefined): Problems {
  const t = useTexts(partTexts);
  const words = useWords();
  if (!told) return {};
  const short = check(start.form.fields, values, null, t);
  const wrong = told.problems.filter((one) => one.path && one.code !== "field-missing");
  return Object.fromEntries(wrong.map(({ path, sentence }) => [path, short[path] ?? words(sentence)]));
}

/** What is filled in is handed in, also where it was there from the beginning. */
const emptied = (field: FormField): FormField => (isWritable(field) ? { ...field, value: null } : field);

/** Hands it in once; the draft rests meanwhile, and goes when the case has begun. */
function useSending(start: StartForm, form: FormInHand, draft: DraftKeeper, handedIn: StartPreview) {
  const navigate = useNavigate();
  const client = useQueryClient();
  const key = useRef(freshKey());
  const [standing, setStanding] = useState<"open" | "sending" | "pending" | "done">("open");
  const [problem, setProblem] = useState<unknown>(null);

  const send = async () => {
    if (standing !== "open" || !form.check()) return;
    setStanding("sending");
    setProblem(null);
    await draft.stop();
    try {
      const body = { process: start.process, start: start.start, ...handedIn, copy_of: start.copied?.case_id ?? null };
      const act = await api<Act>("/cases", { method: "POST", body, key: key.current });
      for (const name of ["cases", "starts", "counts", "tasks"]) void client.invalidateQueries({ queryKey: [name] });
      draft.forget();
      setStanding(act.status);
      if (act.status === "done") void navigate(caseAddress(act.case_id), { replace: true });
    } catch (error) {
      draft.goOn();
      setStanding("open");
      setProblem(error);
      if (!(error instanceof Problem)) return; // nobody answered: sent again with the same key it is the same case
      key.current = freshKey();
      form.refused(error.body);
    }
  };
  return { send, standing, problem, isOver: standing === "done" || standing === "pending" };
}
