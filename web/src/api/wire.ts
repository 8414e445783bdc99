/** A page of a list; `cursor` continues it. Every other shape is made from the API: `schema.ts`. */
export interface Page<T> {
  items: T[];
  cursor: string | null;
}
