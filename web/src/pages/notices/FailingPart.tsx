import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Button, Tag } from "antd";
import { noticesFailing, sendAgain } from "~/api/notices";
import type { FailingItem } from "~/api/schema";
import { Moment } from "~/parts/Due";
import { Empty } from "~/parts/Empty";
import { Loading } from "~/parts/Loading";
import { PeopleNames } from "~/parts/PersonName";
import { ProblemNote } from "~/parts/ProblemNote";
import { useTexts } from "~/texts/texts";
import { noticesTexts } from "./texts";

/** What did not leave, for those who keep it running. */
export function FailingPart() {
  const t = useTexts(noticesTexts);
  const { data, error, refetch } = useQuery(noticesFailing);
  if (error && !data) return <ProblemNote error={error} again={() => void refetch()} />;
  if (!data) return <Loading />;
  if (data.length === 0) return <Empty text={t("nothingFails")} />;
  return <ul className="rows">{data.map((item) => <FailingRow key={item.key} item={item} />)}</ul>;
}

function FailingRow({ item }: { item: FailingItem }) {
  const t = useTexts(noticesTexts);
  const client = useQueryClient();
  const again = useMutation({
    mutationFn: () => sendAgain(item.key),
    onSettled: () => client.invalidateQueries({ queryKey: noticesFailing.queryKey }),
  });
  return (
    <li className="row failing">
      <span className="notice-subject">{t(`what_${item.what}`)} {item.business_key}</span>
      <span className="failing-facts">
        <Tag color={item.given_up ? "error" : undefined} variant="outlined">{t(item.given_up ? "givenUp" : "goesOn")}</Tag>
        {item.people.length > 0 && <PeopleNames people={item.people} />}
        <Moment at={item.at} />
      </span>
      <code className="failing-why">{item.error}</code>
      <Button loading={again.isPending} onClick={() => again.mutate()}>{t("again")}</Button>
      {again.error && <ProblemNote error={again.error} />}
    </li>
  );
}
