import { lazy, Suspense } from "react";
import { useSearchParams } from "react-router";
import "~/parts/list.css";
import { Loading } from "~/parts/Loading";
import { PageHead } from "~/parts/PageHead";
import { Tabs } from "~/parts/Tabs";
import { useTexts } from "~/texts/texts";
import "./manager.css";
import { StuckList } from "./StuckList";
import { managerTexts } from "./texts";

const LATER = {
  flow: lazy(() => import("./FlowView")),
  load: lazy(() => import("./LoadView")),
  clusters: lazy(() => import("./ClustersView")),
  coming: lazy(() => import("./ComingView")),
  lapses: lazy(() => import("./LapsesView")),
  promises: lazy(() => import("./PromisesView")),
  learnt: lazy(() => import("./LearntView")),
};
const VIEWS = ["list", "flow", "load", "clusters", "coming", "lapses", "promises", "learnt"] as const;

/** What is stuck: how many and whether it grows, which hurts most, where, with whom, why, one problem or many. */
export default function ManagerPage() {
  const t = useTexts(managerTexts);
  const [search] = useSearchParams();
  const view = VIEWS.find((one) => one === search.get("view")) ?? "list";
  const View = view === "list" ? StuckList : LATER[view];
  return (
    <div className="page manager">
      <PageHead title={t("title")} />
      <Tabs label={t("views")} current={view} tabs={VIEWS.map((id) => ({ id, to: `/manager?view=${id}`, text: t(id) }))} />
      <Suspense fallback={<Loading />}><View /></Suspense>
    </div>
  );
}
