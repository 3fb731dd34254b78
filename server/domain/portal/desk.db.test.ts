import { describe, expect, it } from "vitest";
import { openCase, updateCase } from "../cases";
import { inTransaction, type OperatorContext, reading } from "../context";
import { stopsSql } from "../messages";
import { pocketOverview } from "../pocket";
import {
  answerRequest,
  approveErasure,
  assignRequests,
  deskReport,
  disputableClaims,
  disputesOfCase,
  documentsToGive,
  mergeRequests,
  myRequest,
  openByHand,
  postsOfRequest,
  proposeErasure,
  rateRequest,
  recordDispute,
  recordRight,
  refuseRight,
  requestThread,
  rightOfRequest,
  saveRule,
  setKind,
  setPriority,
  stepRequest,
} from "../requests";
import { bytesOf, PNG } from "../requests/testing/files";
import { openDesk } from "../testing";
import { addDocument } from "../timeline";
import { type RequestScene, requestKey, requestScene } from "./testing/request-scene";

const desk = await openDesk();

const came = { receivedOn: "2026-11-20", channel: "phone" as const };

const fieldsOf = async (ctx: OperatorContext, caseId: number) => {
  const [row] = await reading(
    ctx,
    ({ sql }) => sql<{ version: number; fields: Record<string, string>; state: string }[]>`
      select version, fields, state from cases where id = ${caseId}`,
  );
  return { version: row?.version ?? 0, state: row?.state, fields: row?.fields ?? {} };
};

const isPaused = (ctx: OperatorContext, claimId: number) =>
  reading(ctx, async (tx) => {
    const { ofClaims } = stopsSql(tx, { onDay: ctx.today, caseIds: null });
    const rows = await tx.sql<{ id: number }[]>`select id from (${ofClaims}) s`;
    return rows.some(({ id }) => id === claimId);
  });

const fileOf = (name: string) => ({ name, mediaType: "image/png", content: bytesOf(PNG) });

const byHand = ({ first }: RequestScene, more: object = {}) => ({
  ...{
    partyId: first.partyId,
    subject: "Volal",
    kind: "other" as const,
    channel: "phone" as const,
  },
  ...{ text: "Prý už zaplatil.", idempotencyKey: requestKey(), ...more },
});

describe("a request that came by telephone", () => {
  it("is opened for its client, once, and recorded as a dispute with all that follows", async () => {
    const scene = await requestScene(desk);
    const { client, first } = scene;
    const clerk = await scene.member(null);
    const given = byHand(scene, { aboutRefNo: first.refNo });
    const { caseId, refNo } = await openByHand(clerk, given);
    expect(await openByHand(clerk, given)).toEqual({ caseId, refNo });
    expect(await myRequest(client, { refNo })).toMatchObject({
      ...{ aboutRefNo: first.refNo, kind: "other", decision: null },
      posts: [{ author: "client", authorName: "Jan Novák", text: "Prý už zaplatil." }],
    });
    expect(await scene.row(caseId)).toMatchObject({ channel: "phone" });
    const [claim, ...others] = await disputableClaims(clerk, { caseId });
    expect(others).toEqual([]);
    expect(claim).toMatchObject({ claimId: first.claimId, isDisputed: false });
    const recorded = { ...came, caseId, claimId: first.claimId, reason: "paid" as const };
    await recordDispute(clerk, recorded);
    await recordDispute(clerk, recorded);
    expect(await isPaused(clerk, first.claimId)).toBe(true);
    expect(await disputesOfCase(clerk, { caseId })).toMatchObject([
      { claimId: first.claimId, openedAt: new Date("2026-11-20T11:00:00Z"), outcome: null },
    ]);
    expect(await myRequest(client, { refNo })).toMatchObject({
      ...{ kind: "dispute", decision: "pending" },
    });
    // It does not end before somebody decides.
    const resolve = { caseId, transition: "resolve" as const };
    await expect(stepRequest(clerk, resolve)).rejects.toMatchObject({ kind: "precondition" });
    const again = await openByHand(clerk, byHand(scene));
    await expect(recordDispute(clerk, { ...recorded, caseId: again.caseId })).rejects.toMatchObject(
      { code: "requests.dispute_open" },
    );
    // All or nothing: the one that was refused is what it was.
    expect((await fieldsOf(clerk, again.caseId)).fields.requestKind).toBe("other");
    await expect(
      recordDispute(clerk, { ...recorded, caseId: again.caseId, claimId: scene.second.claimId }),
    ).rejects.toMatchObject({ code: "requests.claim_not_found" });
  });

  it("is opened for nobody whom the operator does not see, nor about another's case", async () => {
    const scene = await requestScene(desk);
    const about = byHand(scene, { aboutRefNo: scene.second.refNo });
    await expect(openByHand(scene.admin, about)).rejects.toMatchObject({
      code: "requests.about_not_found",
    });
    const foreign = await requestScene(desk);
    await expect(openByHand(foreign.admin, byHand(scene))).rejects.toMatchObject({
      kind: "not_found",
    });
  });

  it("asks for an erasure within a month of its receipt, by the same two people", async () => {
    const scene = await requestScene(desk);
    const { admin, first } = scene;
    const deputy = await scene.member(null, { role: "supervisor" });
    const { caseId, refNo } = await openByHand(admin, byHand(scene));
    const right = { ...came, caseId, kind: "erasure" as const };
    await expect(recordRight(admin, { ...right, receivedOn: "2026-11-23" })).rejects.toMatchObject({
      code: "requests.received_day",
    });
    await recordRight(admin, right);
    await recordRight(admin, right);
    await expect(recordRight(admin, { ...right, kind: "restriction" })).rejects.toMatchObject({
      code: "requests.kind_decided",
    });
    expect(await rightOfRequest(admin, { caseId })).toMatchObject({ dueOn: "2026-12-20" });
    const confirm = { caseId, confirmRefNo: refNo };
    await expect(proposeErasure(admin, confirm)).rejects.toMatchObject({
      code: "requests.legal_holds",
    });
    await inTransaction(admin, async (_, { sql }) => {
      await sql`update cases set voided_at = now() where id = ${first.caseId}`;
    });
    await proposeErasure(admin, confirm);
    await expect(approveErasure(admin, confirm)).rejects.toMatchObject({
      code: "requests.second_person",
    });
    await approveErasure(deputy, confirm);
    expect((await fieldsOf(admin, caseId)).fields.decision).toBe("granted");
  });
});

