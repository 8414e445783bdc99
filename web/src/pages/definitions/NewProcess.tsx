import { Button, Input, Modal } from "antd";
import { useState } from "react";
import { useNavigate } from "react-router";
import { definitionAddress } from "~/api/definitions";
import { useTexts } from "~/texts/texts";
import { editTexts } from "./edit/texts";

const ADDRESS = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;
const MOST = 80;

/** Begin a process there is none of yet, by its address. */
export function NewProcess() {
  const t = useTexts(editTexts);
  const navigate = useNavigate();
  const [asking, setAsking] = useState(false);
  const [address, setAddress] = useState("");
  const begin = () => void navigate(definitionAddress(address, "edit"));
  const fits = ADDRESS.test(address);
  return (
    <>
      <Button onClick={() => setAsking(true)}>{t("newProcess")}</Button>
      {asking && (
        <Modal open title={t("newProcess")} okText={t("go")} okButtonProps={{ disabled: !fits }} onOk={begin} onCancel={() => setAsking(false)}>
          <Input
            autoFocus
            aria-label={t("newAddress")}
            placeholder={t("newAddress")}
            maxLength={MOST}
            status={address && !fits ? "error" : ""}
            value={address}
            onChange={(event) => setAddress(event.target.value)}
            onPressEnter={() => fits && begin()}
          />
        </Modal>
      )}
    </>
  );
}
