import { useNavigate } from "react-router";

/** Back to where one came from; whoever came straight here, by a link from outside, goes where it belongs. */
export function useBack(home: string) {
  const navigate = useNavigate();
  return () => void (cameFromUs() ? navigate(-1) : navigate(home));
}

/** The router numbers its pages in the history of the window: the first was not come to from one of ours. */
const cameFromUs = () => ((window.history.state as { idx?: number } | null)?.idx ?? 0) > 0;
