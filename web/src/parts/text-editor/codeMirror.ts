import { autocompletion, type CompletionContext, type CompletionResult, completionKeymap } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { yaml } from "@codemirror/lang-yaml";
import { bracketMatching, foldGutter, foldKeymap, HighlightStyle, indentOnInput, indentUnit, syntaxHighlighting } from "@codemirror/language";
import { type Diagnostic, lintGutter, lintKeymap, setDiagnostics } from "@codemirror/lint";
import { highlightSelectionMatches, searchKeymap } from "@codemirror/search";
import { EditorState, type Extension } from "@codemirror/state";
import { drawSelection, EditorView, highlightActiveLine, keymap, lineNumbers, placeholder } from "@codemirror/view";
import { tags } from "@lezer/highlight";
import type { Found } from "~/api/schema";
import type { Offer, Offers } from "~/logic/yaml/complete";
import { type Language, wordsIn } from "~/texts/texts";
import { CHINESE } from "./phrases";

/** A problem at a place of the text; its whole word is marked, with what is wrong and what helps. */
export type Marked = Pick<Found, "line" | "column" | "message" | "hint" | "severity">;

export interface Editor {
  text(): string;
  mark(found: readonly Marked[]): void;
  goTo(spot: { line: number; column: number }): void;
  close(): void;
}

interface Options {
  text: string;
  label: string;
  /** Shown while nothing is written. */
  example: string;
  language: Language;
  onChange: ((text: string) => void) | undefined;
  offers: (text: string, cursor: number) => Offers | null;
}

const NONCE = document.querySelector<HTMLMetaElement>("meta[name=csp-nonce]")?.content ?? "";
const KINDS: Record<Offer["kind"], string> = { key: "property", value: "constant", name: "variable" };
const SEVERITIES: Record<string, Diagnostic["severity"]> = { problem: "error", unsupported: "warning", planned: "info" };

const LOOK = HighlightStyle.define([
  { tag: [tags.propertyName, tags.definition(tags.propertyName)], color: "#1a6049" },
  { tag: [tags.string, tags.content], color: "#24302b" },
  { tag: [tags.number, tags.bool, tags.keyword], color: "#7a4b00" },
  { tag: [tags.comment, tags.lineComment], color: "#5a625e", fontStyle: "italic" },
  { tag: [tags.punctuation, tags.separator, tags.brace, tags.squareBracket], color: "#5a625e" },
]);

/** An editor in this place of the page. */
export function openEditor(parent: HTMLElement, options: Options): Editor {
  const view = new EditorView({ parent, state: EditorState.create({ doc: options.text, extensions: extensionsFor(options) }) });
  return {
    text: () => view.state.doc.toString(),
    mark: (found) => view.dispatch(setDiagnostics(view.state, found.map((one) => marked(view.state, one, options.language)))),
    goTo(spot) {
      const at = offsetOf(view.state, spot);
      view.dispatch({ selection: { anchor: at }, effects: EditorView.scrollIntoView(at, { y: "center" }) });
      view.focus();
    },
    close: () => view.destroy(),
  };
}

const extensionsFor = (options: Options): Extension[] => [
  EditorView.cspNonce.of(NONCE),
  EditorView.contentAttributes.of({ "aria-label": options.label, tabindex: "0" }),
  EditorView.lineWrapping,
  EditorState.tabSize.of(2),
  indentUnit.of("  "),
  options.language === "zh" ? EditorState.phrases.of(CHINESE) : [],
  yaml(),
  syntaxHighlighting(LOOK),
  lineNumbers(),
  foldGutter(),
  bracketMatching(),
  highlightSelectionMatches(),
  keymap.of([...searchKeymap, ...foldKeymap, ...defaultKeymap]),
  options.onChange ? writing(options, options.onChange) : [EditorState.readOnly.of(true)],
];

// Tab goes on to what stands after the editor: who works by keyboard alone must get out.
const writing = (options: Options, onChange: (text: string) => void): Extension[] => [
  history(),
  drawSelection(),
  highlightActiveLine(),
  indentOnInput(),
  placeholder(options.example),
  lintGutter(),
  autocompletion({ override: [(context) => completions(context, options)], icons: false }),
  keymap.of([...completionKeymap, ...lintKeymap, ...historyKeymap]),
  EditorView.updateListener.of((update) => update.docChanged && onChange(update.state.doc.toString())),
];

function completions(context: CompletionContext, options: Options): CompletionResult | null {
  const found = options.offers(context.state.doc.toString(), context.pos);
  if (!found || (found.from === context.pos && !context.explicit)) return null;
  return { from: found.from, options: found.offers.map(completion), validFor: /^[\w.-]*$/ };
}

const completion = ({ label, kind, apply, detail, info }: Offer) => ({
  label,
  type: KINDS[kind],
  apply,
  detail,
  ...(info && { info }),
});

function marked(state: EditorState, found: Marked, language: Language): Diagnostic {
  const from = offsetOf(state, found);
  const line = state.doc.lineAt(from);
  const word = /^[^\s:,{}[\]]+/.exec(state.sliceDoc(from, line.to))?.[0].length ?? 0;
  const message = [found.message, found.hint].map((said) => wordsIn(said, language)).filter(Boolean).join("\n");
  return { from, to: Math.min(line.to, from + Math.max(word, 1)), severity: SEVERITIES[found.severity] ?? "error", message };
}

function offsetOf(state: EditorState, { line, column }: { line: number; column: number }): number {
  const here = state.doc.line(Math.min(Math.max(line, 1), state.doc.lines));
  return Math.min(here.from + Math.max(column - 1, 0), here.to);
}
