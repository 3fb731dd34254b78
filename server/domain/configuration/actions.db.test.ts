import { beforeEach, describe, expect, it } from "vitest";
import { listAudit } from "../audit";
import { inTransaction } from "../context";
import { makeDebtor } from "../dunning/testing/dunning-scene";
import { openDesk } from "../testing";
import {
  forbidHost,
  listActionLog,
  listActionRuns,
  listActions,
  performActions,
  queueActions,
  runAction,
} from ".";
import { openConfigScene } from "./testing/config-scene";
import { isSigned, verdictOf } from "./testing/loan-twin";

const desk = await openDesk();
const scene = await openConfigScene(desk);
const { ctx, twin } = scene;
const { caseId, partyId } = await makeDebtor(ctx);

const file = `version: 1
customActions:
  approve:
    on: case
    bulk: true
    names: { cs: Schválit, en: Approve }
    confirm: { cs: Opravdu? }
    url: ${twin.url("/approve/{id}")}
  reject:
    on: case
    names: { cs: Zamítnout }
    url: ${twin.url("/reject")}
    roles: [administrator]
    inputs:
      reason: { type: choice, required: true, names: { cs: Důvod }, choices: [{ code: low, names: { cs: Nízký } }] }
      day: { type: day, names: { cs: Den } }
  auction-only:
    on: case
    names: { cs: Dražba }
    categories: [auction]
    url: ${twin.url("/approve")}
  check:
    on: party
    names: { cs: Občanka }
    url: ${twin.url("/check-id/{id}")}
`;

let press = 0;
const key = () => `press-${++press}-of-the-test`;
const approve = (more: object = {}) =>
  runAction(ctx, { action: "approve", objectId: caseId, idempotencyKey: key(), ...more });

beforeEach(async () => {
  twin.answer = null;
  twin.heard.length = 0;
  await scene.write(file);
});

describe("a button", () => {
  it("is offered where it fits, to whom it is for, in their language", async () => {
    const codes = async (who: typeof ctx, of: Parameters<typeof listActions>[1]) =>
      (await listActions(who, of)).map(({ code }) => code);
    expect(await codes(ctx, { on: "case", objectId: caseId })).toEqual(["approve", "reject"]);
    expect(await codes(ctx, { on: "case" })).toEqual(["approve"]);
    expect(await codes(ctx, { on: "party", objectId: partyId })).toEqual(["check"]);
    const operator = await scene.tenant.operator("operator");
    expect(await codes(operator, { on: "case", objectId: caseId })).toEqual(["approve"]);
    const reader = await scene.tenant.operator("readOnly");
    expect(await codes(reader, { on: "case", objectId: caseId })).toEqual([]);
    const english = { ...ctx, actor: { ...ctx.actor, language: "en" as const } };
    const [offer] = await listActions(english, { on: "case", objectId: caseId });
    expect(offer).toMatchObject({ name: "Approve", confirm: "Opravdu?" });
  });

  it("calls its program with the object's id, signed, and shows what it says", async () => {
    const run = await approve();
    expect(run).toMatchObject({
      ...{ state: "done", message: `Schváleno: ${caseId}`, shouldRefresh: true, openUrl: null },
    });
    const [heard] = twin.heard;
    expect(heard?.path).toBe(`/approve/${caseId}`);
    if (!heard) throw new Error("nothing was heard");
    expect(verdictOf(heard, scene.secret)).toMatchObject({ isGenuine: true });
    const { target } = heard;
    const moved = { ...heard, target: target.replace(String(caseId), String(caseId + 1)) };
    expect(verdictOf(moved, scene.secret)).toMatchObject({ reason: "wrong_signature" });
    expect(isSigned(heard, scene.secret)).toBe(false);
    expect(JSON.parse(heard?.body ?? "")).toMatchObject({
      type: "action.approve",
      data: { object: "case", id: caseId, operator: { id: ctx.actor.operatorId } },
    });
    const audit = await listAudit(ctx, { action: "configuration.run-action", caseId });
    expect(audit.items[0]).toMatchObject({ after: { action: "approve" } });
    expect((await listActionRuns(ctx, { on: "case", objectId: caseId }))[0]).toMatchObject({
      state: "done",
    });
  });

  it("pressed twice is run once, at once too", async () => {
    const idempotencyKey = key();
    await Promise.all([approve({ idempotencyKey }), approve({ idempotencyKey })]);
    expect(await approve({ idempotencyKey })).toMatchObject({ state: "done" });
    expect(twin.heard).toHaveLength(1);
  });

  it("puts the id into the query where the file names no place, with the form's values", async () => {
    const values = { reason: "low", day: "2026-11-01" };
    const run = await runAction(ctx, {
      ...{ action: "reject", objectId: caseId, values, idempotencyKey: key() },
    });
    expect(run).toMatchObject({ state: "refused", message: "Žádost je už vyplacená." });
    expect(twin.heard[0]?.query.get("id")).toBe(String(caseId));
    expect(JSON.parse(twin.heard[0]?.body ?? "").data.input).toEqual(values);
  });

  it.each([
    [{}, "reason"],
    [{ reason: "other" }, "reason"],
    [{ reason: "low", day: "tomorrow" }, "day"],
    [{ reason: "low", extra: 1 }, "extra"],
  ])("of a form is not pressed with %j", async (values, field) => {
    const bad = runAction(ctx, {
      ...{ action: "reject", objectId: caseId, values, idempotencyKey: key() },
    });
    await expect(bad).rejects.toMatchObject({ code: "configuration.bad_input", params: { field } });
    expect(twin.heard).toHaveLength(0);
  });

  it.each([
    [{ status: 500 }, { state: "unknown", reason: "http_500" }],
    [{ body: "<html>" }, { state: "done", message: null }],
    [{ body: { open: "javascript:alert(1)" } }, { openUrl: null, reason: "open_not_allowed" }],
    [{ body: { open: "https://evil.example/" } }, { openUrl: null, reason: "open_not_allowed" }],
    [{ body: { open: twin.url("/detail") } }, { openUrl: twin.url("/detail") }],
  ])("that hears %j ends as %j", async (answer, ends) => {
    twin.answer = () => answer;
    expect(await approve()).toMatchObject(ends);
  });

  it("of a machine that may not be called fails, and nothing leaves", async () => {
    await scene.write(file.replaceAll(twin.host, "elsewhere.example"));
    expect(await approve()).toMatchObject({ state: "failed", reason: "host_not_allowed" });
    await expect(forbidHost(ctx, { host: "elsewhere.example" })).rejects.toMatchObject({
      code: "configuration.host_unknown",
    });
  });

  it("that is not for somebody, or not for this case, is not pressed", async () => {
    const operator = await scene.tenant.operator("operator");
    const of = { objectId: caseId, idempotencyKey: key(), values: { reason: "low" } };
    await expect(runAction(operator, { action: "reject", ...of })).rejects.toMatchObject({
      code: "configuration.not_your_action",
    });
    const other = { action: "auction-only", objectId: caseId, idempotencyKey: key() };
    await expect(runAction(ctx, other)).rejects.toMatchObject({ code: "configuration.no_object" });
    const stranger = await (await desk.tenant()).operator("administrator");
    await expect(runAction(stranger, { ...other, action: "approve" })).rejects.toMatchObject({
      code: "configuration.no_action",
    });
  });
});

