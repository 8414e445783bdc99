import { DeleteOutlined, PlusOutlined } from "@ant-design/icons";
import { Button } from "antd";
import { type ClipboardEvent, memo, useCallback, useEffect, useRef, useState } from "react";
import type { FormField } from "~/api/schema";
import { cellPath, nameOf, type Values } from "~/logic/forms";
import { totalOf } from "~/logic/totals";
import { isTable, MOST_ROWS, pastedRows } from "~/logic/pasting";
import { useTexts, useWords } from "~/texts/texts";
import { partTexts } from "../texts";
import { INPUTS, type InputProps } from "./fieldInputs";
import { useProblem } from "./problemsHere";

/** A table of lines: typed in, or pasted from a sheet; what is wrong stands at its cell. */
export function TableEdit({ field, value, onChange, id }: InputProps) {
  const t = useTexts(partTexts);
  const words = useWords();
  const [cut, setCut] = useState(false);
  const rows = value ? (value as Values[]) : [];
  const put = useCellPut(rows, onChange);
  const paste = (event: ClipboardEvent, row: number, column: number) => {
    const text = event.clipboardData.getData("text/plain");
    if (!isTable(text)) return;
    event.preventDefault();
    const pasted = pastedRows(field.columns, text, column);
    const all = overlaid(rows, pasted, row);
    setCut(all.length > MOST_ROWS);
    onChange(all.slice(0, MOST_ROWS));
  };
  const columns = field.columns.filter((column) => !column.calculated);
  return (
    <div className="table-edit" onPaste={(event) => !event.defaultPrevented && paste(event, rows.length, 0)}>
      <table aria-labelledby={`${id}-label`}>
        <thead>
          <tr>
            <th scope="col" aria-label="#" />
            {columns.map((column) => <th key={column.path} scope="col">{words(column.label)}</th>)}
            <th />
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            <tr key={index}>
              <td className="row-number">{index + 1}</td>
              {columns.map((column, at) => (
                <td key={column.path} data-label={words(column.label)} onPaste={(event) => paste(event, index, at)}>
                  <Cell
                    column={column}
                    row={index}
                    path={cellPath(field.path, index, nameOf(column))}
                    value={row[nameOf(column)]}
                    put={put}
                  />
                </td>
              ))}
              <td>
                <Button
                  type="text"
                  icon={<DeleteOutlined aria-hidden />}
                  aria-label={t("removeLine", { row: index + 1 })}
                  onClick={() => onChange(rows.filter((_, other) => other !== index))}
                />
              </td>
            </tr>
          ))}
        </tbody>
        {rows.length > 1 && <Totals columns={columns} rows={rows} />}
      </table>
      <div className="table-acts">
        <Button id={id} icon={<PlusOutlined aria-hidden />} disabled={rows.length >= MOST_ROWS} onClick={() => onChange([...rows, {}])}>
          {t("addLine")}
        </Button>
        <span className="quiet">{t("pasteLines")}</span>
      </div>
      {cut && <div className="field-wrong" role="alert">{t("tooManyLines", { limit: MOST_ROWS })}</div>}
    </div>
  );
}

/** Pasted rows from a row on: what is there is overwritten cell by cell, what is more is added. */
function overlaid(rows: Values[], pasted: Values[], from: number): Values[] {
  const length = Math.max(rows.length, from + pasted.length);
  return Array.from({ length }, (_, index) => ({ ...rows[index], ...pasted[index - from] }));
}

type Put = (row: number, column: string, cell: unknown) => void;

/** Writes a cell into the rows as they are then; it stays the same, so that the other cells are not drawn again. */
function useCellPut(rows: Values[], onChange: (rows: Values[]) => void): Put {
  const now = useRef({ rows, onChange });
  useEffect(() => void (now.current = { rows, onChange }));
  return useCallback(
    (row, column, cell) =>
      now.current.onChange(now.current.rows.map((one, index) => (index === row ? { ...one, [column]: cell } : one))),
    [],
  );
}

interface CellProps {
  column: FormField;
  row: number;
  path: string;
  value: unknown;
  put: Put;
}

/** 500 lines stay quick because a cell is drawn again only when it has changed. */
const Cell = memo(function Cell({ column, row, path, value, put }: CellProps) {
  const wrong = useProblem(path);
  const Input = INPUTS[column.type];
  const id = `field-${path}`;
  return (
    <div className={wrong ? "cell is-wrong" : "cell"} data-path={path}>
      <Input
        field={column}
        value={value}
        onChange={(cell) => put(row, nameOf(column), cell)}
        id={id}
        wrong={Boolean(wrong)}
        describedBy={`${id}-wrong`}
      />
      {wrong && <div className="field-wrong" id={`${id}-wrong`}>{wrong}</div>}
    </div>
  );
});

function Totals({ columns, rows }: { columns: readonly FormField[]; rows: readonly Values[] }) {
  const t = useTexts(partTexts);
  return (
    <tfoot>
      <tr>
        <th scope="row">{t("total")}</th>
        {columns.map((column) => <td key={column.path} className="money">{totalOf(column, rows)}</td>)}
        <td />
      </tr>
    </tfoot>
  );
}
