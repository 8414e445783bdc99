import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Button, Input } from "antd";
import { useRef, useState } from "react";
import { Link } from "react-router";
import { api } from "~/api/client";
import type { CalendarEffect, CalendarsTold } from "~/api/schema";
import { wall } from "~/logic/clock";
import { ProblemNote } from "~/parts/ProblemNote";
import { useTexts, useWords } from "~/texts/texts";
import { YamlField } from "~/parts/text-editor/YamlField";
import { Field } from "./Field";
import { Lines } from "./Lines";
import { administrationTexts } from "./texts";

/** A calendar or a notice of holidays, with what it does before it is applied. */
export function CalendarChange({ onClose }: { onClose: () => void }) {
  const t = useTexts(administrationTexts);
  const client = useQueryClient();
  const [text, setText] = useState("");
  const [reason, setReason] = useState("");
  const file = useRef<HTMLInputElement>(null);
  const look = useMutation({ mutationFn: () => api<CalendarEffect>("/calendars/preview", { method: "POST", body: { text } }) });
  const apply = useMutation({
    mutationFn: (seen: string) => api<CalendarsTold>("/calendars", { method: "POST", body: { text, reason, seen } }),
    onSuccess: () => client.invalidateQueries({ queryKey: ["calendars"] }).then(onClose),
  });
  const [uploaded, show] = useState({ text: "", round: 0 });
  const upload = async (chosen: HTMLInputElement) => {
    const written = await chosen.files?.[0]?.text();
    chosen.value = ""; // the same file may be chosen again once it is mended
    if (written === undefined) return;
    show(({ round }) => ({ text: written, round: round + 1 }));
    put(written);
  };
  const put = (written: string) => {
    setText(written);
    look.reset();
  };
  const wrong = apply.error ?? look.error;
  return (
    <section className="panel" aria-label={t("changeCalendar")}>
      <h2>{t("changeCalendar")}</h2>
      <p className="quiet">{t("changeHelp")}</p>
      <YamlField key={uploaded.round} label={t("yaml")} example={EXAMPLE} text={uploaded.text} onChange={put} />
      <input ref={file} type="file" accept=".yaml,.yml" hidden aria-label={t("upload")} onChange={(event) => void upload(event.target)} />
      {wrong && <ProblemNote error={wrong} />}
      {look.data && <Effect found={look.data} />}
      {look.data && (
        <div className="inputs">
          <Field id="calendar-reason" text={t("reason")}>
            <Input id="calendar-reason" required value={reason} maxLength={500} onChange={(event) => setReason(event.target.value)} />
          </Field>
        </div>
      )}
      <div className="filters">
        <Button onClick={() => file.current?.click()}>{t("upload")}</Button>
        {look.data
          ? <Button type="primary" disabled={!reason.trim()} loading={apply.isPending} onClick={() => apply.mutate(look.data.seen)}>{t("apply")}</Button>
          : <Button type="primary" disabled={!text.trim()} loading={look.isPending} onClick={() => look.mutate()}>{t("lookFirst")}</Button>}
        <Button onClick={onClose}>{t("cancel")}</Button>
      </div>
    </section>
  );
}

const EXAMPLE = "holidays: cn\nyears:\n  2027:\n    off:\n      2027-01-01: {zh: 元旦, en: New Year}\n";

function Effect({ found }: { found: CalendarEffect }) {
  const t = useTexts(administrationTexts);
  const words = useWords();
  const hours = (all: string[]) => all.join(" ") || t("closed");
  const at = (instant: string) => wall(instant).format("YYYY-MM-DD HH:mm");
  return (
    <div role="status">
      <p>
        {t("deadlinesMove", { looked: found.looked, moved: found.count_moved, breached: found.count_breached })} {!found.all_limits && t("notAll")}
        <br /><span className="quiet">{t("openStay")}</span>
      </p>
      {found.moved.length > 0 && (
        <Lines
          label={t("case")}
          lines={found.moved}
          id={(one) => one.case_id + one.step.en + one.was}
          columns={[
            { title: t("case"), cell: (one) => <Link to={`/cases/${one.case_id}`}>{one.business_key}</Link> },
            { title: t("step"), cell: (one) => words(one.step) },
            { title: t("wasDue"), cell: (one) => at(one.was) },
            { title: t("willBeDue"), cell: (one) => <>{at(one.due)} {one.breached && <span className="state-bad">{t("breached")}</span>}</> },
          ]}
        />
      )}
      {found.days.length === 0 && <p>{t("noDaysChange")}</p>}
      {found.days.length > 0 && (
        <Lines
          label={t("daysChange")}
          lines={found.days}
          id={(one) => one.date + one.calendar.en}
          columns={[
            { title: t("daysChange"), cell: (one) => one.date },
            { title: t("calendar"), cell: (one) => words(one.calendar) },
            { title: t("content"), cell: (one) => `${hours(one.before)} → ${hours(one.now)}` },
          ]}
        />
      )}
      {found.more_days > 0 && <p className="quiet">{t("andMore", { count: found.more_days })}</p>}
    </div>
  );
}
