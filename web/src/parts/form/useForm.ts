import { useCallback, useMemo, useState } from "react";
import type { FormField, Problem } from "~/api/schema";
import { check, firstValues, isWritable, type Problems, type Values, written } from "~/logic/forms";
import { useTexts, useWords } from "~/texts/texts";
import { partTexts } from "../texts";

/**
 * A form being filled in: what stands in it, what is wrong with it, what of it is handed in. Where nobody has written
 * here it follows what the case holds: what somebody else writes meanwhile is seen, and never handed back as it was.
 */
export function useForm(fields: readonly FormField[], draft?: Values) {
  const t = useTexts(partTexts);
  const words = useWords();
  const [typed, setTyped] = useState<Values>(draft ?? {});
  const values = useMemo(() => firstValues(fields, typed), [fields, typed]);
  const [problems, setProblems] = useState<Problems>({});
  const [tried, setTried] = useState(0);

  const set = useCallback((path: string, value: unknown) => {
    setTyped((before) => ({ ...before, [path]: value }));
    setProblems((before) => without(before, path));
  }, []);

  const show = useCallback((found: Problems) => {
    setProblems(found);
    setTried((count) => count + 1);
  }, []);

  const refused = useCallback(
    (problem: Problem) =>
      show(Object.fromEntries(problem.fields.filter(({ path }) => path).map(({ path, sentence }) => [path, words(sentence)]))),
    [show, words],
  );

  return {
    fields,
    values,
    problems,
    tried,
    set,
    isEmpty: !fields.some(isWritable),
    data: (decision: string | null = null) => written(fields, values, decision),
    /** What a draft keeps: every field somebody has written to, also one that holds again what it held before. */
    draft: (): Values => typed,
    /** Whether it may be handed in with an outcome; if not, the first problem is focused. */
    check(outcome: string | null = null): boolean {
      const found = check(fields, values, outcome, t);
      if (Object.keys(found).length > 0) show(found);
      return Object.keys(found).length === 0;
    },
    /** What the API has found wrong. */
    refused,
  };
}

export type FormInHand = ReturnType<typeof useForm>;

/** Without what was wrong with a field and its cells, once it is changed. */
const without = (problems: Problems, path: string): Problems =>
  Object.fromEntries(Object.entries(problems).filter(([at]) => at !== path && !at.startsWith(`${path}[`) && !at.startsWith(`${path}.`)));
