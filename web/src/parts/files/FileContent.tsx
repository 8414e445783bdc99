import { lazy } from "react";
import { addressOf } from "~/api/client";
import type { FileVersion } from "~/api/schema";

const PdfPages = lazy(() => import("./PdfPages"));
const ViewedFile = lazy(() => import("./ViewedFile"));

/** What it takes to show a file: one of today, or one that stood there before. */
export type SeenFile = Pick<FileVersion, "digest" | "name" | "media_type">;

/** The page of a PDF one is at, where several are turned together. */
export interface Turning {
  page: number;
  turn: (to: number) => void;
}

export const fileAddress = ({ digest }: Pick<SeenFile, "digest">) => addressOf(`/files/${digest}`);

interface FileContentProps {
  file: SeenFile;
  turning?: Turning;
  /** The version it is compared with: what is not in that one is marked. */
  unlike?: string;
}

/** What is in a file, drawn by its kind. */
export function FileContent({ file, turning, unlike }: FileContentProps) {
  if (file.media_type === "application/pdf")
    return <PdfPages address={fileAddress(file)} digest={file.digest} {...(turning ? { turning } : {})} />;
  if (file.media_type.startsWith("image/")) return <img className="viewer-picture" src={`${fileAddress(file)}?inline=true`} alt={file.name} />;
  return <ViewedFile digest={file.digest} {...(unlike ? { unlike } : {})} />;
}
