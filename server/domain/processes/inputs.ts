import { z } from "zod";
import { LOCALES } from "@/server/kernel/locale";

const category = z.string().min(1).max(60);
const version = z.number().int().min(0);

export const pictureInput = z.object({
  category,
  /** Code of a variant; left out: the category's own process. */
  code: category.optional(),
  /** Left out: the version in force. */
  version: version.optional(),
  language: z.enum(LOCALES),
});
export type PictureInput = z.input<typeof pictureInput>;

export const caseNextInput = z.object({ caseId: z.number().int().positive() });
