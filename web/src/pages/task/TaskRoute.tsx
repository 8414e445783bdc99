import { useQuery } from "@tanstack/react-query";
import { useParams } from "react-router";
import { taskPage } from "~/api/tasks";
import { Loading } from "~/parts/Loading";
import { ProblemNote } from "~/parts/ProblemNote";
import { TaskView } from "./TaskView";

/** The page of one task. */
export default function TaskRoute() {
  const { caseId = "", task = "" } = useParams();
  const { data, error, refetch } = useQuery(taskPage(caseId, task));
  if (data) return <TaskView key={`${caseId}/${task}`} page={data} />;
  if (error) return <div className="page"><ProblemNote error={error} again={() => void refetch()} /></div>;
  return <Loading whole />;
}
