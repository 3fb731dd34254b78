import type { FactName } from "@/server/domain/events";
import type { PostOffice } from "@/server/domain/mails";
import type { Subscriber, Subscribers } from "../subscribers";
import { agreementsImported, agreementsRefresh } from "./agreements-refresh";
import { bankClaim, bankImport, bankMatch, bankReopen, bankRules } from "./bank-match";
import { bulkRun } from "./bulk-run";
import { casesRefresh } from "./cases-refresh";
import { dunningRun } from "./dunning-run";
import { importRun } from "./import-run";
import { interestPause, interestTagEffect } from "./interest-pause";
import { interestRoll } from "./interest-roll";
import { brokenMail, mailSend } from "./mail";
import { messagesDeliver } from "./messages-deliver";

/** Several act on one fact: in turn, and each may be run again when a later one fails. */
const inTurn =
  <N extends FactName>(...all: Subscriber<N>[]): Subscriber<N> =>
  async (ctx, payload, delivery) => {
    for (const each of all) await each(ctx, payload, delivery);
  };

/** Every fact that something follows from, and what does; mails need a post office beside them. */
export const subscribers: Subscribers = {
  "bank.rules-changed": bankRules,
  "bank.uploaded": bankMatch,
  "bulk.requested": bulkRun,
  "cases.interest_tagged": interestPause,
  "cases.outdated": casesRefresh,
  "cases.tag_stops_interest": interestTagEffect,
  "claim.created": bankClaim,
  "dunning.run_requested": dunningRun,
  "import.published": inTurn<"import.published">(bankImport, agreementsImported),
  "import.requested": importRun,
  "messages.waiting": messagesDeliver,
  "payment.recorded": agreementsRefresh,
  "payment.reversed": inTurn<"payment.reversed">(bankReopen, agreementsRefresh),
  "rates.changed": interestRoll,
  "schedule.broken": brokenMail,
};

/** All subscribers of a process that can send mail. */
export const subscribersWith = (office: PostOffice): Subscribers => ({
  ...subscribers,
  "mail.queued": mailSend(office),
});
