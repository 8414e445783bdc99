/** A map or a list around the place, from the outside in. `key`: of the map's entry the place is in. */
export interface Around {
  kind: "map" | "list";
  key: string | null;
  /** The keys written in it before the place. */
  keys: string[];
}

/** Where in a text somebody types. `typed` is the word before the cursor, `from` where it begins. */
export interface Place {
  around: Around[];
  at: "key" | "value";
  typed: string;
  from: number;
}

interface Block extends Around {
  indent: number;
}

const KEY = /^(?:"([^"]*)"|'([^']*)'|([^\s#:{}[\],&*!|>'"%@`-][^:#]*?))\s*:(?:\s+|$)/;
const SCALAR_BLOCK = /^[|>][+-]?\d?\s*(#.*)?$/;
const WORD = /[^\s,:[\]{}"'=(]*$/;

/** Where the cursor is in a YAML text, also in one that is half written. Null inside comments and texts of many lines. */
export function placeIn(text: string, cursor: number): Place | null {
  const reader = new Reader();
  const lines = text.slice(0, cursor).split("\n");
  const last = lines.pop() ?? "";
  for (const line of lines) reader.read(line);
  return reader.place(last, cursor);
}

/** Reads line by line what a text is inside of: maps and lists by indentation, then those in brackets. */
class Reader {
  private blocks: Block[] = [];
  private flows: Around[] = [];
  /** Lines further in than this belong to a text of many lines. */
  private textFrom: number | null = null;
  private quote: string | null = null;

  read(line: string) {
    if (this.isInText(line)) return;
    if (this.flows.length > 0) return this.bracketed(line);
    const indent = indentOf(line);
    const rest = line.slice(indent);
    if (rest !== "" && !rest.startsWith("#")) this.entry(rest, indent);
  }

  place(line: string, cursor: number): Place | null {
    if (this.isInText(line) || this.quote) return null;
    const typed = WORD.exec(line)?.[0] ?? "";
    const from = cursor - typed.length;
    const before = line.slice(0, line.length - typed.length);
    if (/(^|\s)#/.test(before) || typed.startsWith("#")) return null;
    if (this.flows.length > 0) this.bracketed(before);
    else this.entry(before.trimStart(), indentOf(before), true);
    if (this.quote) return null;
    const inside = this.flows.at(-1);
    if (inside) return { around: this.all(), at: inside.kind === "map" && inside.key === null ? "key" : "value", typed, from };
    return this.blockPlace(before, typed, from);
  }

  /** In the last line outside brackets: after `key:` stands a value; elsewhere a key, or an item of a list. */
  private blockPlace(before: string, typed: string, from: number): Place {
    const afterKey = KEY.test(withoutDashes(before).trimStart());
    return { around: this.all(), at: afterKey ? "value" : "key", typed, from };
  }

  private all = (): Around[] => [...this.blocks, ...this.flows].map(({ kind, key, keys }) => ({ kind, key, keys }));

  private isInText(line: string): boolean {
    if (this.textFrom === null) return false;
    if (line.trim() === "" || indentOf(line) > this.textFrom) return true;
    this.textFrom = null;
    return false;
  }

  /** An entry of a map or a list that begins in this column. `open`: the cursor stands behind it. */
  private entry(rest: string, column: number, open = false): void {
    this.leave(column);
    const dash = /^-(\s+|$)/.exec(rest);
    if (dash) {
      this.enter("list", column);
      const width = Math.max(dash[0].length, 2);
      const after = rest.slice(dash[0].length);
      if (after !== "" || open) this.entry(after, column + width, open);
      return;
    }
    const found = KEY.exec(rest);
    if (found) this.pair(found[1] ?? found[2] ?? found[3] ?? "", rest.slice(found[0].length), column);
    else if (open) this.unnamed(rest, column);
    else this.value(rest, column);
  }

  private pair(key: string, value: string, column: number) {
    this.leaveListOf(column);
    const map = this.enter("map", column);
    map.key = key;
    map.keys.push(key);
    this.value(value, column);
  }

  /** Where a key would stand: in the map of this column, if there is one; else in one that is about to begin. */
  private unnamed(rest: string, column: number) {
    if (/^[[{]/.test(rest)) return this.bracketed(rest);
    this.leaveListOf(column);
    const here = this.blocks.at(-1);
    if (here?.kind === "map" && here.indent === column) here.key = null;
  }

  private value(value: string, column: number) {
    if (SCALAR_BLOCK.test(value)) this.textFrom = column;
    else if (/^[[{"']/.test(value)) this.bracketed(value);
  }

  /** Leave what began further in. */
  private leave(column: number) {
    while (this.blocks.length > 0 && this.blocks.at(-1)!.indent > column) this.blocks.pop();
  }

  /** A list may stand in the column of its key; without a dash there, it is over. */
  private leaveListOf(column: number) {
    const here = this.blocks.at(-1);
    if (here?.kind === "list" && here.indent === column) this.blocks.pop();
  }

  private enter(kind: Around["kind"], indent: number): Block {
    const here = this.blocks.at(-1);
    if (here && here.kind === kind && here.indent === indent) return here;
    const made: Block = { kind, indent, key: null, keys: [] };
    this.blocks.push(made);
    return made;
  }

  /** What stands in brackets, or in quotes. */
  private bracketed(text: string) {
    let word = "";
    for (let at = 0; at < text.length; at++) {
      const sign = text[at]!;
      if (this.quote) {
        if (sign === this.quote) this.quote = null;
        else word += sign;
      } else if ((sign === '"' || sign === "'") && word.trim() === "") this.quote = sign;
      else if (sign === "#" && /^\s?$/.test(text[at - 1] ?? "")) return;
      else word = this.sign(sign, text[at + 1], word);
    }
  }

  private sign(sign: string, next: string | undefined, word: string): string {
    const here = this.flows.at(-1);
    if (sign === "{" || sign === "[") this.flows.push({ kind: sign === "{" ? "map" : "list", key: null, keys: [] });
    else if (sign === "}" || sign === "]") this.flows.pop();
    else if (sign === "," && here) here.key = null;
    else if (sign === ":" && here?.kind === "map" && here.key === null && (next === undefined || /\s/.test(next))) {
      here.key = word.trim();
      here.keys.push(here.key);
    } else return word + sign;
    return "";
  }
}

const indentOf = (line: string) => line.length - line.trimStart().length;
const withoutDashes = (line: string) => line.replace(/^\s*(-\s+)*/, "");
