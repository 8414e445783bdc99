import { type Place, placeIn } from "./place";
import { type Schema, type Shape, shapesAt, shapesOf } from "./schema";
import { type NamesGiven, namesIn } from "./words";

/** One thing that may be put in. `kind`: a key, one of fixed values, or a name. */
export interface Offer {
  label: string;
  kind: "key" | "value" | "name";
  apply: string;
  detail: string;
  info: string;
}

export interface Offers {
  from: number;
  offers: Offer[];
}

/** What completing knows besides the text: the schema, and ids of the company by what they are of. */
interface Vocabulary {
  schema: Schema;
  known: Record<string, readonly string[]>;
}

/** The keys whose values name something of the company. */
const OF_COMPANY: Record<string, string> = {
  role: "roles", group: "groups", post: "posts", department: "departments", calendar: "calendars",
  capability: "capabilities", on_duty: "rosters", service: "services", call_process: "processes", process: "processes",
};

/** What may stand where the cursor is. `definition`: the text whose names may be called; left out: this one. */
export function offersAt(text: string, cursor: number, words: Vocabulary, definition = text): Offers | null {
  const place = placeIn(text, cursor);
  if (!place) return null;
  const shapes = shapesAt(words.schema, place.around);
  const names = namesIn(definition);
  const keys = place.at === "key" ? keysOf(words.schema, shapes, place, names) : [];
  const values = place.at === "value" || isItem(place) ? valuesOf(shapes, place, names, words) : [];
  const offers = [...keys, ...values].filter((one) => one.label !== place.typed);
  return offers.length > 0 ? { from: place.from, offers } : null;
}

const isItem = ({ around }: Place) => around.at(-1)?.kind === "list";

function keysOf(root: Schema, shapes: Shape[], { around }: Place, names: NamesGiven): Offer[] {
  const here = around.at(-1);
  const used = new Set(here?.kind === "map" && here.key === null ? here.keys : []);
  const found = new Map<string, Offer>();
  for (const { schema } of shapes) {
    for (const [key, value] of Object.entries(schema.properties ?? {})) {
      if (!used.has(key) && !found.has(key)) found.set(key, aKey(key, value, root, schema.required?.includes(key)));
    }
    const named = schema.propertyNames && shapesOf(root, schema.propertyNames)[0]?.name;
    if (named === "Path") for (const one of names.fields) found.set(one, aName(one, "field", `${one}: `));
  }
  return [...found.values()];
}

function aKey(key: string, value: Schema, root: Schema, required = false): Offer {
  const info = value.description ?? shapesOf(root, value)[0]?.schema.description ?? "";
  return { label: key, kind: "key", apply: `${key}: `, detail: required ? "*" : "", info };
}

const aName = (label: string, detail: string, apply = label): Offer => ({ label, kind: "name", apply, detail, info: "" });
const aValue = (value: unknown): Offer => ({ label: String(value), kind: "value", apply: String(value), detail: "", info: "" });

function valuesOf(shapes: Shape[], { around }: Place, names: NamesGiven, words: Vocabulary): Offer[] {
  const fixed = shapes.flatMap(({ schema }) => fixedValues(schema)).map(aValue);
  const key = [...around].reverse().find((one) => one.kind === "map")?.key ?? "";
  const company = words.known[OF_COMPANY[key] ?? ""] ?? [];
  return [...fixed, ...company.map((one) => aName(one, key)), ...called(shapes, key, names)];
}

function fixedValues(schema: Schema): unknown[] {
  if (schema.enum) return schema.enum;
  if (schema.const !== undefined) return [schema.const];
  return schema.type === "boolean" ? [true, false] : [];
}

/** Names of the definition itself, where the schema says what is meant. */
function called(shapes: Shape[], key: string, names: NamesGiven): Offer[] {
  const means = new Set(shapes.map((one) => one.name));
  const offers: Offer[] = [];
  const add = (some: string[], detail: string) => offers.push(...some.map((one) => aName(one, detail)));
  if (means.has("Target") || means.has("ReturnTarget")) add(names.steps, "step");
  if (means.has("Target") && key === "next") add(["done"], "");
  if (means.has("ReturnTarget")) add(["start", "previous"], "");
  if (means.has("Path")) add(names.fields, "field");
  if (means.has("Expression") || means.has("Value")) {
    add(names.fields, "field");
    add(names.settings.map((one) => `settings.${one}`), "setting");
    add(names.steps.map((one) => `steps.${one}.done`), "step");
  }
  if (key === "message") add(names.messages, "message");
  if (key === "document") add(names.documents, "document");
  return offers;
}
