import type { TaskPage } from "~/api/schema";
import { Moment } from "~/parts/Due";
import { CompareButton } from "~/parts/files/CompareButton";
import { useTexts, useWords } from "~/texts/texts";
import { taskTexts } from "./texts";

/** A case that comes again opens on what is different from when one saw it last. */
export function Changes({ page }: { page: TaskPage }) {
  const t = useTexts(taskTexts);
  const words = useWords();
  if (page.changes.length === 0) return null;
  return (
    <section className="card changes">
      <h2>{t("changes")}{page.seen_at && <span className="quiet"> {t("seenAt")} <Moment at={page.seen_at} /></span>}</h2>
      <dl>
        {page.changes.map((change) => (
          <div key={change.path}>
            <dt>{words(change.label)}</dt>
            <dd>
              <del><span className="visually-hidden">{t("old")} </span>{words(change.old) || "—"}</del>
              {" → "}
              <ins><span className="visually-hidden">{t("new")} </span>{words(change.new) || "—"}</ins>
              {page.files.filter((file) => file.path === change.path).map((file) => (
                <CompareButton key={file.digest} file={file} first={digestOf(change.old_value)} />
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

/** Which version of a file one saw last. */
const digestOf = (value: unknown) => (value !== null && typeof value === "object" && "digest" in value ? String(value.digest) : undefined);
