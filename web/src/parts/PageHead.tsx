import { type ReactNode, useEffect } from "react";
import { useTexts } from "~/texts/texts";
import { shellTexts } from "~/shell/texts";

/** The head of a page: its title, also of the browser's window, and what one may do with all of it. */
export function PageHead({ title, children }: { title: string; children?: ReactNode }) {
  const t = useTexts(shellTexts);
  useEffect(() => void (document.title = `${title} · ${t("product")}`), [title, t]);
  return (
    <div className="page-head">
      <h1>{title}</h1>
      {children && <div className="page-acts">{children}</div>}
    </div>
  );
}
