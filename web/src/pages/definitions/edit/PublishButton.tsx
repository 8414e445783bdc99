import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Button, Checkbox, DatePicker, Form, Input, Modal } from "antd";
import type { Dayjs } from "dayjs";
import { useState } from "react";
import { useNavigate } from "react-router";
import { aboutDefinitions, definitionAddress, publish } from "~/api/definitions";
import type { Checked, DefinitionItem } from "~/api/schema";
import { instantOf, wallNow } from "~/logic/clock";
import { ProblemNote } from "~/parts/ProblemNote";
import { useMay } from "~/shell/rights";
import { useTexts } from "~/texts/texts";
import { editTexts } from "./texts";
import type { TwoTexts } from "./useTwoTexts";

const MOST = 2000;

interface PublishProps {
  process: string;
  item: DefinitionItem | null;
  texts: TwoTexts;
  /** What was found in the texts as they are now; undefined while that is not known. */
  checked: Checked | undefined;
  onPublished: () => void;
}

/** Asks for the text to be put in force, once nothing is wrong with it. */
export function PublishButton(props: PublishProps) {
  const t = useTexts(editTexts);
  const may = useMay();
  const [asking, setAsking] = useState(false);
  const { item, checked } = props;
  if (item ? !item.may_publish : !may(["operator"])) return null;
  const wrong = checked ? [...checked.problems, ...checked.scenario_problems].filter((one) => one.severity !== "planned").length : 0;
  const same = checked?.digest === item?.digest;
  return (
    <>
      {wrong > 0 && <span className="quiet">{t("mendFirst", { count: wrong })}</span>}
      <Button type="primary" disabled={!checked || wrong > 0 || same} onClick={() => setAsking(true)}>{t("publish")}</Button>
      {asking && <PublishDialog {...props} onClose={() => setAsking(false)} />}
    </>
  );
}

function PublishDialog({ process, item, texts, onPublished, onClose }: PublishProps & { onClose: () => void }) {
  const t = useTexts(editTexts);
  const navigate = useNavigate();
  const client = useQueryClient();
  const [note, setNote] = useState("");
  const [from, setFrom] = useState<Dayjs | null>(null);
  const [onlyTexts, setOnlyTexts] = useState(false);
  const asking = useMutation({
    mutationFn: () =>
      publish(process, {
        text: texts.definition,
        scenarios: texts.scenarios,
        note: note.trim(),
        takes_effect: from && instantOf(from),
        only_texts: onlyTexts,
      }),
    onSuccess: async (made) => {
      onPublished();
      await client.invalidateQueries({ queryKey: aboutDefinitions() });
      void navigate(definitionAddress(process, `publications/${made.id}`));
    },
  });
  return (
    <Modal
      open
      title={t("publishTitle")}
      okText={t("publish")}
      okButtonProps={{ disabled: !note.trim(), loading: asking.isPending }}
      onOk={() => asking.mutate()}
      onCancel={onClose}
    >
      <p>{t("publishHelp")}</p>
      <Form layout="vertical">
        <Form.Item label={t("note")} htmlFor="publish-note" required>
          <Input.TextArea
            id="publish-note"
            autoFocus
            placeholder={t("noteNeeded")}
            autoSize={{ minRows: 2, maxRows: 8 }}
            maxLength={MOST}
            value={note}
            onChange={(event) => setNote(event.target.value)}
          />
        </Form.Item>
        <Form.Item label={t("takesEffect")} htmlFor="publish-from">
          <DatePicker
            id="publish-from"
            showTime={{ format: "HH:mm" }}
            format="YYYY-MM-DD HH:mm"
            disabledDate={(day) => day.isBefore(wallNow(), "day")}
            value={from}
            onChange={setFrom}
          />
        </Form.Item>
        {item && <Checkbox checked={onlyTexts} onChange={(event) => setOnlyTexts(event.target.checked)}>{t("onlyTexts")}</Checkbox>}
      </Form>
      {asking.error && <ProblemNote error={asking.error} />}
    </Modal>
  );
}
