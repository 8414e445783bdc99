import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Button, Input } from "antd";
import { useState } from "react";
import { contactsOf, putContact } from "~/api/notices";
import type { Contacts as Told } from "~/api/schema";
import { type Channel, CHANNEL_NAMES } from "~/parts/channels";
import { ProblemNote } from "~/parts/ProblemNote";
import { useJoined, useTexts, useWords } from "~/texts/texts";
import { Asked } from "./Asked";
import { Field } from "./Field";
import { administrationTexts } from "./texts";

const ENTERED: Channel[] = ["wecom", "dingtalk", "feishu", "mail"];

/** Where somebody is known outside, so that notices find them: for administrators. */
export function Contacts({ person }: { person: string }) {
  const t = useTexts(administrationTexts);
  const query = useQuery(contactsOf(person));
  return (
    <section className="panel" aria-label={t("contacts")}>
      <h2>{t("contacts")}</h2>
      <Asked query={query}>
        {(told) => (
          <>
            <Reached told={told} />
            <div className="inputs">
              {ENTERED.filter((one) => told.set_up.includes(one)).map((channel) => <Contact key={channel} told={told} channel={channel} />)}
            </div>
          </>
        )}
      </Asked>
    </section>
  );
}

function Reached({ told: { set_up, reached_by } }: { told: Told }) {
  const t = useTexts(administrationTexts);
  const joined = useJoined();
  if (set_up.length === 0) return <p className="quiet">{t("noChannels")}</p>;
  if (reached_by.length === 0) return <p className="state-bad" role="status">{t("notReached")}</p>;
  return <p role="status">{t("reachedBy", { channels: joined(reached_by.map((one) => CHANNEL_NAMES[one])) })}</p>;
}

function Contact({ told, channel }: { told: Told; channel: Channel }) {
  const t = useTexts(administrationTexts);
  const name = useWords()(CHANNEL_NAMES[channel]);
  const client = useQueryClient();
  const kept = told.contacts[channel] ?? "";
  const [typed, setTyped] = useState(kept);
  const put = useMutation({
    mutationFn: () => putContact(told.person.id, { channel, address: typed.trim() || null }),
    onSuccess: (now) => {
      client.setQueryData(contactsOf(told.person.id).queryKey, now);
      return client.invalidateQueries({ queryKey: ["notices", "unreachable"] });
    },
  });
  const id = `contact-${channel}`;
  return (
    <div>
      <Field id={id} text={channel === "mail" ? t("otherMail") : t("idAt", { channel: name })}>
        <div className="contact">
          <Input id={id} maxLength={200} autoComplete="off" value={typed} onChange={(event) => setTyped(event.target.value)} placeholder={channel === "mail" ? told.email : ""} />
          <Button disabled={typed.trim() === kept} loading={put.isPending} onClick={() => put.mutate()} aria-label={`${t("save")} ${name}`}>{t("save")}</Button>
        </div>
      </Field>
      {put.error && <ProblemNote error={put.error} />}
    </div>
  );
}
