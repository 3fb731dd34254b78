import type { NoticeKind, NoticeOutcome } from "@/db/values/push";
import { type PushSubscription, type PushVerdict, sendPush } from "@/server/connectors/web-push";
import type { Locale } from "@/server/kernel/locale";
import { type Context, inTransaction, type SystemActor } from "../context";
import { vapidKeys } from "./keys";
import { noticeOf } from "./notice-texts";
import { dueOfKey, whoIsTold } from "./queue-notices";

const AT_ONCE = 16;
/** A process that dies meanwhile leaves them to another. */
const LEASE_SECONDS = 120;
const ATTEMPTS_MAX = 5;
/** What nobody has seen by then stands in the list anyway. */
const LIFE_SECONDS = 4 * 3_600;

interface Waiting {
  id: number;
  deviceId: number;
  caseId: number;
  kind: NoticeKind;
  attempts: number;
  sourceKey: string;
  refNo: string;
  language: Locale;
  sealed: Buffer;
}

interface Settled {
  id: number;
  deviceId: number;
  outcome: NoticeOutcome | null;
  isGone: boolean;
  waitSeconds: number;
}

/** Claims what waits before anything is called: two processes send no notice twice. */
const claim = (ctx: Context): Promise<Waiting[]> =>
  inTransaction(ctx, async (_, tx) => {
    const { sql } = tx;
    // Whoever was told of it when it was queued may have lost sight of it, or the case, since.
    await sql`
      update push_notices set outcome = 'refused', settled_at = ${ctx.now}
       where id in (
         select n.id from push_notices n
          where n.settled_at is null and n.due_at <= ${ctx.now} and not exists (
            select from cases k ${whoIsTold(tx, ctx.now)}
             where k.id = n.case_id and d.id = n.device_id
               and k.closed_at is null and k.voided_at is null)
            for update skip locked)`;
    const claimed = await sql<Waiting[]>`
      with due as (
        select n.id from push_notices n where n.settled_at is null and n.due_at <= ${ctx.now}
         order by n.id limit ${AT_ONCE} for update skip locked)
      update push_notices n
         set attempts = n.attempts + 1,
             due_at = ${ctx.now}::timestamptz + ${LEASE_SECONDS} * interval '1 second'
        from due, push_devices d, operators o, cases k
       where n.id = due.id and d.id = n.device_id and o.id = d.operator_id and k.id = n.case_id
      returning n.id, n.device_id as "deviceId", n.case_id as "caseId", n.kind, n.attempts,
                n.source_key as "sourceKey",
                k.ref_no as "refNo", o.language, d.subscription_cipher as sealed`;
    return [...claimed];
  });

/** Sends what waits, a handful at a time; answers how many that were. */
export async function sendNotices(ctx: Context<SystemActor>): Promise<{ count: number }> {
  const waiting = await claim(ctx);
  if (waiting.length === 0) return { count: 0 };
  const settled = await Promise.all(waiting.map((each) => tell(ctx, each)));
  await inTransaction(ctx, async (_, { sql }) => {
    const gone = settled.filter(({ isGone }) => isGone).map(({ deviceId }) => deviceId);
    if (gone.length > 0) await sql`delete from push_devices where id = any(${gone}::bigint[])`;
    await sql`
      update push_devices set last_sent_at = ${ctx.now}
       where id = any(${settled.filter((s) => s.outcome === "sent").map((s) => s.deviceId)}::bigint[])`;
    await sql`
      update push_notices n set outcome = r.outcome,
             settled_at = case when r.outcome is not null then ${ctx.now}::timestamptz end,
             due_at = ${ctx.now}::timestamptz + r."waitSeconds" * interval '1 second'
        from json_to_recordset(${JSON.stringify(settled)}::text::json)
             as r(id bigint, outcome text, "waitSeconds" integer)
       where n.id = r.id`;
  });
  return { count: waiting.length };
}

async function tell(ctx: Context<SystemActor>, notice: Waiting): Promise<Settled> {
  const { id, deviceId, attempts } = notice;
  const base = { id, deviceId, isGone: false, waitSeconds: 0 };
  if (ctx.outside?.isCatching) return { ...base, outcome: "kept" };
  const verdict = await hand(ctx, notice).catch((cause: unknown): PushVerdict => {
    ctx.log.error("a notice could not be made", { noticeId: id, cause });
    return "refused";
  });
  if (verdict !== "later") {
    return { ...base, outcome: OUTCOMES[verdict], isGone: verdict === "gone" };
  }
  if (attempts >= ATTEMPTS_MAX) return { ...base, outcome: "given_up" };
  return { ...base, outcome: null, waitSeconds: 60 * 2 ** attempts };
}

const OUTCOMES = { sent: "sent", gone: "refused", refused: "refused" } as const;

async function hand(ctx: Context<SystemActor>, notice: Waiting): Promise<PushVerdict> {
  const subscription = JSON.parse(ctx.keys.open(notice.sealed)) as PushSubscription;
  return sendPush(
    subscription,
    {
      ...{
        text: noticeOf({ ...notice, due: dueOfKey(notice.sourceKey) }),
        topic: `request-${notice.caseId}`,
      },
      lifeSeconds: LIFE_SECONDS,
    },
    {
      ...{ keys: await vapidKeys(ctx), now: ctx.now },
      subject: ctx.outside?.mailFrom ? `mailto:${ctx.outside.mailFrom}` : "mailto:saldo@localhost",
      isPrivateAllowed: ctx.outside?.isPrivateAllowed ?? false,
    },
  );
}
