import type { Tx } from "@/db/client";
import type { InboundClass, InboundMail } from "@/server/connectors/imap";
import type { Progress } from "@/server/kernel/delivery";
import type { Context } from "../../context";
import { recordProgressOf } from "../progress/record-progress";
import { cleanLine } from "./clean-text";
import type { Place } from "./inbound-draft";
import { addressesOf, answeredIds, bareId, type CameTo, draftOfMail } from "./mail-draft";
import { matchMail } from "./match-mail";
import { taggedCases } from "./subject-tag";
import { writeInbound } from "./write-inbound";

export interface FilingAt extends CameTo {
  class: InboundClass;
}

/**
 * Files one mail: reports of servers and readers are written to the message that they speak of, what
 * somebody wrote goes to its case or, in doubt, to the list of the unfiled. True: it was new.
 */
export async function fileMail(
  ctx: Context,
  tx: Tx,
  { mail, at }: { mail: InboundMail; at: FilingAt },
): Promise<boolean> {
  const { class: found } = at;
  const draft = draftOfMail(mail, { ...at, now: ctx.now });
  const isOurs = found.kind === "loop" || found.kind === "bulk";
  const place = isOurs ? null : await placeOf(ctx, tx, { mail, found });
  const kept = await writeInbound(ctx, tx, { draft, place });
  if (kept.outcome === "known") return false;
  const reports = reportsOf(found, draft.at);
  if (place?.repliesTo && reports.length > 0) {
    const messageId = place.repliesTo;
    await recordProgressOf(
      ctx,
      tx,
      reports.map((progress) => ({ messageId, progress })),
    );
  }
  return true;
}

function placeOf(
  ctx: Context,
  tx: Tx,
  { mail, found }: { mail: InboundMail; found: InboundClass },
): Promise<Place | null> {
  const own = returnedIds(found).flatMap((id) => bareId(id) ?? []);
  return matchMail(tx, {
    from: cleanLine(mail.from?.address ?? "").toLowerCase(),
    // A machine's subject says nothing of the case.
    subject: found.kind === "person" ? mail.subject : "",
    answers: [...answeredIds(mail), ...own],
    addresses: addressesOf(mail),
    tagged: found.kind === "person" ? taggedCases(ctx, mail.subject) : [],
  });
}

function returnedIds(found: InboundClass): string[] {
  if (found.kind === "bounce") return found.reports.flatMap(({ messageId }) => messageId ?? []);
  const isOfOne = found.kind === "receipt" || found.kind === "complaint";
  return isOfOne && found.messageId ? [found.messageId] : [];
}

/** What a server's or a reader's report says of our message; a guess of words says nothing. */
function reportsOf(found: InboundClass, at: Date): Omit<Progress, "providerId">[] {
  if (found.kind === "receipt") {
    const isRead = /displayed/i.test(found.disposition);
    return isRead ? [{ state: "read", at, detail: cleanLine(found.disposition) }] : [];
  }
  if (found.kind !== "bounce" || !found.isCertain) return [];
  return found.reports.flatMap(({ action, status }): Omit<Progress, "providerId">[] => {
    if (action !== "failed") return [];
    return [{ state: "returned", at, detail: cleanLine(`bounced ${status ?? ""}`) }];
  });
}