describe("the kind of a request", () => {
  it("that a law or a pause hangs on is written by its verb alone, whichever way in", async () => {
    const scene = await requestScene(desk);
    const { admin, first } = scene;
    const { caseId } = await scene.ask();
    const refused = { code: "workflow.choice_of_verb", params: { field: "requestKind" } };
    const change = async (fields: Record<string, string>, ctx: Parameters<typeof updateCase>[0]) =>
      updateCase(ctx, { caseId, version: (await fieldsOf(admin, caseId)).version, fields });
    for (const kind of ["dispute", "erasure", "restriction"]) {
      await expect(change({ requestKind: kind }, admin)).rejects.toMatchObject(refused);
    }
    const job = scene.tenant.system("anything");
    await expect(change({ requestKind: "erasure" }, job)).rejects.toMatchObject(refused);
    await expect(
      openCase(admin, {
        ...{ category: "request", parties: [{ partyId: first.partyId, role: "client" }] },
        fields: { subject: "X", requestKind: "erasure" },
      }),
    ).rejects.toMatchObject(refused);
    await expect(setKind(admin, { caseId, kind: "dispute" as "other" })).rejects.toThrow();
    await change({ requestKind: "documents" }, admin);
    await recordRight(admin, { ...came, caseId, kind: "restriction" });
    await expect(change({ requestKind: "payment" }, admin)).rejects.toMatchObject(refused);
    await expect(change({ decision: "granted" }, admin)).rejects.toMatchObject({
      code: "workflow.choice_of_verb",
    });
  });

  it("changes, and who works on it keeps it as long as they see it; a chosen priority stays", async () => {
    const scene = await requestScene(desk);
    const { admin } = scene;
    const [worker, other] = [await scene.member(null), await scene.member(null)];
    const { operatorId } = other.actor;
    const rule = { version: 0, name: "Doklady", kinds: ["documents" as const], operatorId };
    await saveRule(admin, { ...rule, priority: "low" });
    const { caseId } = await scene.ask();
    await assignRequests(admin, { caseIds: [caseId], ownerId: worker.actor.operatorId });
    await setPriority(admin, { caseIds: [caseId], priority: "urgent" });
    await setKind(admin, { caseId, kind: "documents" });
    expect(await scene.ownerOf(caseId)).toBe(worker.actor.operatorId);
    expect(await scene.row(caseId)).toMatchObject({ priority: "urgent", routed_kind: "documents" });
    // Whom a rule gave it, and who has answered since, keeps it as well.
    const mine = await scene.ask({ kind: "documents" });
    expect(await scene.ownerOf(mine.caseId)).toBe(operatorId);
    expect(await scene.row(mine.caseId)).toMatchObject({ priority: "low" });
    await saveRule(admin, { ...rule, kinds: ["other"], operatorId: worker.actor.operatorId });
    const key = requestKey();
    await answerRequest(other, { caseId: mine.caseId, text: "Ano", idempotencyKey: key });
    await setKind(admin, { caseId: mine.caseId, kind: "other" });
    expect(await scene.ownerOf(mine.caseId)).toBe(operatorId);
    const team = await scene.team("Zeď");
    await inTransaction(admin, async (_, { sql }) => {
      await sql`update cases set access_group_id = ${team} where id = ${caseId}`;
    });
    await setKind(admin, { caseId, kind: "payment" });
    expect(await scene.ownerOf(caseId)).toBeNull();
  });
});

