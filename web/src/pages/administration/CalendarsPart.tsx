import { useQuery } from "@tanstack/react-query";
import { Button, DatePicker, Select } from "antd";
import dayjs, { type Dayjs } from "dayjs";
import { useState } from "react";
import { api } from "~/api/client";
import type { CalendarsTold, DayTold, MonthTold } from "~/api/schema";
import { useJoined, useLanguage, useTexts, useWords } from "~/texts/texts";
import { Asked } from "./Asked";
import { CalendarChange } from "./CalendarChange";
import { administrationTexts } from "./texts";

const WEEKDAYS = { zh: ["一", "二", "三", "四", "五", "六", "日"], en: ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"] };

/** Calendars month by month: open hours, holidays and make-up days; changed after seeing what that does. */
export default function CalendarsPart() {
  const t = useTexts(administrationTexts);
  const words = useWords();
  const joined = useJoined();
  const [chosen, setChosen] = useState<string | null>(null);
  const [month, setMonth] = useState<Dayjs | null>(null);
  const [changing, setChanging] = useState(false);
  const query = useQuery({
    queryKey: ["calendars"],
    queryFn: () => api<CalendarsTold>("/calendars"),
    refetchInterval: ({ state }) => (state.data?.follow?.left ? 3000 : false),
  });
  return (
    <Asked query={query}>
      {({ items, today, may_change, follow }) => {
        const calendar = items.find(({ id }) => id === chosen) ?? items[0]!;
        const shown = month ?? dayjs(today).startOf("month");
        return (
          <>
            <div className="filters">
              <Select
                className="calendar-pick" aria-label={t("calendar")} value={calendar.id} onChange={setChosen}
                options={items.map((one) => ({ value: one.id, label: words(one.name) + (one.is_default ? ` (${t("companyCalendar")})` : "") }))}
              />
              <span className="month-pick">
                <Button aria-label={t("previousMonth")} onClick={() => setMonth(shown.subtract(1, "month"))}>‹</Button>
                <DatePicker picker="month" aria-label={t("month")} allowClear={false} value={shown} onChange={(to) => setMonth(to)} />
                <Button aria-label={t("nextMonth")} onClick={() => setMonth(shown.add(1, "month"))}>›</Button>
              </span>
              {may_change && <Button type="primary" onClick={() => setChanging(true)}>{t("changeCalendar")}</Button>}
            </div>
            {calendar.provisional.length > 0 && <p className="state-note">{t("provisional", { years: joined(calendar.provisional.map((year) => ({ zh: String(year), en: String(year) }))) })}</p>}
            {follow && follow.left > 0 && (
              <p className="state-note" role="status">{t("following", { by: words(follow.by?.name), reason: follow.reason, told: follow.told, left: follow.left })}</p>
            )}
            {changing && <CalendarChange onClose={() => setChanging(false)} />}
            <Month calendar={calendar.id} month={shown} today={today} />
          </>
        );
      }}
    </Asked>
  );
}

function Month({ calendar, month, today }: { calendar: string; month: Dayjs; today: string }) {
  const language = useLanguage();
  const query = useQuery({
    queryKey: ["calendars", calendar, month.format("YYYY-MM")],
    queryFn: () => api<MonthTold>(`/calendars/${calendar}/days`, { query: { year: month.year(), month: month.month() + 1 } }),
  });
  const before = (month.startOf("month").day() + 6) % 7;
  return (
    <Asked query={query}>
      {({ days }) => (
        <ol className="month" aria-label={month.format("YYYY-MM")}>
          {WEEKDAYS[language].map((name) => <li key={name} className="weekday" aria-hidden>{name}</li>)}
          {Array.from({ length: before }, (_, number) => <li key={`before-${number}`} className="weekday" aria-hidden />)}
          {days.map((day) => <DayCell key={day.date} day={day} isToday={day.date === today} />)}
        </ol>
      )}
    </Asked>
  );
}

function DayCell({ day, isToday }: { day: DayTold; isToday: boolean }) {
  const t = useTexts(administrationTexts);
  const words = useWords();
  const off = day.hours.length === 0;
  return (
    <li className={`is-${day.kind}${off ? " is-off" : ""}${isToday ? " is-today" : ""}`} aria-current={isToday ? "date" : undefined}>
      <b>{Number(day.date.slice(8))}</b>
      {words(day.name) && <span>{words(day.name)} </span>}
      {off ? <span>{t("closed")}</span> : day.hours.map((hours) => <div key={hours}>{hours.replace("-", "–​")}</div>)}
    </li>
  );
}
