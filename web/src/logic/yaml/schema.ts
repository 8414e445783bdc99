import type { Around } from "./place";

/** As much of a JSON Schema as ours has. */
export interface Schema {
  $ref?: string;
  $defs?: Record<string, Schema>;
  type?: string;
  description?: string;
  enum?: unknown[];
  const?: unknown;
  properties?: Record<string, Schema>;
  additionalProperties?: Schema | boolean;
  propertyNames?: Schema;
  required?: string[];
  items?: Schema;
  anyOf?: Schema[];
  oneOf?: Schema[];
  allOf?: Schema[];
}

/** One way a value may look; `name`: what the schema calls it. */
export interface Shape {
  name: string;
  schema: Schema;
}

/** All ways a value of this schema may look. */
export function shapesOf(root: Schema, schema: Schema, name = ""): Shape[] {
  if (schema.$ref) {
    const called = schema.$ref.split("/").at(-1)!;
    return shapesOf(root, root.$defs?.[called] ?? {}, called);
  }
  const ways = schema.anyOf ?? schema.oneOf?.filter((one) => one.$ref ?? one.type);
  if (ways && !schema.properties) return ways.flatMap((one) => shapesOf(root, one, name));
  return [{ name, schema }, ...(schema.allOf ?? []).flatMap((one) => shapesOf(root, one, name))];
}

/** What may stand at the end of a path: the shapes of the map or the list one is in. */
export function shapesAt(root: Schema, around: readonly Around[]): Shape[] {
  let shapes = fitting(shapesOf(root, root), around[0]);
  around.forEach((one, at) => {
    const entry = one.kind === "list" ? items(root, shapes) : entries(root, shapes, one.key);
    const next = around[at + 1];
    if (one.kind === "map" && one.key === null && !next) return;
    shapes = fitting(entry, next);
  });
  return shapes;
}

const items = (root: Schema, shapes: Shape[]) =>
  shapes.flatMap(({ schema }) => (schema.items ? shapesOf(root, schema.items) : []));

const entries = (root: Schema, shapes: Shape[], key: string | null) =>
  shapes.flatMap(({ schema }) => {
    const own = key === null ? undefined : schema.properties?.[key];
    const any = typeof schema.additionalProperties === "object" ? schema.additionalProperties : undefined;
    const found = own ?? any;
    return found ? shapesOf(root, found) : [];
  });

/** Of several kinds of map those that have the keys that are written. */
function fitting(shapes: Shape[], map: Around | undefined): Shape[] {
  if (map?.kind !== "map" || map.keys.length === 0) return shapes;
  const fit = shapes.filter(({ schema }) => map.keys.every((key) => schema.properties?.[key] ?? schema.additionalProperties));
  return fit.length > 0 ? fit : shapes;
}
