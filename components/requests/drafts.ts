import type { GivenFile } from "../clients/answer-files";
import { SendKey } from "../portal/send-key";

/** What is being written in the box of one request. */
export interface Draft {
  mode: "answer" | "note";
  text: string;
  files: GivenFile[];
}

interface Kept {
  draft: Draft;
  /** Stays with the words, so that what may have arrived is not sent twice. */
  sendKey: SendKey;
}

/** Outlives the pane: who looks at another request comes back to what they had written. */
const kept = new Map<number, Kept>();

export function keptOf(caseId: number): Kept {
  const known = kept.get(caseId);
  if (known) return known;
  const fresh: Kept = { draft: { mode: "answer", text: "", files: [] }, sendKey: new SendKey() };
  kept.set(caseId, fresh);
  return fresh;
}

/** Writes a change down; answers the draft as it is now. */
export function keepDraft(caseId: number, more: Partial<Draft>): Draft {
  const before = keptOf(caseId);
  const draft = { ...before.draft, ...more };
  kept.set(caseId, { ...before, draft });
  return draft;
}

export function hasDraft(caseId: number): boolean {
  const draft = kept.get(caseId)?.draft;
  return draft !== undefined && (draft.text.trim() !== "" || draft.files.length > 0);
}

/** It was sent; files wait on for the answer when only a note was. */
export function draftSent(caseId: number): Draft {
  const { mode } = keptOf(caseId).draft;
  return keepDraft(caseId, mode === "note" ? { text: "" } : { text: "", files: [] });
}

/** At sign-out nothing of it stays. */
export const clearDrafts = (): void => kept.clear();
