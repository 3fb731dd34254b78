import { z } from "zod";
import { forgetValues, readInForce, reloadConfig } from "../configuration";
import {
  caseKey,
  instant,
  instantOrNull,
  outId,
  outInstant,
  outInstantOrNull,
  outText,
  outTextOrNull,
  textField,
} from "./fields";
import { CASE_ERRORS, caseIdOf } from "./find-case";
import { procedure, type Say } from "./procedure";

const finding = z
  .object({
    path: outText('Where in the file: "triggers.loan.on.0".'),
    line: z.number().int().describe("Line, from 1."),
    column: z.number().int().describe("Column, from 1."),
    code: outText("What is the matter."),
    message: outText("The same in words of the caller's language."),
    isWarning: z.boolean().describe("A warning keeps nothing from coming into force."),
  })
  .describe("One finding.");

interface Found {
  path: string;
  line: number;
  column: number;
  code: string;
  params: Record<string, string>;
  isWarning: boolean;
}
const inWords = (say: Say, findings: readonly Found[]) =>
  findings.map(({ params, ...each }) => {
    return { ...each, message: say(`configuration.findings.${each.code}`, params) };
  });

export const readConfigByModule = procedure({
  ...{ method: "GET", path: "configuration", scope: "config:read", tag: "system", footing: "job" },
  summary: "The customer's file that is in force",
  description:
    "Whole, by its version; what stands under the name of a secret and what lets in by an address " +
    "is told as ***. refused: a newer text that was read and did not come into force.",
  input: z.strictObject({}),
  output: z.object({
    versionId: outId("The version."),
    hash: outText("SHA-256 of its text."),
    location: outText("Where it was read from."),
    readAt: outInstant("When it was read."),
    appliedAt: outInstant("When it came into force."),
    findings: z.array(finding).describe("What was found in it: warnings."),
    config: z
      .record(z.string(), z.unknown())
      .describe("The file; its schema is /api/config/schema.json."),
    checkedAt: outInstantOrNull("When the file was last looked for."),
    trouble: outTextOrNull("Why it could not be read then."),
    refused: z
      .object({
        versionId: outId("The version."),
        readAt: outInstant("When it was read."),
        findings: z.array(finding).describe("What was found in it."),
      })
      .nullable()
      .describe("The newer text; null: there is none."),
  }),
  errors: { "configuration.none_in_force": "not_found" },
  example: {},
  run: async ({ job, say }) => {
    const { config, refused, readAt, appliedAt, checkedAt, ...row } = await readInForce(job);
    return {
      ...row,
      config: { ...config },
      ...{ readAt: instant(readAt), appliedAt: instant(appliedAt) },
      checkedAt: instantOrNull(checkedAt),
      findings: inWords(say, row.findings),
      refused: refused && {
        versionId: refused.versionId,
        readAt: instant(refused.readAt),
        findings: inWords(say, refused.findings),
      },
    };
  },
});

export const reloadConfigByModule = procedure({
  ...{ method: "POST", path: "configuration/reloads", scope: "config:reload", tag: "system" },
  ...{ footing: "alone", isKeyOptional: true },
  summary: "Has the customer's file read now",
  description: "A good one comes into force at once; with a bad one the last good one stays.",
  input: z.strictObject({}),
  output: z.object({
    outcome: z
      .enum(["unset", "same", "applied", "refused", "unreadable"])
      .describe("unset: there is no file. same: as it was. unreadable: see trouble."),
    trouble: outTextOrNull("Why it could not be read."),
    findings: z.array(finding).describe("What was found in it."),
  }),
  errors: {},
  example: {},
  run: async ({ job, say }) => {
    const { findings, ...read } = await reloadConfig(job);
    return { ...read, findings: inWords(say, findings) };
  },
});

export const invalidateCacheByModule = procedure({
  ...{ method: "POST", path: "cache/invalidations", scope: "config:reload", tag: "system" },
  ...{ footing: "job", isKeyOptional: true },
  summary: "Drops what is kept of the customer's variables (invalidateCache)",
  description:
    "Of one case, of one variable, or all. The next letter or panel asks the customer's program again.",
  input: z.strictObject({
    ...caseKey,
    variable: textField("Name of the variable; left out: all.", 60).min(1).optional(),
  }),
  output: z.object({ count: z.number().int().describe("How many values were dropped.") }),
  errors: CASE_ERRORS,
  example: { refNo: "123/2026" },
  run: async ({ job, input: { variable, ...key } }) => {
    const isOfCase = key.caseId !== undefined || key.refNo !== undefined;
    const caseId = isOfCase ? await caseIdOf(job, key) : undefined;
    return forgetValues(job, { caseId, variable });
  },
});
