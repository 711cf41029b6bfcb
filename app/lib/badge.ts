import type { IconName } from "./icons.ts";

export type Tone = "wait" | "move" | "done" | "soon" | "late" | "stop" | "idle";

/** A status as people read it: word, tone and icon together. `open` is tinted: somebody must act. */
export interface Badge {
  label: string;
  tone: Tone;
  icon: IconName;
  open?: boolean;
}
