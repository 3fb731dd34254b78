import { z } from "zod";
import { LOCALES } from "@/server/kernel/locale";
import { explainBalanceInput } from "../claims";

export const EXPLANATION_FORMATS = ["pdf", "xlsx"] as const;

/** The language is the reader's, not the operator's: a court wants Czech. */
export const exportExplanationInput = explainBalanceInput.extend({
  format: z.enum(EXPLANATION_FORMATS),
  language: z.enum(LOCALES),
});
export type ExportExplanationInput = z.input<typeof exportExplanationInput>;
