import type { ReactNode } from "react";

export const Card = ({ title, help, children }: { title: string; help?: string; children: ReactNode }) => (
  <section className="panel">
    <h2>{title}</h2>
    {help && <p className="quiet">{help}</p>}
    {children}
  </section>
);
