import { useState } from "react";
import type { Diagram, Played, StoryPlayed } from "~/api/schema";
import { useTexts, useWords } from "~/texts/texts";
import "./editor.css";
import { StoryPlayer } from "./StoryPlayer";
import { editTexts } from "./texts";

interface StoriesProps {
  played: Played;
  /** Where it is shown how far a story is. */
  diagram?: Diagram | undefined;
}

/** Scenarios as they were played; the one that is open is seen step by step. */
export function Stories({ played: { stories, problems }, diagram }: StoriesProps) {
  const t = useTexts(editTexts);
  const words = useWords();
  const [open, setOpen] = useState<string | null>(() => stories.find((one) => !one.passed)?.scenario ?? null);
  if (problems.length > 0) return <ul className="story-failures">{problems.map((one, at) => <li key={at}>{one.line}:{one.column} {words(one.message)}</li>)}</ul>;
  return (
    <div className="stories">
      <p role="status">{t("played", { count: stories.length, good: stories.filter((one) => one.passed).length })}</p>
      <ul className="stories-list">
        {stories.map((story) => (
          <StoryLine
            key={story.scenario}
            story={story}
            open={story.scenario === open}
            onOpen={() => setOpen(story.scenario === open ? null : story.scenario)}
            diagram={diagram}
          />
        ))}
      </ul>
    </div>
  );
}

interface StoryLineProps {
  story: StoryPlayed;
  open: boolean;
  onOpen: () => void;
  diagram: Diagram | undefined;
}

function StoryLine({ story, open, onOpen, diagram }: StoryLineProps) {
  const t = useTexts(editTexts);
  const words = useWords();
  return (
    <li>
      <button type="button" className="story-head" aria-expanded={open} onClick={onOpen}>
        <span className={story.passed ? "story-mark" : "story-mark is-failed"}>{t(story.passed ? "passed" : "failed")}</span>
        <span className="story-name">{words(story.name) || story.scenario}</span>
      </button>
      {open && <StoryPlayer story={story} diagram={diagram} />}
    </li>
  );
}
