import { useQuery } from "@tanstack/react-query";
import { Button, Select } from "antd";
import { useState } from "react";
import { phrasesOf } from "~/api/phrases";
import type { PhrasesOfKind, PhrasesTold } from "~/api/schema";
import { Moment } from "~/parts/Due";
import { PersonName } from "~/parts/PersonName";
import { useTexts, useWords } from "~/texts/texts";
import { Asked } from "./Asked";
import { PhrasesDialog } from "./PhrasesDialog";
import { administrationTexts } from "./texts";

/** What is offered for comments, in the whole company and in single processes. */
export default function PhrasesPart() {
  const t = useTexts(administrationTexts);
  const words = useWords();
  const [process, setProcess] = useState("");
  const query = useQuery(phrasesOf(process));
  return (
    <>
      <p className="quiet">{t("phrasesHelp")}</p>
      <Asked query={query}>
        {(told) => (
          <>
            <div className="filters">
              <Select
                className="calendar-pick" aria-label={t("phrasesOf")} showSearch={{ optionFilterProp: "label" }} value={process} onChange={setProcess}
                options={[{ value: "", label: t("wholeCompany") }, ...told.places.map((one) => ({ value: one.process, label: words(one.name) }))]}
              />
            </div>
            {told.kinds.map((one) => <OfKind key={one.kind} told={told} one={one} />)}
          </>
        )}
      </Asked>
    </>
  );
}

function OfKind({ told, one }: { told: PhrasesTold; one: PhrasesOfKind }) {
  const t = useTexts(administrationTexts);
  const words = useWords();
  const [changing, setChanging] = useState(false);
  const title = t(`phrases-${one.kind}`);
  return (
    <section className="panel" aria-label={title}>
      <div className="setting">
        <h2 className="setting-name">{title}</h2>
        {one.changed_at && <span className="quiet">{one.changed_by && <PersonName person={one.changed_by} />} <Moment at={one.changed_at} /></span>}
        {told.may_change && <Button onClick={() => setChanging(true)} aria-label={`${t("change")} ${title}`}>{t("change")}</Button>}
      </div>
      {one.phrases.length === 0 ? <p className="quiet">{t("noPhrases")}</p> : (
        <ul className="phrase-list">{one.phrases.map((phrase) => <li key={phrase.zh}>{words(phrase)}</li>)}</ul>
      )}
      {changing && <PhrasesDialog process={told.process} one={one} title={title} onClose={() => setChanging(false)} />}
    </section>
  );
}
