import type { z } from "zod";
import { addCallFormInput } from "@/server/domain/timeline/inputs";

const answers = addCallFormInput.omit({ caseId: true, partyId: true, text: true });

export type CallAnswers = z.output<typeof answers>;

/** What a call form says; null for a record of another shape (an import's). */
export function answersOf(data: unknown): CallAnswers | null {
  const parsed = answers.safeParse(data);
  return parsed.success ? parsed.data : null;
}
