import { StarFilled, StarOutlined } from "@ant-design/icons";
import { useQueryClient } from "@tanstack/react-query";
import { Button } from "antd";
import { useState } from "react";
import { api } from "~/api/client";
import { startAddress } from "~/api/starts";
import { useTexts } from "~/texts/texts";
import { startTexts } from "./texts";

/** Makes a start one of one's favourites, or not any more. */
export function LikeButton({ process, start, liked }: { process: string; start: string; liked: boolean }) {
  const t = useTexts(startTexts);
  const client = useQueryClient();
  const [now, setNow] = useState(liked);
  const toggle = async () => {
    setNow(!now);
    await api(`${startAddress(process, start)}/favourite`, { method: "PUT", body: { favourite: !now } }).catch(() => setNow(now));
    void client.invalidateQueries({ queryKey: ["starts"] });
  };
  return (
    <Button
      type="text"
      aria-pressed={now}
      aria-label={t(now ? "unlike" : "like")}
      title={t(now ? "unlike" : "like")}
      icon={now ? <StarFilled aria-hidden /> : <StarOutlined aria-hidden />}
      onClick={() => void toggle()}
    />
  );
}
