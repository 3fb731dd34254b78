import type { Tx } from "@/db/client";
import { openCase } from "../cases";
import type { Context } from "../context";
import { addTask } from "../timeline";
import { chooseOwner, type TurnOf } from "./choose-owner";
import { counterpartyOf } from "./counterparty";
import { DEAL, dealProcess, fitFields } from "./lead-fields";

const TASK_TEXT_MAX = 200;

export interface Lead {
  values: Readonly<Record<string, string>>;
  /** Addresses of whoever asks, the likeliest first. */
  addresses: readonly string[];
  /** By which rule or form somebody gets it. */
  turnOf: TurnOf | null;
  /** Of the mail or of what was sent: the same opens one deal. */
  idempotencyKey: string;
  /** Whoever opens it by hand and is to have it where no rule says anybody. */
  ownerId?: number | null;
}

export interface OpenedLead {
  caseId: number;
  refNo: string;
  reason: string | null;
}

/**
 * Opens a deal that nobody has worked on yet for what came from outside, links the counterparty that
 * is known and asks its owner, or whoever gives work out, to look at it. Part of the caller's
 * transaction. Throws what `openCase` throws.
 */
export async function openLead(ctx: Context, tx: Tx, lead: Lead): Promise<OpenedLead> {
  const { partyId, reason } = await counterpartyOf(tx, lead.addresses);
  const ownerId = (await chooseOwner(tx, lead.turnOf)) ?? lead.ownerId ?? null;
  const fields = fitFields(await dealProcess(tx), lead.values);
  const { caseId, refNo } = await openCase(
    ctx,
    {
      ...{ category: DEAL, fields, ownerId, idempotencyKey: lead.idempotencyKey },
      parties: partyId === null ? [] : [{ partyId, role: "client" }],
    },
    { takesNameless: true },
  );
  const text = [fields.contactName ?? fields.senderEmail, fields.name].filter(Boolean).join(": ");
  await addTask(ctx, {
    ...{ caseId, assigneeId: ownerId, dueAt: ctx.now, isAllDay: true },
    text: (text || refNo).slice(0, TASK_TEXT_MAX),
  });
  return { caseId, refNo, reason };
}
