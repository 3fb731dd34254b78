import type { Tx } from "@/db/client";
import type { Context } from "../../context";
import { fileMessage } from "../../messages";
import { subjectOf, wordsOf } from "../../requests";
import type { ProcessDefinition } from "../../workflow";
import { dealProcess } from "../lead-fields";
import { type OpenedLead, openLead } from "../open-lead";
import type { LeadRule } from "../rules/fits-mail";
import { valuesByRule } from "../rules/read-rules";
import type { LeadMail } from "./load-lead-mail";
import { noteLead } from "./note-lead";

/** What a deal begins with, of a person's mail or of one that a web form wrote. */
export function valuesOfMail(
  process: ProcessDefinition,
  mail: Pick<LeadMail, "body" | "subject" | "fileNames" | "fromAddress" | "fromName">,
  rule: Pick<LeadRule, "labels" | "requestSource"> | null,
): Record<string, string> {
  const { body, fromAddress, fromName } = mail;
  const read = rule === null ? {} : valuesByRule(process, rule, body);
  const source = rule?.requestSource;
  const common = { name: subjectOf(mail), letter: body.trim() || subjectOf(mail) };
  if (Object.keys(read).length === 0) {
    const by = { contactName: fromName, senderEmail: fromAddress, description: wordsOf(mail) };
    return { ...common, ...by, requestSource: source ?? "email" };
  }
  // Its sender is the web site's machine; who asks stands in the words.
  const senderEmail = read.senderEmail ?? read.siteEmail ?? "";
  return { ...common, senderEmail, requestSource: source ?? "website", ...read };
}

interface Opening {
  mail: LeadMail;
  rule: LeadRule | null;
  ownerId?: number | null;
}

/**
 * Opens a deal with a mail as what was asked, and files the mail there whole. Part of the caller's
 * transaction.
 */
export async function openFromMail(
  ctx: Context,
  tx: Tx,
  { mail, rule, ownerId = null }: Opening,
): Promise<OpenedLead> {
  const values = valuesOfMail(await dealProcess(tx), mail, rule);
  const { senderEmail = "", siteEmail = "" } = values;
  const opened = await openLead(ctx, tx, {
    ...{ values, addresses: [senderEmail, siteEmail], ownerId },
    turnOf: rule && { table: "lead_rules", id: rule.id },
    idempotencyKey: `mail-lead-${mail.id}`,
  });
  const { caseId, reason } = opened;
  await fileMessage(ctx, { messageId: mail.id, caseId });
  const ruleId = rule?.id ?? null;
  await noteLead(ctx, tx, { messageId: mail.id, standing: "opened", caseId, ruleId, reason });
  return opened;
}
