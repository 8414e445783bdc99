import type { ReactNode } from "react";

/** An input with its label, and what it means to leave it out. */
export const Field = ({ id, text, help, children }: { id: string; text: string; help?: string; children: ReactNode }) => (
  <div>
    <label htmlFor={id}>{text}</label>
    {children}
    {help && <div className="quiet">{help}</div>}
  </div>
);
