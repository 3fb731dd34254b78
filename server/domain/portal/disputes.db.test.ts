import { describe, expect, it } from "vitest";
import { moveCase } from "../cases";
import { atInstant, inTransaction, type OperatorContext, reading } from "../context";
import { stopsSql } from "../messages";
import {
  closeMyRequest,
  decideDispute,
  disputeClaim,
  disputesOfCase,
  myRequest,
  openRequest,
} from "../requests";
import { openDesk } from "../testing";
import { myCase } from ".";
import { type PortalScene, portalScene } from "./testing/portal-scene";
import { registered } from "./testing/registered";

const desk = await openDesk();
let serial = 0;
const key = () => `dispute-test-${++serial}`;

async function scene() {
  const found = await portalScene(desk);
  return { ...found, client: await registered(desk, found, found.first) };
}
type Scene = Awaited<ReturnType<typeof scene>>;

const dispute = ({ first: { refNo, claimId } }: PortalScene, more: object = {}) => ({
  ...{ refNo, claimId, reason: "paid" as const, text: "Zaplatil jsem v říjnu." },
  ...{ idempotencyKey: key(), ...more },
});
const verdict = (disputeId: number, given: "accepted" | "partly" | "rejected") => ({
  ...{ disputeId, verdict: given, text: "Platbu jsme nenašli.", idempotencyKey: key() },
});

/** Whether notices of the claim wait on a day. */
const isPaused = (ctx: OperatorContext, { claimId }: { claimId: number }) =>
  reading(ctx, async (tx) => {
    const { ofClaims } = stopsSql(tx, { onDay: ctx.today, caseIds: null });
    const rows = await tx.sql<{ id: number }[]>`select id from (${ofClaims}) s`;
    return rows.some(({ id }) => id === claimId);
  });

const later = <T extends OperatorContext | Scene["client"]>(ctx: T, days: number) =>
  atInstant(ctx as OperatorContext, new Date(ctx.now.getTime() + days * 86_400_000)) as T;

const openId = async ({ admin, first }: Scene) =>
  (await disputesOfCase(admin, { caseId: first.caseId }))[0]?.id ?? 0;

