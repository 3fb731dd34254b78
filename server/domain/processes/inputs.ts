import { z } from "zod";
import { ROLES } from "@/db/values/access";
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

const revision = z.number().int().positive();
/** A definition as the editor sends it; what is wrong in it is told, not refused. */
const rawDefinition = z.record(z.string(), z.unknown());
const DEFINITIONS_MAX = 20;
const TEXT_MAX = 500_000;

export const categoryInput = z.object({ category });
export const categoryLanguageInput = z.object({ category, language: z.enum(LOCALES) });
export const openDraftInput = z.object({ category, from: version.optional() });
export const saveDraftInput = z.object({
  category,
  revision,
  /** Of what the draft changes; left out: that of who saves it. */
  language: z.enum(LOCALES).optional(),
  definitions: z
    .array(rawDefinition)
    .min(1)
    .max(DEFINITIONS_MAX)
    .refine((value) => JSON.stringify(value).length <= TEXT_MAX),
});
export const importDraftInput = z.object({
  category,
  revision,
  code: category,
  text: z.string().min(1).max(TEXT_MAX),
});
export const exportYamlInput = z.object({ category, code: category, version: version.nullable() });
export const draftRevisionInput = z.object({ category, revision });
export const activateDraftInput = draftRevisionInput.extend({
  note: z.string().trim().max(500).default(""),
});
export const tryDraftInput = z.object({
  category,
  revision,
  language: z.enum(LOCALES),
  /** A case to walk; left out: one that is made up, of the variant with this code. */
  caseRefNo: z.string().trim().max(40).optional(),
  code: category.optional(),
  role: z.enum([...ROLES, "system"]),
  steps: z
    .array(z.object({ transition: z.string().max(80), isSupposed: z.boolean().default(false) }))
    .max(100)
    .default([]),
});
export type TryDraftInput = z.input<typeof tryDraftInput>;
export const migrateCasesInput = z.object({
  category,
  from: version,
  /** State by state; `code` names the variant that rules the cases. */
  mapping: z
    .array(z.object({ code: category, state: z.string().max(80), to: z.string().max(80) }))
    .max(500),
  /** How many cases were shown; another number now is refused. */
  expected: z.number().int().min(1),
});
