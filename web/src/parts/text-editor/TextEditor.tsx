import { useEffect, useRef } from "react";
import type { Offers } from "~/logic/yaml/complete";
import { useLanguage } from "~/texts/texts";
import { type Editor, type Marked, openEditor } from "./codeMirror";
import "./text-editor.css";

export interface Spot {
  line: number;
  column: number;
}

interface TextEditorProps {
  /** The text at first; the editor keeps it from then on. */
  text: string;
  label: string;
  example?: string;
  /** Without it the text is only read. */
  onChange?: (text: string) => void;
  found?: readonly Marked[];
  offers?: (text: string, cursor: number) => Offers | null;
  /** Where the cursor is to be put, each time it is another object. */
  spot?: Spot | null;
}

/** A YAML text: read, or written with what may stand at a place and with problems marked where they are. */
export default function TextEditor({ text, label, example = "", onChange, found = NONE, offers, spot = null }: TextEditorProps) {
  const place = useRef<HTMLDivElement>(null);
  const editor = useRef<Editor>(null);
  const language = useLanguage();
  const heard = useRef({ onChange, offers });
  useEffect(() => void (heard.current = { onChange, offers }));

  useEffect(() => {
    const made = openEditor(place.current!, {
      text: editor.current?.text() ?? text,
      label,
      example,
      language,
      onChange: heard.current.onChange && ((changed) => heard.current.onChange?.(changed)),
      offers: (now, cursor) => heard.current.offers?.(now, cursor) ?? null,
    });
    editor.current = made;
    return made.close;
    // The text is the editor's own once it is open.
  }, [label, example, language]);
  useEffect(() => editor.current?.mark(found), [found, language, label]);
  useEffect(() => void (spot && editor.current?.goTo(spot)), [spot]);
  return <div ref={place} className="text-editor" data-scrolls />;
}

const NONE: readonly Marked[] = [];
