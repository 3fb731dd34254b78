import { z } from "zod";
import { readJson } from "@/server/connectors/web";
import type { Context } from "../context";
import type { ActionTarget, ActionValues } from "./action-offers";
import { callOut, fillUrl, type Hosts } from "./call-out";
import type { FileAction } from "./file-schema";

const TIMEOUT_MS = 20_000;
const MESSAGE_MAX = 500;

/** What an action's program may say; all of it may be left out. */
const answerSchema = z.object({
  message: z.string().nullish(),
  refresh: z.boolean().nullish(),
  open: z.string().max(2_000).nullish(),
});

export interface ActionAnswer {
  state: "done" | "refused" | "failed" | "unknown";
  status: number | null;
  reason: string | null;
  message: string | null;
  openUrl: string | null;
  shouldRefresh: boolean;
}

export interface ActionCall {
  runId: number;
  code: string;
  action: FileAction;
  target: ActionTarget;
  input: ActionValues;
  author: { id: number | null; name: string };
  at: Date;
}

/** Calls an action's program once. Never throws: whatever comes of it is an answer. */
export async function callAction(
  ctx: Context,
  hosts: Hosts,
  { runId, code, action, target, input, author, at }: ActionCall,
): Promise<ActionAnswer> {
  const { id, caseId, refNo } = target;
  const outcome = await callOut(ctx, hosts, {
    url: fillUrl(action.url, { id, caseId, refNo }, "id"),
    // The run's own: a program that hears it again has acted on it already.
    ...{ method: "POST", id: `action_${ctx.actor.tenantId}_${runId}`, at, timeoutMs: TIMEOUT_MS },
    body: JSON.stringify({
      type: `action.${code}`,
      timestamp: at.toISOString(),
      data: { object: action.on, id, caseId, refNo, input, operator: author },
    }),
  });
  const silent = { status: null, message: null, openUrl: null, shouldRefresh: false };
  if (outcome.kind !== "answer") {
    const state = outcome.kind === "unsent" ? "failed" : "unknown";
    return { ...silent, state, reason: outcome.reason };
  }
  const { status, body } = outcome;
  const said = answerSchema.safeParse(readJson(body)).data ?? {};
  const message = said.message?.replaceAll("\0", "").slice(0, MESSAGE_MAX) ?? null;
  if (status < 200 || status >= 300) {
    // It said no; or it broke while at work, and nobody knows how far it came.
    const isNo = status >= 400 && status < 500;
    return {
      ...silent,
      state: isNo ? "refused" : "unknown",
      status,
      reason: `http_${status}`,
      message,
    };
  }
  const openUrl = openable(said.open ?? null, { hosts, ctx });
  const reason = said.open && !openUrl ? "open_not_allowed" : null;
  const shouldRefresh = said.refresh ?? false;
  return { state: "done", status, reason, message, openUrl, shouldRefresh };
}

/** An address that a browser may be sent to: of a machine of the allow-list, and no script. */
function openable(
  given: string | null,
  { hosts, ctx }: { hosts: Hosts; ctx: Context },
): string | null {
  if (given === null || !URL.canParse(given)) return null;
  const url = new URL(given);
  const isWeb =
    url.protocol === "https:" || (url.protocol === "http:" && ctx.outside?.isPrivateAllowed);
  return isWeb && hosts.has(url.host) && url.username === "" ? url.toString() : null;
}
