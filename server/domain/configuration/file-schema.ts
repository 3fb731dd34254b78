import { z } from "zod";
import { ROLES } from "@/db/values/access";
import {
  ACTION_OBJECTS,
  INPUT_TYPES,
  PANEL_PLACES,
  TRIGGER_FACTS,
  VARIABLE_TYPES,
} from "@/db/values/configuration";
import { LOCALES } from "@/server/kernel/locale";

const CODE = /^[a-z][a-zA-Z0-9-]{0,59}$/;
const WORD = /^[a-z][a-zA-Z0-9]{0,59}$/;

const names = z
  .strictObject({
    cs: z.string().min(1).max(120).optional(),
    sk: z.string().min(1).max(120).optional(),
    en: z.string().min(1).max(120).optional(),
    ru: z.string().min(1).max(120).optional(),
  })
  .refine((given) => LOCALES.some((locale) => given[locale]), "names")
  .describe("What people read, by language; at least one.");
export type FileNames = z.infer<typeof names>;

/** `{id}`, `{refNo}` and `{caseId}` are filled in, in the path and the query only. */
const url = z
  .string()
  .max(2_000)
  .refine(isAddress, "url")
  .describe("https://…; {id}, {refNo} and {caseId} are filled in after the host.");

function isAddress(text: string): boolean {
  const [one, other] = ["1", "2"].map((fill) => text.replaceAll(/\{(?:id|refNo|caseId)\}/g, fill));
  if (!one || !other || !URL.canParse(one) || !URL.canParse(other)) return false;
  const [a, b] = [new URL(one), new URL(other)];
  const isWeb = a.protocol === "https:" || a.protocol === "http:";
  return isWeb && a.host === b.host && a.username === "" && a.password === "" && a.hash === "";
}

const categories = z
  .array(z.string().min(1).max(60))
  .min(1)
  .max(50)
  .describe("Only for cases of these categories; left out: for all.");

const trigger = z.strictObject({
  on: z.array(z.enum(TRIGGER_FACTS)).min(1).describe("The facts that are told."),
  url,
  categories: categories.optional(),
});
export type FileTrigger = z.infer<typeof trigger>;

const variableField = z.strictObject({
  type: z.enum(VARIABLE_TYPES),
  names,
  fallback: z
    .union([z.string().max(500), z.number(), z.boolean()])
    .optional()
    .describe("What stands there while the program is silent; left out: nothing."),
});

const variable = z.strictObject({
  names,
  url,
  fields: z.record(z.string().regex(WORD, "word"), variableField),
  timeoutSeconds: z.number().int().min(1).max(30).default(5),
  cacheMinutes: z.number().int().min(0).max(10_080).default(5),
  panels: z.array(z.enum(PANEL_PLACES)).default([]),
  categories: categories.optional(),
});
export type FileVariable = z.infer<typeof variable>;

const input = z.strictObject({
  type: z.enum(INPUT_TYPES),
  names,
  required: z.boolean().default(false),
  choices: z
    .array(z.strictObject({ code: z.string().min(1).max(60), names }))
    .min(1)
    .max(100)
    .optional(),
});
export type FileInput = z.infer<typeof input>;

const action = z.strictObject({
  on: z.enum(ACTION_OBJECTS),
  bulk: z.boolean().default(false).describe("Whether it is offered for many cases at once."),
  names,
  url,
  confirm: names.optional().describe("Asked before it is run."),
  roles: z.array(z.enum(ROLES)).min(1).optional().describe("Who may; left out: who may edit."),
  style: z.enum(["normal", "primary", "danger"]).default("normal"),
  inputs: z.record(z.string().regex(WORD, "word"), input).default({}),
  categories: categories.optional(),
});
export type FileAction = z.infer<typeof action>;

const foreign = z.record(z.string(), z.unknown());

/** The customer's file as we read it. What other programs have in it, we leave alone. */
export const configFileSchema = z.strictObject({
  version: z.literal(1),
  triggers: z.record(z.string().regex(CODE, "code"), trigger).default({}),
  templateCustomVariables: z.record(z.string().regex(WORD, "word"), variable).default({}),
  customActions: z.record(z.string().regex(CODE, "code"), action).default({}),
  loan: foreign.optional().describe("Read by the Loan module."),
  public: foreign.optional().describe("Read by the public front end."),
});
export type ConfigFile = z.infer<typeof configFileSchema>;

export const EMPTY_CONFIG: ConfigFile = configFileSchema.parse({ version: 1 });

/** The schema of the file for editors, JSON Schema 2020-12. */
export const configJsonSchema = (): Record<string, unknown> => ({
  ...z.toJSONSchema(configFileSchema, { io: "input" }),
  title: "config.yaml",
});
