import { type TextareaHTMLAttributes, useLayoutEffect, useRef } from "react";
import "./textarea.css";

/** Text of several lines; it grows with what is written, up to a third of the screen. */
export function TextArea(props: TextareaHTMLAttributes<HTMLTextAreaElement> & { value: string }) {
  const area = useRef<HTMLTextAreaElement>(null);
  useLayoutEffect(() => grow(area.current!), [props.value]);
  return <textarea rows={1} className="text-area" {...props} ref={area} />;
}

const growsByItself = window.CSS?.supports?.("field-sizing", "content") ?? false;

function grow(area: HTMLTextAreaElement) {
  if (growsByItself) return;
  area.style.height = "auto";
  area.style.height = `${area.scrollHeight + area.offsetHeight - area.clientHeight}px`;
}
