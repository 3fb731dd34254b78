import { z } from "zod";

/** What `npm test` and `npm run verify` keep of a run, in test-results/. */
export const savedReport = z.object({
  /** "all": the whole of npm test; else the part that was asked for. */
  scope: z.enum(["all", "verify", "unit", "db", "e2e"]),
  /** Narrowed to files named like this. */
  filter: z.array(z.string()),
  /** Of the working copy at the end; null: nobody knows. */
  commit: z.string().nullable(),
  /** Whether files differed from that commit. */
  isChanged: z.boolean().nullable(),
  startedAt: z.iso.datetime(),
  endedAt: z.iso.datetime(),
  tests: z.array(
    z.object({
      file: z.string(),
      title: z.string(),
      status: z.enum(["passed", "failed", "skipped"]),
      stage: z.string().optional(),
      durationMs: z.number().optional(),
      message: z.string().optional(),
      isSecondTry: z.literal(true).optional(),
    }),
  ),
});
export type SavedReport = z.infer<typeof savedReport>;
export type ReportScope = SavedReport["scope"];
export type SavedTest = SavedReport["tests"][number];
