import type { FormField } from "~/api/schema";

/** A field, for tests. */
export const aField = (path: string, type: FormField["type"], more: Partial<FormField> = {}): FormField => ({
  path,
  type,
  fill: "edit",
  label: { zh: path, en: path },
  help: { zh: "", en: "" },
  value: null,
  text: { zh: "", en: "" },
  default: null,
  items: null,
  choices: [],
  columns: [],
  currency: null,
  minimum: null,
  maximum: null,
  pattern: null,
  file_kinds: [],
  max_size: null,
  only_if: null,
  open: true,
  calculated: false,
  people: null,
  required_by: [],
  extra: false,
  ...more,
});
