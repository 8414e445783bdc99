import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Button, Checkbox, message, Radio, TimePicker } from "antd";
import dayjs, { type Dayjs } from "dayjs";
import { useState } from "react";
import { choose, noticeChoice, tryChannel } from "~/api/notices";
import type { ChannelTold, NoticeChoice } from "~/api/schema";
import { CHANNEL_NAMES } from "~/parts/channels";
import { Loading } from "~/parts/Loading";
import { ProblemNote } from "~/parts/ProblemNote";
import { useTexts, useWords } from "~/texts/texts";
import { noticesTexts } from "./texts";

const KINDS = ["task", "reminder", "followed", "digest", "notice"] as const;
type Kind = (typeof KINDS)[number];

/** By which channels somebody is told of what, in which language, and when they are left alone. */
export function ChoicePart() {
  const { data, error, refetch } = useQuery(noticeChoice);
  if (error && !data) return <ProblemNote error={error} again={() => void refetch()} />;
  return data ? <Choosing first={data} /> : <Loading />;
}

function Choosing({ first }: { first: NoticeChoice }) {
  const t = useTexts(noticesTexts);
  const [said, saying] = message.useMessage();
  const client = useQueryClient();
  const [chosen, setChosen] = useState(first);
  const change = (some: Partial<NoticeChoice>) => setChosen({ ...chosen, ...some });
  const half = (chosen.quiet_from === null) !== (chosen.quiet_until === null);
  const saving = useMutation({
    mutationFn: ({ language, muted, quiet_from, quiet_until }: NoticeChoice) =>
      choose({ language, muted, quiet_from, quiet_until }),
    onSuccess: (saved) => {
      client.setQueryData(noticeChoice.queryKey, saved);
      void said.success(t("saved"));
    },
  });
  return (
    <div className="choice">
      {saying}
      <Channels chosen={chosen} change={change} />
      <fieldset>
        <legend>{t("language")}</legend>
        <Radio.Group
          className="choice-languages"
          value={chosen.language}
          onChange={(event) => change({ language: event.target.value as NoticeChoice["language"] })}
          options={(["both", "zh", "en"] as const).map((value) => ({ value, label: t(value) }))}
        />
      </fieldset>
      <QuietHours chosen={chosen} change={change} />
      {saving.error && <ProblemNote error={saving.error} />}
      <div className="choice-save">
        <Button type="primary" disabled={half} loading={saving.isPending} onClick={() => saving.mutate(chosen)}>{t("save")}</Button>
        {half && <span className="quiet" role="status">{t("bothTimes")}</span>}
      </div>
    </div>
  );
}

interface ChoosingProps {
  chosen: NoticeChoice;
  change: (some: Partial<NoticeChoice>) => void;
}

function Channels({ chosen, change }: ChoosingProps) {
  const t = useTexts(noticesTexts);
  const mute = (channel: string, kind: Kind, told: boolean) => {
    const before = chosen.muted[channel] ?? [];
    const kinds = told ? before.filter((one) => one !== kind) : [...before, kind];
    change({ muted: { ...chosen.muted, [channel]: kinds } });
  };
  return (
    <fieldset>
      <legend>{t("channels")}</legend>
      <p className="quiet">{t(chosen.channels.length > 0 ? "channelsHelp" : "noChannels")}</p>
      {chosen.channels.map((one) => (
        <Channel key={one.channel} told={one} muted={chosen.muted[one.channel] ?? []} mute={(kind, is) => mute(one.channel, kind, is)} />
      ))}
    </fieldset>
  );
}

interface ChannelProps {
  told: ChannelTold;
  muted: readonly Kind[];
  mute: (kind: Kind, told: boolean) => void;
}

function Channel({ told: { channel, reaches }, muted, mute }: ChannelProps) {
  const t = useTexts(noticesTexts);
  const name = useWords()(CHANNEL_NAMES[channel]);
  return (
    <div className="channel" role="group" aria-label={name}>
      <div className="channel-head">
        <strong>{name}</strong>
        <span className="quiet">{reaches ?? t("notKnown")}</span>
        {reaches && <TryButton channel={channel} />}
      </div>
      <div className="channel-kinds">
        {KINDS.map((kind) => (
          <Checkbox
            key={kind}
            aria-label={t("by", { kind: t(kind), channel: name })}
            disabled={!reaches}
            checked={!muted.includes(kind)}
            onChange={(event) => mute(kind, event.target.checked)}
          >
            {t(kind)}
          </Checkbox>
        ))}
      </div>
    </div>
  );
}

function TryButton({ channel }: { channel: ChannelTold["channel"] }) {
  const t = useTexts(noticesTexts);
  const [said, saying] = message.useMessage();
  const trying = useMutation({
    mutationFn: () => tryChannel(channel),
    onSuccess: () => void said.success(t("tried")),
  });
  return (
    <>
      {saying}
      <Button loading={trying.isPending} onClick={() => trying.mutate()}>{t("try")}</Button>
      {trying.error && <ProblemNote error={trying.error} />}
    </>
  );
}

function QuietHours({ chosen, change }: ChoosingProps) {
  const t = useTexts(noticesTexts);
  return (
    <fieldset>
      <legend>{t("quiet")}</legend>
      <p className="quiet">{t("quietHelp")}</p>
      <div className="quiet-hours">
        <TimeOfDay label={t("from")} at={chosen.quiet_from} onChange={(quiet_from) => change({ quiet_from })} />
        <TimeOfDay label={t("until")} at={chosen.quiet_until} onChange={(quiet_until) => change({ quiet_until })} />
        {(chosen.quiet_from || chosen.quiet_until) && (
          <Button type="text" onClick={() => change({ quiet_from: null, quiet_until: null })}>{t("noQuiet")}</Button>
        )}
      </div>
    </fieldset>
  );
}

interface TimeOfDayProps {
  label: string;
  at: string | null;
  onChange: (at: string | null) => void;
}

const TimeOfDay = ({ label, at, onChange }: TimeOfDayProps) => (
  <TimePicker
    aria-label={label}
    placeholder={label}
    format="HH:mm"
    minuteStep={15}
    needConfirm={false}
    allowClear={false}
    value={at ? dayjs(`2000-01-01T${at}`) : null}
    onChange={(time: Dayjs | null) => onChange(time ? time.format("HH:mm:ss") : null)}
  />
);
