/** What a field of type case holds of the case that was picked. Numbers are texts. */
export interface RelatedValue {
  case: string;
  process: string;
  key: string;
  seen: Record<string, unknown>;
  used: string | number | null;
  limit: string | number | null;
}

export const isRelated = (value: unknown): value is RelatedValue =>
  typeof value === "object" && value !== null && "case" in value && "key" in value;
