import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Button } from "antd";
import { Link } from "react-router";
import { caseAddress } from "~/api/cases";
import { aboutNotices, noteOpened, noteReadUntil, noticeList } from "~/api/notices";
import type { NoticeItem } from "~/api/schema";
import { taskAddress } from "~/api/tasks";
import { Moment } from "~/parts/Due";
import { Empty } from "~/parts/Empty";
import { Loading } from "~/parts/Loading";
import { ProblemNote } from "~/parts/ProblemNote";
import { useTexts, useWords } from "~/texts/texts";
import { noticesTexts } from "./texts";

/** What somebody was told, the newest first; opening one leads to its task or case. */
export function ListPart() {
  const t = useTexts(noticesTexts);
  const { data, error, refetch } = useQuery(noticeList);
  const again = useAskAgain();
  const readAll = useMutation({ mutationFn: noteReadUntil, onSettled: again });
  if (error && !data) return <ProblemNote error={error} again={() => void refetch()} />;
  if (!data) return <Loading />;
  if (data.items.length === 0) return <Empty text={t("empty")} />;
  const newest = data.items.map((one) => one.at).reduce((last, at) => (at > last ? at : last));
  return (
    <>
      <div className="notices-head">
        <span className="quiet" role="status">{t("unreadCount", { count: data.unread })}</span>
        <Button disabled={data.unread === 0} loading={readAll.isPending} onClick={() => readAll.mutate(newest)}>{t("readAll")}</Button>
      </div>
      {readAll.error && <ProblemNote error={readAll.error} />}
      <ul className="rows" aria-label={t("list")}>
        {data.items.map((item) => <NoticeRow key={`${item.case_id} ${item.turn} ${item.position}`} item={item} />)}
      </ul>
    </>
  );
}

function NoticeRow({ item }: { item: NoticeItem }) {
  const t = useTexts(noticesTexts);
  const words = useWords();
  const again = useAskAgain();
  const open = useMutation({ mutationFn: () => noteOpened(item), onSettled: again });
  const to = item.task ? taskAddress(item.case_id, item.task) : caseAddress(item.case_id);
  return (
    <li className={item.read ? "row notice" : "row notice is-unread"}>
      <Link className="notice-link" to={to} onClick={() => !item.read && open.mutate()}>
        <span className="notice-mark" role={item.read ? undefined : "img"} aria-label={item.read ? undefined : t("unread")} />
        <span className="notice-subject">{words(item.subject)}</span>
        <span className="notice-when"><Moment at={item.at} /></span>
        <span className="notice-text">{begun(words(item.text))}</span>
        {item.business_key && <span className="notice-key">{item.business_key}</span>}
      </Link>
    </li>
  );
}

const MOST_LETTERS = 160;

/** The beginning of a long text: all of it stands where the notice leads. */
const begun = (text: string) => (text.length > MOST_LETTERS ? `${text.slice(0, MOST_LETTERS)}…` : text);

/** The list and the number beside it in the menu. */
function useAskAgain() {
  const client = useQueryClient();
  return async () => {
    await Promise.all([aboutNotices, ["counts"]].map((queryKey) => client.invalidateQueries({ queryKey })));
  };
}
