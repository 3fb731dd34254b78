import type { Database } from "@/db/client";
import { agreementsRefresh } from "@/inngest/functions/agreements-refresh";
import { brokenMail, mailSend } from "@/inngest/functions/mail";
import { carryTenant } from "@/inngest/testing/carry";
import { type Context, makeToday, type SystemActor } from "../../context";
import type { Keys } from "../../keys";
import type { PostOffice } from "../send-mail";

export { agreementsRefresh, brokenMail };

/** The relay that carries the facts of a tenant, with the subscribers that mails come of. */
export function carryFacts(at: { db: Database; keys: Keys; tenantId: number; office: PostOffice }) {
  const { db, keys, tenantId, office } = at;
  const log = { info: () => undefined, error: () => undefined };
  const parts = {
    ...{ db, log },
    subscribers: {
      "payment.recorded": agreementsRefresh,
      "schedule.broken": brokenMail,
      "mail.queued": mailSend(office),
    },
    makeContext: (actor: SystemActor): Context<SystemActor> => ({
      ...{ db, keys, log, actor, now: new Date(), today: makeToday(new Date()) },
    }),
  };
  return () => carryTenant(parts, tenantId);
}
