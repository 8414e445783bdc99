import { act } from "react";
import { createRoot } from "react-dom/client";
import { expect, test } from "vitest";
import type { FormField } from "~/api/schema";
import { aField } from "~/logic/fixtures";
import { type FormInHand, useForm } from "./useForm";

Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });

/** A form that is drawn with these fields; drawn again with others, as when news come. */
function shown(fields: readonly FormField[]) {
  const now: { form?: FormInHand } = {};
  const Shown = ({ of }: { of: readonly FormField[] }) => {
    now.form = useForm(of);
    return null;
  };
  const root = createRoot(document.createElement("div"));
  const draw = (of: readonly FormField[]) => act(() => root.render(<Shown of={of} />));
  draw(fields);
  return { form: () => now.form!, draw };
}

test("what somebody else writes meanwhile is seen, and not handed back as it was", () => {
  const { form, draw } = shown([aField("amount", "money", { value: "10" }), aField("why", "text")]);
  act(() => form().set("why", "mine"));
  draw([aField("amount", "money", { value: "20" }), aField("why", "text")]);
  expect(form().values).toEqual({ amount: "20", why: "mine" });
  expect(form().data()).toEqual({ why: "mine" });
  expect(form().draft()).toEqual({ why: "mine" });
});
