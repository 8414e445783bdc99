import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Button, Input, Modal } from "antd";
import { useState } from "react";
import { aboutDefinitions, letStartsGoOn, stopStarts } from "~/api/definitions";
import type { DefinitionItem } from "~/api/schema";
import { ProblemNote } from "~/parts/ProblemNote";
import { useTexts } from "~/texts/texts";
import { definitionsTexts } from "./texts";

const MOST = 2000;

/** Stop new starts, with a reason; or let them go on. */
export function StopButton({ item }: { item: DefinitionItem }) {
  const t = useTexts(definitionsTexts);
  const [asking, setAsking] = useState(false);
  const client = useQueryClient();
  const goOn = useMutation({
    mutationFn: () => letStartsGoOn(item.process),
    onSuccess: () => client.invalidateQueries({ queryKey: aboutDefinitions() }),
  });
  if (item.stopped !== null) return <Button loading={goOn.isPending} onClick={() => goOn.mutate()}>{t("goOn")}</Button>;
  return (
    <>
      <Button onClick={() => setAsking(true)}>{t("stop")}</Button>
      {asking && <StopDialog item={item} onClose={() => setAsking(false)} />}
    </>
  );
}

function StopDialog({ item, onClose }: { item: DefinitionItem; onClose: () => void }) {
  const t = useTexts(definitionsTexts);
  const client = useQueryClient();
  const [reason, setReason] = useState("");
  const stop = useMutation({
    mutationFn: () => stopStarts(item.process, reason.trim()),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: aboutDefinitions() });
      onClose();
    },
  });
  return (
    <Modal
      open
      title={t("stopTitle")}
      okText={t("stop")}
      okButtonProps={{ danger: true, disabled: !reason.trim(), loading: stop.isPending }}
      onOk={() => stop.mutate()}
      onCancel={onClose}
    >
      <p>{t("stopHelp")}</p>
      <Input.TextArea
        autoFocus
        aria-label={t("reason")}
        placeholder={t("reasonNeeded")}
        autoSize={{ minRows: 2, maxRows: 6 }}
        maxLength={MOST}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
      />
      {stop.error && <ProblemNote error={stop.error} />}
    </Modal>
  );
}
