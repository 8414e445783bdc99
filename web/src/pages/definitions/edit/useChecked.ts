import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { checkedText } from "~/api/definitions";
import type { TwoTexts } from "./useTwoTexts";

const PAUSE = 500;

/** What is wrong with both texts, asked for when somebody pauses. */
export function useChecked({ definition, scenarios }: TwoTexts) {
  const [asked, ask] = useState({ text: definition, scenarios });
  useEffect(() => {
    const pause = setTimeout(() => ask({ text: definition, scenarios }), PAUSE);
    return () => clearTimeout(pause);
  }, [definition, scenarios]);
  const query = useQuery({ ...checkedText({ ...asked, proof: false }), placeholderData: keepPreviousData });
  const settled = asked.text === definition && asked.scenarios === scenarios && !query.isFetching;
  return { checked: query.data, error: query.error, settled };
}
