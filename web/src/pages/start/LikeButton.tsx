import { StarFilled, StarOutlined } from "@ant-design/icons";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Button } from "antd";
import { api } from "~/api/client";
import type { StartForm } from "~/api/schema";
import { startAddress } from "~/api/starts";
import { useTexts } from "~/texts/texts";
import { startTexts } from "./texts";

/** Makes a start one of one's favourites, or not any more; wherever it stands, all say the same. */
export function LikeButton({ process, start, liked }: { process: string; start: string; liked: boolean }) {
  const t = useTexts(startTexts);
  const client = useQueryClient();
  const put = useMutation({
    mutationFn: (favourite: boolean) => api(`${startAddress(process, start)}/favourite`, { method: "PUT", body: { favourite } }),
    onSuccess(_, favourite) {
      client.setQueriesData<StartForm>({ queryKey: ["start", process, start] }, (form) => form && { ...form, favourite });
      return client.invalidateQueries({ queryKey: ["starts"] });
    },
  });
  const now = put.isPending ? put.variables : liked;
  return (
    <Button
      type="text"
      aria-pressed={now}
      aria-label={t(now ? "unlike" : "like")}
      title={t(now ? "unlike" : "like")}
      icon={now ? <StarFilled aria-hidden /> : <StarOutlined aria-hidden />}
      onClick={() => put.mutate(!now)}
    />
  );
}
