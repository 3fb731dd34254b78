"use client";

import { StateChip, type StateChipProps } from "../ui/badge";
import { toneOf } from "../ui/tone";
import { type Process, stateIn } from "./processes";

export type CaseStateProps = Pick<StateChipProps, "look" | "className"> & {
  process: Process | undefined;
  state: string;
};

/** State of a case by its process: name, colour, glyph of who is awaited. */
export function CaseState({ process, state, ...look }: CaseStateProps) {
  const known = stateIn(process, state);
  return (
    <StateChip
      tone={toneOf(known?.colour)}
      waitingOn={known ? known.waitingOn : undefined}
      {...look}
    >
      {known?.name ?? state}
    </StateChip>
  );
}
