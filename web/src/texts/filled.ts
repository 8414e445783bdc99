export type Values = Record<string, string | number | null | undefined>;

const PLURAL = /\{(\w+), plural, one \{([^{}]*)\} other \{([^{}]*)\}\}/g;
const PLACE = /\{(\w+)\}/g;

/** A text with its places filled: `{name}`, and `{count, plural, one {task} other {tasks}}`. */
export const filled = (text: string, values: Values): string =>
  text
    .replace(PLURAL, (_, name: string, one: string, other: string) => (Number(values[name]) === 1 ? one : other))
    .replace(PLACE, (_, name: string) => String(values[name] ?? ""));
