import type { Person } from "~/api/schema";
import { Tag } from "~/parts/plain/Tag";
import { useJoined, useTexts, useWords } from "~/texts/texts";
import { partTexts } from "./texts";

/** Somebody by name; the department tells namesakes apart, on hover and to screen readers. */
export function PersonName({ person, department = false }: { person: Person; department?: boolean }) {
  const t = useTexts(partTexts);
  const words = useWords();
  const where = words(person.department);
  return (
    <>
      <span className="person" title={department ? undefined : where}>{words(person.name)}</span>
      {where && department && <span className="person-where"> {where}</span>}
      {person.absent && <Tag className="person-away">{t("absent")}</Tag>}
    </>
  );
}

/** Several, with commas; after the first few how many more. */
export function PeopleNames({ people, most = 3 }: { people: Person[]; most?: number }) {
  const joined = useJoined();
  const shown = people.slice(0, most);
  const rest = people.length - shown.length;
  return (
    <span title={joined(people.map((one) => one.name))}>
      {joined(shown.map((one) => one.name))}
      {rest > 0 && ` +${rest}`}
    </span>
  );
}
