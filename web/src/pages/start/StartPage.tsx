import { SearchOutlined } from "@ant-design/icons";
import { useQuery } from "@tanstack/react-query";
import { Input, Tag } from "antd";
import { useState } from "react";
import { Link } from "react-router";
import type { StartLine, Starts } from "~/api/schema";
import { startsList } from "~/api/starts";
import { Empty } from "~/parts/Empty";
import { Loading } from "~/parts/Loading";
import { PageHead } from "~/parts/PageHead";
import { ProblemNote } from "~/parts/ProblemNote";
import { useTexts, useWords } from "~/texts/texts";
import { LikeButton } from "./LikeButton";
import "./start.css";
import { startTexts } from "./texts";

/** What one may start: favourites and what was started lately first, then all by department. */
export default function StartPage() {
  const t = useTexts(startTexts);
  const { data, error, refetch } = useQuery(startsList);
  const [search, setSearch] = useState("");
  return (
    <div className="page start">
      <PageHead title={t("title")} />
      <Input
        className="start-search"
        prefix={<SearchOutlined aria-hidden />}
        placeholder={t("search")}
        aria-label={t("search")}
        allowClear
        value={search}
        onChange={(event) => setSearch(event.target.value)}
      />
      {error && <ProblemNote error={error} again={() => void refetch()} />}
      {!data && !error && <Loading />}
      {data && <Groups starts={data} search={search.trim().toLowerCase()} />}
    </div>
  );
}

function Groups({ starts, search }: { starts: Starts; search: string }) {
  const t = useTexts(startTexts);
  const words = useWords();
  const fits = (line: StartLine) =>
    [line.name.zh, line.name.en, line.start_name.zh, line.start_name.en, line.process].some((name) => name.toLowerCase().includes(search));
  const groups = starts.groups.map((group) => ({ ...group, items: group.items.filter(fits) })).filter((group) => group.items.length > 0);
  if (starts.groups.length === 0) return <Empty text={t("none")} />;
  if (groups.length === 0) return <Empty text={t("nothing")} />;
  return (
    <>
      {!search && starts.favourites.length > 0 && <Group title={t("favourites")} items={starts.favourites} again />}
      {!search && starts.recent.length > 0 && <Group title={t("recent")} items={starts.recent} again />}
      {groups.map((group) => <Group key={group.department} title={words(group.name)} items={group.items} />)}
    </>
  );
}

function Group({ title, items, again = false }: { title: string; items: readonly StartLine[]; again?: boolean }) {
  return (
    <section className="start-group">
      <h2>{title}</h2>
      <ul>
        {items.map((line) => <Line key={`${line.process}/${line.start}`} line={line} again={again} />)}
      </ul>
    </section>
  );
}

function Line({ line, again }: { line: StartLine; again: boolean }) {
  const t = useTexts(startTexts);
  const words = useWords();
  return (
    <li>
      <Link to={`/start/${line.process}/${line.start}`}>
        <b>{words(line.name)}</b>
        {words(line.start_name) && <span className="quiet">{words(line.start_name)}</span>}
        {line.for_others && <Tag>{t("forOthers")}</Tag>}
        {line.draft && <Tag>{t("draft")}</Tag>}
      </Link>
      {again && line.last && (
        <Link className="start-again" to={`/start/${line.process}/${line.start}?copy_of=${line.last}`}>{t("again")}</Link>
      )}
      <LikeButton process={line.process} start={line.start} liked={line.favourite} />
    </li>
  );
}
