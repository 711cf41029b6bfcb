import { BadgeOf } from "#app/ui/badge.tsx";
import { Icon } from "#app/ui/icon.tsx";
import { type AcceptanceStatus, badge } from "./acceptance.ts";

export const AcceptanceBadge = ({ status }: { status: AcceptanceStatus }) => <BadgeOf of={badge[status]} />;

/** "Expires in 31 hours": amber and words, while little time is left. */
export const RunningOut = ({ words }: { words: string }) => (
  <span className="badge badge-open t-soon">
    <Icon name="clock" />
    {words}
  </span>
);

/** A deadline with the distance to it; amber when it is near. */
export const Deadline = ({ at, words, hurry }: { at: string | Date; words: string; hurry: string | null }) => {
  const time = <time dateTime={new Date(at).toISOString()}>{words}</time>;
  return hurry ? (
    <>
      <strong className="text-soon">{time}</strong>
      <span className="mt-0.5 block text-fine text-soon">{hurry}</span>
    </>
  ) : (
    time
  );
};
