import { Skeleton, Spin } from "antd";

/** Something is coming: `whole`, a page; else a few lines of it. */
export const Loading = ({ whole = false }: { whole?: boolean }) =>
  whole ? <div className="loading-page"><Spin size="large" /></div> : <Skeleton active paragraph={{ rows: 4 }} />;