describe("a dispute", () => {
  it("holds notices of the claim until it is decided, and the client reads why", async () => {
    const all = await scene();
    const { client, admin, first } = all;
    const sent = dispute(all);
    const { refNo } = await disputeClaim(client, sent);
    expect(await disputeClaim(client, sent)).toEqual({ refNo });
    expect(await isPaused(admin, first)).toBe(true);
    expect((await myCase(client, first)).claims[0]?.dispute).toMatchObject({
      ...{ refNo, reason: "paid", outcome: null, isAgain: false },
    });
    const [open] = await disputesOfCase(admin, { caseId: first.caseId });
    expect(open).toMatchObject({ requestRefNo: refNo, claimId: first.claimId, outcome: null });
    const rejected = verdict(open?.id ?? 0, "rejected");
    await decideDispute(admin, rejected);
    await decideDispute(admin, rejected);
    expect(await isPaused(admin, first)).toBe(false);
    expect(await myRequest(client, { refNo })).toMatchObject({
      ...{ standing: "resolved", decision: "rejected", aboutRefNo: first.refNo },
      posts: [{ author: "client" }, { author: "operator", text: "Platbu jsme nenašli." }],
    });
    const facts = await inTransaction(admin, (_, { sql }) => {
      return sql`select name, payload->>'outcome' as outcome from outbox_facts
                  where name in ('claim.disputed', 'dispute.decided') order by id`;
    });
    expect(facts).toEqual([
      { name: "claim.disputed", outcome: null },
      { name: "dispute.decided", outcome: "rejected" },
    ]);
    await expect(decideDispute(admin, verdict(open?.id ?? 0, "accepted"))).rejects.toMatchObject({
      code: "requests.dispute_decided",
    });
  });

  it("that nobody decides holds notices for sixty days and no longer", async () => {
    const all = await scene();
    await disputeClaim(all.client, dispute(all));
    expect(await isPaused(later(all.admin, 60), all.first)).toBe(true);
    expect(await isPaused(later(all.admin, 61), all.first)).toBe(false);
  });

  it("that was accepted gives the people a task and a week to lower the claim", async () => {
    const all = await scene();
    await disputeClaim(all.client, dispute(all));
    await decideDispute(all.admin, verdict(await openId(all), "partly"));
    expect(await isPaused(later(all.admin, 7), all.first)).toBe(true);
    expect(await isPaused(later(all.admin, 8), all.first)).toBe(false);
    const tasks = await reading(
      all.admin,
      ({ sql }) => sql`select text from case_events
                        where case_id = ${all.first.caseId} and kind = 'task'`,
    );
    expect(tasks).toMatchObject([{ text: expect.stringContaining("Snížit") }]);
  });

  it("is one at a time, also of two sent at once", async () => {
    const all = await scene();
    const sent = await Promise.allSettled(
      [1, 2, 3].map(() => disputeClaim(all.client, dispute(all))),
    );
    const refused = sent.filter(({ status }) => status === "rejected");
    expect(refused.map((each) => (each as PromiseRejectedResult).reason.code)).toEqual([
      "requests.dispute_open",
      "requests.dispute_open",
    ]);
    const rows = await disputesOfCase(all.admin, { caseId: all.first.caseId });
    expect(rows.length).toBe(1);
    // What was refused left no request behind.
    const [requests] = await reading(
      all.admin,
      ({ sql }) => sql`select count(*)::int as n from cases where category = 'request'`,
    );
    expect(requests).toEqual({ n: 1 });
  });

  it("is not begun again without end", async () => {
    const all = await scene();
    await disputeClaim(all.client, dispute(all));
    await decideDispute(all.admin, verdict(await openId(all), "rejected"));
    await expect(disputeClaim(all.client, dispute(all))).rejects.toMatchObject({
      code: "requests.dispute_rests",
    });
    const month = later(all.client, 31);
    expect((await myCase(month, all.first)).claims[0]?.dispute?.isAgain).toBe(true);
    const { refNo } = await disputeClaim(month, dispute(all));
    await closeMyRequest(month, { refNo });
    expect(await isPaused(later(all.admin, 31), all.first)).toBe(false);
    expect(await myRequest(month, { refNo })).toMatchObject({
      ...{ standing: "closed", decision: "withdrawn" },
    });
    await expect(disputeClaim(later(all.client, 365), dispute(all))).rejects.toMatchObject({
      code: "requests.disputes_many",
    });
  });

  it("cannot be closed or resolved by the people before it is decided", async () => {
    const all = await scene();
    await disputeClaim(all.client, dispute(all));
    const [open] = await disputesOfCase(all.admin, { caseId: all.first.caseId });
    const caseId = open?.requestId ?? 0;
    for (const transition of ["resolve", "close"]) {
      await expect(moveCase(all.admin, { caseId, transition })).rejects.toMatchObject({
        code: "workflow.undecided",
      });
    }
    await expect(
      moveCase(all.admin, { caseId, transition: "decide-rejected" }),
    ).rejects.toMatchObject({ kind: "precondition" });
  });

  it("is the debtor's own: of no other claim, of nobody who owes nothing, of no other tenant", async () => {
    const all = await scene();
    const other = await registered(desk, all, all.second);
    const missing = { code: "requests.claim_not_found" };
    await expect(disputeClaim(other, dispute(all))).rejects.toMatchObject(missing);
    const { claimId } = all.second;
    const crossed = dispute(all, { claimId });
    await expect(disputeClaim(all.client, crossed)).rejects.toMatchObject(missing);
    await disputeClaim(all.client, dispute(all));
    const stranger = await (await desk.tenant()).operator();
    const disputeId = await openId(all);
    await expect(decideDispute(stranger, verdict(disputeId, "rejected"))).rejects.toMatchObject({
      code: "requests.dispute_not_found",
    });
    const reader = await all.tenant.operator("readOnly");
    await expect(decideDispute(reader, verdict(disputeId, "rejected"))).rejects.toMatchObject({
      code: "access.forbidden",
    });
    // A question of the kind is a question: it holds nothing up.
    const { refNo } = await openRequest(other, {
      ...{ subject: "X", kind: "dispute", text: "X", idempotencyKey: key() },
    });
    expect((await myRequest(other, { refNo })).decision).toBeNull();
  });
});
