import { useQuery } from "@tanstack/react-query";
import { Button, Checkbox, Segmented } from "antd";
import { useState } from "react";
import { useSearchParams } from "react-router";
import { api } from "~/api/client";
import type { StandInList } from "~/api/schema";
import { useMay } from "~/shell/rights";
import { useTexts } from "~/texts/texts";
import { Asked } from "./Asked";
import { NewStandIn } from "./NewStandIn";
import { StandInLines } from "./StandInLines";
import { administrationTexts } from "./texts";

type Which = "mine" | "people" | "all";

/** Stand-ins: one's own, those of one's people, all; and setting one. */
export default function StandInsPart() {
  const t = useTexts(administrationTexts);
  const may = useMay();
  const [asked, setAsked] = useSearchParams();
  const [which, setWhich] = useState<Which>("mine");
  const [over, setOver] = useState(false);
  const [making, setMaking] = useState(asked.has("for"));
  const query = useQuery({
    queryKey: ["stand-ins", which, over],
    queryFn: () => api<StandInList>("/stand-ins", { query: { list: which, over } }),
  });
  const lists: Which[] = ["mine", ...(may(["manager"]) ? ["people" as const] : []), ...(query.data?.may_set_all || may(["administrator", "auditor", "operator"]) ? ["all" as const] : [])];
  const close = () => {
    setMaking(false);
    setAsked({});
  };
  return (
    <>
      <div className="filters">
        {lists.length > 1 && <Segmented aria-label={t("which")} value={which} onChange={setWhich} options={lists.map((value) => ({ value, label: t(`list-${value}`) }))} />}
        <Checkbox checked={over} onChange={(event) => setOver(event.target.checked)}>{t("withOver")}</Checkbox>
        <Button type="primary" onClick={() => setMaking(true)}>{t("setStandIn")}</Button>
      </div>
      {making && <NewStandIn absent={asked.get("for")} others={lists.length > 1} onClose={close} />}
      <Asked query={query} empty={(data) => data.items.length === 0 && t("noStandIns")}>{(data) => <StandInLines items={data.items} />}</Asked>
    </>
  );
}
