import type { InngestFunction } from "inngest";
import type { FactName } from "@/server/domain/events";
import type { PostOffice } from "@/server/domain/mails";
import type { MakeFunctions } from "../embedded";
import { onFact } from "../on-fact";
import type { ClockParts } from "../parts";
import { type Subscribers, subscriptionsOf } from "../subscribers";
import { sweepFunctions } from "../sweep-functions";
import { SWEEPS, type Sweep } from "../sweeps";
import { actionsRun } from "./actions-run";
import { agreementsImported, agreementsRefresh } from "./agreements-refresh";
import { bankClaim, bankImport, bankMatch, bankReopen, bankRules } from "./bank-match";
import { bulkRun } from "./bulk-run";
import { casesRefresh } from "./cases-refresh";
import { dunningRun } from "./dunning-run";
import { importRun } from "./import-run";
import { insolvencyFeed, insolvencyFeedSlovak } from "./insolvency-feed";
import { insolvencyFollow, insolvencyRun } from "./insolvency-run";
import { interestPause, interestTagEffect } from "./interest-pause";
import { interestRoll } from "./interest-roll";
import { leadMail } from "./lead-mail";
import { brokenMail, insolvencyMail, mailSend, stepMail } from "./mail";
import { messagesDeliver } from "./messages-deliver";
import { noticeWithdraw } from "./notice-withdraw";
import { assignedNotices, dueSoonNotices, overdueNotices, postNotices } from "./notices-send";
import { requestMail, requestMailFiled } from "./request-mail";
import { triggersDeliver } from "./triggers-deliver";

/** Mails of a tenant that leave at the same time. */
const MAILS_AT_ONCE = 4;

/** Every fact that something follows from, and what does; mails need a post office beside them. */
export const subscribers: Subscribers = {
  "actions.waiting": actionsRun,
  "bank.rules-changed": bankRules,
  "bank.uploaded": bankMatch,
  "bulk.requested": bulkRun,
  "case.assigned": { "assigned-notices": { act: assignedNotices, atOnce: 2 } },
  "case.rested": { "step-mail": { act: stepMail, atOnce: 2 } },
  "cases.interest_tagged": interestPause,
  "cases.outdated": casesRefresh,
  "cases.tag_stops_interest": interestTagEffect,
  "claim.created": bankClaim,
  "dunning.run_requested": dunningRun,
  "import.published": { "import-bank": bankImport, "import-agreements": agreementsImported },
  "import.requested": importRun,
  "message.cancelled": noticeWithdraw,
  "message.filed": { "request-mail-filed": requestMailFiled, "lead-mail-filed": leadMail },
  "message.received": { "request-mail": requestMail, "lead-mail": leadMail },
  // Two at one channel would hand over at twice its account's pace; a slow one holds up no other.
  "messages.waiting": { act: messagesDeliver, atOnce: 1, by: "channel" },
  "party.insolvent": insolvencyFollow,
  "party.insolvency_ended": insolvencyFollow,
  "party.insolvency_moved": insolvencyFollow,
  "party.insolvency_suspected": insolvencyFollow,
  "payment.recorded": agreementsRefresh,
  "payment.reversed": { "reversed-bank": bankReopen, "reversed-agreements": agreementsRefresh },
  "rates.changed": interestRoll,
  "registers.run_ended": insolvencyMail,
  "registers.run_requested": insolvencyRun,
  "request.due_soon": { "due-soon-notices": { act: dueSoonNotices, atOnce: 2 } },
  "request.overdue": { "overdue-notices": { act: overdueNotices, atOnce: 2 } },
  "request.posted": { "post-notices": { act: postNotices, atOnce: 2 } },
  "schedule.broken": brokenMail,
  "triggers.waiting": triggersDeliver,
};

/** All subscribers of a process that can send mail. */
export const subscribersWith = (office: PostOffice): Subscribers => ({
  ...subscribers,
  "mail.queued": { act: mailSend(office), atOnce: MAILS_AT_ONCE },
});

/** Facts that start or wake a function: these leave the outbox. */
export const factsFor = (all: Subscribers): FactName[] => [
  ...new Set<FactName>([
    ...subscriptionsOf(all).map(({ fact }) => fact),
    "clock.job_asked",
    "run.asked_again",
  ]),
];

/** Every function of the install, for whichever client serves them. */
export const functionsOf =
  (
    parts: ClockParts,
    all: { subscribers: Subscribers; sweeps?: Readonly<Record<string, Sweep>> },
  ): MakeFunctions =>
  (client): InngestFunction.Any[] => [
    ...subscriptionsOf(all.subscribers).map((each) => onFact(client, parts, each)),
    ...sweepFunctions(client, parts, all.sweeps ?? SWEEPS),
    insolvencyFeed(client, parts),
    insolvencyFeedSlovak(client, parts),
  ];