describe("a request that others were merged into", () => {
  it("has their documents, their answers and what was said of them", async () => {
    const scene = await requestScene(desk);
    const { admin, client, first } = scene;
    const kept = await scene.ask();
    const other = await scene.ask({ aboutRefNo: first.refNo });
    const key = () => ({ idempotencyKey: requestKey() });
    const { fileId } = await addDocument(admin, {
      caseId: other.caseId,
      file: fileOf("smlouva.png"),
    });
    const ofCase = await addDocument(admin, {
      caseId: first.caseId,
      file: fileOf("dluh.png"),
    });
    await answerRequest(admin, { caseId: other.caseId, text: "Ano", ...key() });
    await stepRequest(admin, { caseId: other.caseId, transition: "resolve" });
    await rateRequest(client, { refNo: other.refNo, rating: "bad" });
    await mergeRequests(admin, { caseId: kept.caseId, otherId: other.caseId });
    const report = await deskReport(admin, { from: "2026-11-01", to: "2026-11-30" });
    expect(report.find(({ by }) => by === "all")).toMatchObject({ count: 1, bad: 1 });
    const offered = async (caseId: number) =>
      (await documentsToGive(admin, { caseId })).map((each) => each.fileId).sort();
    const all = [fileId, ofCase.fileId].sort();
    expect(await offered(kept.caseId)).toEqual(all);
    expect(await offered(other.caseId)).toEqual(all);
    await stepRequest(admin, { caseId: kept.caseId, transition: "resolve" });
    // Only the one that went into it was answered.
    await rateRequest(client, { refNo: other.refNo, rating: "good" });
    expect((await myRequest(client, { refNo: kept.refNo })).rating).toBe("good");
    const given = { caseId: kept.caseId, text: "Zde", fileIds: all, ...key() };
    await answerRequest(admin, given);
    const { posts } = await myRequest(client, { refNo: kept.refNo });
    expect(posts.at(-1)?.files.length).toBe(2);
  });
});

describe("a decision", () => {
  it("carries documents of the request, and none that its author does not see", async () => {
    const scene = await requestScene(desk);
    const { admin, client, first } = scene;
    const { caseId, refNo } = await scene.ask({ kind: "restriction", aboutRefNo: first.refNo });
    const { fileId } = await addDocument(admin, {
      caseId: first.caseId,
      file: fileOf("rozhodnutí.png"),
    });
    const team = await scene.team("Zeď");
    const refusal = { caseId, text: "Nelze.", fileIds: [fileId], idempotencyKey: requestKey() };
    await inTransaction(admin, async (_, { sql }) => {
      await sql`update cases set access_group_id = ${team} where id = ${first.caseId}`;
    });
    const stranger = await scene.member(null, { role: "supervisor" });
    await expect(refuseRight(stranger, refusal)).rejects.toMatchObject({
      code: "requests.file_gone",
    });
    await refuseRight(admin, refusal);
    const { posts } = await myRequest(client, { refNo });
    expect(posts.at(-1)?.files).toMatchObject([{ name: "rozhodnutí.png" }]);
  });
});

describe("reading what a client wrote", () => {
  it("is written down once an hour, on whichever page", async () => {
    const scene = await requestScene(desk);
    const { caseId } = await scene.ask();
    const [clerk, reader] = [await scene.member(null), await scene.member(null)];
    const boss = await scene.member(null);
    await Promise.all([postsOfRequest(clerk, { caseId }), postsOfRequest(clerk, { caseId })]);
    await requestThread(reader, { caseId });
    await postsOfRequest(reader, { caseId });
    await pocketOverview(boss);
    await pocketOverview(boss);
    const rows = await reading(scene.admin, ({ sql }) => {
      return sql`select action, actor_id as "actorId" from audit_entries
                  where action in ('requests.read', 'pocket.overview') order by id`;
    });
    expect(rows).toEqual([
      { action: "requests.read", actorId: clerk.actor.operatorId },
      { action: "requests.read", actorId: reader.actor.operatorId },
      { action: "pocket.overview", actorId: boss.actor.operatorId },
    ]);
  });
});
