/** How a field is compared: it is this, this is in it, it is not below, not above. */
export type Comparison = "=" | "~" | ">=" | "<=";

/** What is asked of fields, by their paths. */
export type Conditions = Record<string, Partial<Record<Comparison, string>>>;

const WRITTEN = /^([a-z][a-z0-9_.]*)(=|~|>=|<=)(.+)$/;

/** Conditions as they stand in an address: `amount>=1000`. What is none is left out. */
export function conditionsOf(written: readonly string[]): Conditions {
  const found: Conditions = {};
  for (const one of written) {
    const [, path, comparison, value] = WRITTEN.exec(one) ?? [];
    if (path && value) (found[path] ??= {})[comparison as Comparison] = value;
  }
  return found;
}

/** The same written; what is empty asks nothing. */
export const saidOf = (conditions: Conditions): string[] =>
  Object.entries(conditions).flatMap(([path, of]) =>
    Object.entries(of).flatMap(([comparison, value]) => (value ? [`${path}${comparison}${value}`] : [])),
  );
