import { z } from "zod";
import { isDay } from "@/server/kernel/days";
import { captcha } from "../inputs";

const id = z.number().int().positive();

export const letterTokenInput = z.object({ token: z.string().max(80) });

export const openLetterInput = z.object({
  token: z.string().max(80),
  birthOn: z.string().refine(isDay, { error: "kernel.bad_day" }).nullish(),
  registrationNo: z.string().trim().max(20).nullish(),
  taxId: z.string().trim().max(20).nullish(),
  /** The last four digits of a telephone that we know. */
  phone: z.string().trim().max(40).nullish(),
  refNo: z.string().trim().max(40).nullish(),
  captcha,
});
export type OpenLetterInput = z.input<typeof openLetterInput>;

export const letterCaseInput = z.object({ caseId: id });
export const shutLettersInput = z.object({ caseId: id, partyId: id });