describe("the log of buttons", () => {
  it("says who pressed what on which object, what was filled in and answered", async () => {
    const values = { reason: "low", day: "2026-11-01" };
    await runAction(ctx, { action: "reject", objectId: caseId, values, idempotencyKey: key() });
    await runAction(ctx, { action: "check", objectId: partyId, idempotencyKey: key() });
    const { items } = await listActionLog(ctx, { limit: 2 });
    expect(items).toMatchObject([
      { name: "Občanka", on: "party", objectId: partyId, caseId: null, partyName: "Karel Dlužný" },
      {
        ...{ name: "Zamítnout", on: "case", caseId, state: "refused", status: 422, input: values },
        ...{ message: "Žádost je už vyplacená.", actorName: ctx.actor.name },
      },
    ]);
    const next = await listActionLog(ctx, { filter: { action: "reject" }, limit: 1 });
    expect(next.items.map(({ action }) => action)).toEqual(["reject"]);
    const { items: more } = await listActionLog(ctx, { cursor: next.nextCursor, limit: 1 });
    expect(more[0]?.id ?? 0).toBeLessThan(next.items[0]?.id ?? 0);
  });

  it("is for administrators; a case shows its own runs to who sees the case", async () => {
    await approve();
    const operator = await scene.tenant.operator("operator");
    await expect(listActionLog(operator)).rejects.toMatchObject({ code: "access.forbidden" });
    expect((await listActionRuns(operator, { on: "case", objectId: caseId }))[0]).toMatchObject({
      ...{ action: "approve", name: "Schválit" },
    });
    const stranger = await (await desk.tenant()).operator("administrator");
    expect((await listActionLog(stranger)).items).toEqual([]);
    await expect(listActionRuns(stranger, { on: "case", objectId: caseId })).rejects.toMatchObject({
      code: "configuration.no_object",
    });
  });
});

describe("a button for many", () => {
  const queue = (caseIds: number[], idempotencyKey: string) =>
    inTransaction(ctx, (inner, tx) =>
      queueActions(inner, tx, { action: "approve", caseIds, values: {}, idempotencyKey }),
    );
  const drain = async (laterMs = 0) => {
    while ((await performActions(scene.job(laterMs))).count > 0);
  };

  it("is run once for each case, after the transaction", async () => {
    const more = [await makeDebtor(ctx), await makeDebtor(ctx)].map((each) => each.caseId);
    const cases = [caseId, ...more, 987_654];
    const first = await queue(cases, "bulk-of-the-test");
    expect(first.queued).toEqual(new Set([caseId, ...more]));
    expect(first.visible.has(987_654)).toBe(false);
    expect((await queue(cases, "bulk-of-the-test")).queued.size).toBe(0);
    expect(twin.heard).toHaveLength(0);
    await Promise.all([drain(), drain()]);
    expect(twin.heard.map(({ path }) => path).sort()).toEqual(
      [caseId, ...more].map((id) => `/approve/${id}`).sort(),
    );
  });

  it("that died while it called is called again under the same id", async () => {
    await queue([caseId], "dead-bulk-of-the-test");
    twin.answer = () => "silence";
    const dying = performActions(scene.job());
    while (twin.heard.length === 0) await new Promise<void>((resolve) => setImmediate(resolve));
    twin.answer = null;
    await drain(3 * 60_000);
    expect(new Set(twin.heard.map(({ headers }) => headers["webhook-id"])).size).toBe(1);
    expect(twin.heard).toHaveLength(2);
    await twin.drop();
    await dying;
    expect((await listActionRuns(ctx, { on: "case", objectId: caseId }))[0]?.state).toBe("done");
  });
});
