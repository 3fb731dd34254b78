import { z } from "zod";
import { ACTION_OBJECTS, ACTION_STATES, PANEL_PLACES } from "@/db/values/configuration";

const id = z.number().int().positive();

export const saveSourceInput = z.object({
  /** "https://…/config.yaml", a path below the install's folder, or "" for none. */
  location: z.string().trim().max(1_000),
});
export type SaveSourceInput = z.input<typeof saveSourceInput>;

/** "loan.example", "loan.example:8443", "[2a00::1]:8443" */
const HOST = /^(?:[a-z0-9](?:[a-z0-9.-]{0,250}[a-z0-9])?|\[[0-9a-f:]+\])(?::\d{1,5})?$/;

export const hostInput = z.object({
  host: z.string().trim().toLowerCase().regex(HOST, "configuration.bad_host"),
});
export type HostInput = z.input<typeof hostInput>;

export const versionIdInput = z.object({ versionId: id });
export type VersionIdInput = z.input<typeof versionIdInput>;

export const checkTextInput = z.object({ text: z.string().max(300_000) });
export type CheckTextInput = z.input<typeof checkTextInput>;

const place = z.enum(PANEL_PLACES);

export const panelInput = z.object({
  place,
  /** Of the case or the party. */
  id,
  /** known: what is kept, at once. due: what is too old is asked for. fresh: all is. */
  ask: z.enum(["known", "due", "fresh"]).default("due"),
});
export type PanelInput = z.input<typeof panelInput>;

export const actionsInput = z.object({
  on: z.enum(ACTION_OBJECTS),
  /** Left out: those that are offered for many cases. */
  objectId: id.optional(),
});
export type ActionsInput = z.input<typeof actionsInput>;

export const actionValues = z.record(
  z.string().max(60),
  z.union([z.string().max(4_000), z.number(), z.boolean(), z.null()]),
);

export const runActionInput = z.object({
  action: z.string().min(1).max(60),
  objectId: id,
  values: actionValues.default({}),
  /** Of the press: sent again, nothing is run twice. */
  idempotencyKey: z.string().min(8).max(100),
});
export type RunActionInput = z.input<typeof runActionInput>;

const FIELD = "input.";

/** Flat, as params of bulk actions are: the form's values stand under "input.<key>". */
export const bulkActionParams = z
  .looseObject({
    action: z.string().min(1).max(60),
    idempotencyKey: z.string().min(8).max(80),
  })
  .transform(({ action, idempotencyKey, ...rest }) => {
    const given = Object.entries(rest).filter(([key]) => key.startsWith(FIELD));
    const values = given.map(([key, value]) => [key.slice(FIELD.length), value]);
    return { action, idempotencyKey, values: actionValues.parse(Object.fromEntries(values)) };
  });

export const actionRunsInput = z.object({ on: z.enum(ACTION_OBJECTS), objectId: id });
export type ActionRunsInput = z.input<typeof actionRunsInput>;

export const actionLogInput = z.object({
  filter: z
    .object({
      state: z.enum(ACTION_STATES).nullish(),
      action: z.string().max(60).nullish(),
      caseId: id.nullish(),
    })
    .default({}),
  cursor: z.string().max(8_192).nullish(),
  limit: z.number().int().min(1).max(100).default(50),
});
export type ActionLogInput = z.input<typeof actionLogInput>;

const days = z.number().int().min(1).max(3_650);
export const logDaysInput = z
  .object({ bodyDays: days, rowDays: days })
  .refine(({ bodyDays, rowDays }) => bodyDays <= rowDays, {
    message: "configuration.body_days",
    path: ["bodyDays"],
  });
export type LogDaysInput = z.input<typeof logDaysInput>;

export const forgetValuesInput = z.object({
  caseId: id.optional(),
  variable: z.string().max(60).optional(),
});
