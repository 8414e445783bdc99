import { lazy, Suspense } from "react";
import { Loading } from "~/parts/Loading";
import type { Marked } from "./codeMirror";
import type { Spot } from "./TextEditor";

const TextEditor = lazy(() => import("./TextEditor"));

interface YamlFieldProps {
  label: string;
  example?: string;
  /** The text at first; the field keeps it from then on. */
  text: string;
  onChange: (text: string) => void;
  found?: readonly Marked[];
  spot?: Spot | null;
}

/** A YAML text to write, with its label; the editor is loaded when it is shown. */
export const YamlField = ({ label, ...of }: YamlFieldProps) => (
  <div>
    <div aria-hidden>{label}</div>
    <Suspense fallback={<Loading />}><TextEditor label={label} {...of} /></Suspense>
  </div>
);
