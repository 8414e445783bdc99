import type { ReactNode } from "react";

interface Column<T> {
  /** Empty: what one may do with the line. */
  title: string;
  cell: (line: T) => ReactNode;
  /** How much room it takes: one line; that of a long name. */
  room?: "short" | "name";
}

interface LinesProps<T> {
  lines: readonly T[];
  columns: readonly Column<T>[];
  id: (line: T) => string;
  label: string;
}

/** A table that is a list of cards on a phone, each value with its name. */
export function Lines<T>({ lines, columns, id, label }: LinesProps<T>) {
  return (
    <table className="lines" aria-label={label}>
      <thead>
        <tr>{columns.map(({ title }, number) => (title ? <th key={number} scope="col">{title}</th> : <td key={number} />))}</tr>
      </thead>
      <tbody>
        {lines.map((line) => (
          <tr key={id(line)}>
            {columns.map(({ title, cell, room }, number) => (
              <td key={number} data-name={title || undefined} className={title ? room && `is-${room}` : "is-acts"}>{cell(line)}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
