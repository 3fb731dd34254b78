import { describe, expect, it } from "vitest";
import { listAudit } from "@/server/domain/audit";
import { reading } from "@/server/domain/context";
import {
  createModuleKey,
  listModuleKeys,
  rotateModuleKey,
  saveModulePace,
} from "@/server/domain/modules";
import { openDesk } from "@/server/domain/testing";
import { openAgency } from "./testing/agency";

const desk = await openDesk();
const hours = (count: number) => new Date(desk.now.getTime() + count * 3_600_000);

describe("a call that is wrong", () => {
  it("is refused as a problem in the language asked for, each fault with its place", async () => {
    const { call, refNo } = await openAgency(desk);
    const headers = { "accept-language": "sk" };
    const answer = await call(
      "POST claims",
      { refNo, principalMinor: "many", currency: "USD", dueOn: "2026-02-30", colour: 1 },
      { headers },
    );
    expect(answer.headers.get("content-type")).toContain("application/problem+json");
    expect(answer).toMatchObject({
      status: 400,
      body: {
        ...{ type: "/api/swagger/module#modules.input", title: "sk:modules.title_invalid" },
        ...{ status: 400, code: "modules.input", detail: "sk:modules.input" },
      },
    });
    const faults = answer.body.errors as { pointer: string; code: string }[];
    expect(Object.fromEntries(faults.map(({ pointer, code }) => [pointer, code]))).toEqual({
      "/principalMinor": "modules.input_type",
      "/currency": "modules.input_value",
      "/dueOn": "kernel.day_not_a_day",
      "/colour": "modules.input_unknown",
    });
    const inside = { category: "loan", parties: [{ partyId: 1, role: "x", "a/b": 1 }] };
    expect((await call("POST cases", inside)).body.errors).toEqual([
      {
        ...{ pointer: "/parties/0/a~1b", code: "modules.input_unknown" },
        detail: "cs:modules.input_unknown",
      },
    ]);
    const none = await call("POST events/notes", { refNo });
    expect(none.body.errors).toMatchObject([{ pointer: "/text", code: "modules.input_missing" }]);
    const twice = await call(`POST tasks/7/resolution`, { taskId: 8, result: "x" });
    expect(twice).toMatchObject({ status: 400, body: { code: "modules.query_twice" } });
    for (const text of ["{", "[]", "1", '"x"', "null"]) {
      expect((await call("POST events/notes", text)).body.code, text).toBe("modules.body_json");
    }
    const neither = await call("POST events/notes", { text: "x" });
    expect(neither).toMatchObject({ status: 400, body: { code: "modules.one_case" } });
  });

  it("does nothing without a name of its own, and a refused input does not use the name up", async () => {
    const { call, refNo, caseId, admin } = await openAgency(desk);
    const count = () =>
      reading(admin, async ({ sql }) => {
        const [row] = await sql<{ count: number }[]>`
          select count(*) from case_events where case_id = ${caseId} and kind = 'note'`;
        return row?.count;
      });
    const nameless = { headers: { "idempotency-key": "" } };
    expect((await call("POST events/notes", { refNo, text: "x" }, nameless)).status).toBe(400);
    const headers = { "idempotency-key": "pozn-1" };
    expect((await call("POST events/notes", { refNo }, { headers })).status).toBe(400);
    expect((await call("POST events/notes", { refNo, text: "x" }, { headers })).status).toBe(200);
    const again = await Promise.all(
      Array.from({ length: 4 }, () => call("POST events/notes", { refNo, text: "x" }, { headers })),
    );
    expect(again.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    expect(await count()).toBe(1);
  });

  it("of another tenant's key meets nothing of ours, whatever it names", async () => {
    const ours = await openAgency(desk);
    const theirs = await openAgency(desk);
    const { caseId, partyId } = ours;
    const asked = [
      await theirs.call(`GET cases/${caseId}`),
      await theirs.call(`GET parties/${partyId}`),
      await theirs.call(`GET claims?caseId=${caseId}`),
      await theirs.call("POST events/notes", { caseId, text: "x" }),
      await theirs.call("POST cases/moves", { caseId, transition: "close" }),
      await theirs.call("POST payments", {
        ...{ caseId, amountMinor: 1, currency: "CZK", valueOn: "2026-11-20" },
      }),
      await theirs.call(
        `GET operators/permission?permission=cases:read&operatorId=${ours.admin.actor.operatorId}`,
      ),
    ];
    expect(asked.map(({ status }) => status)).toEqual([404, 404, 404, 404, 404, 404, 404]);
    const { items } = await listAudit(ours.admin, { action: "timeline.add-note" });
    expect(items).toEqual([]);
  });

  it("is refused for a scope that its key has not, and for a body that is too long", async () => {
    const { call, refNo } = await openAgency(desk, { scopes: ["cases:read"] });
    expect((await call(`GET cases/by-ref-no?refNo=${refNo}`)).status).toBe(200);
    const refused = [
      await call("POST events/notes", { refNo, text: "x" }),
      await call("POST payments", {}),
      await call("GET changes"),
      await call("GET parties/1"),
    ];
    expect(refused.map(({ status }) => status)).toEqual([403, 403, 403, 403]);
    const { call: send, refNo: ref } = await openAgency(desk);
    const long = { refNo: ref, text: "x".repeat(1024 * 1024) };
    expect(await send("POST events/notes", long)).toMatchObject({
      ...{ status: 413, body: { code: "modules.body_length" } },
    });
    expect(await send("GET nowhere")).toMatchObject({ status: 404 });
  });
});

describe("a key that is exchanged", () => {
  it("has two secrets for a time, says which is used, and ends the old one by itself", async () => {
    const { admin, keyId, secret, call, refNo } = await openAgency(desk);
    const path = `GET cases/by-ref-no?refNo=${refNo}`;
    const rotated = await rotateModuleKey(admin, { keyId, hours: 24 });
    expect((await call(path)).status).toBe(200);
    const [shown] = await listModuleKeys(admin);
    expect(shown).toMatchObject({
      ...{ oldTail: secret.slice(-4), oldValidUntil: hours(24), oldLastUsedAt: desk.now },
      ...{ lastUsedAt: null, tail: rotated.secret.slice(-4) },
    });
    expect((await call(path, undefined, { key: rotated.secret })).status).toBe(200);
    const later = { ...admin, now: hours(25) };
    expect((await listModuleKeys(later))[0]).toMatchObject({ oldTail: null, oldValidUntil: null });
    const now = desk.now;
    desk.now = hours(25);
    expect((await call(path)).status).toBe(401);
    expect((await call(path, undefined, { key: rotated.secret })).status).toBe(200);
    desk.now = now;
    // At once: nothing of the one before is left.
    const third = await rotateModuleKey(admin, { keyId, hours: 0 });
    expect((await call(path, undefined, { key: rotated.secret })).status).toBe(401);
    expect((await call(path, undefined, { key: third.secret })).status).toBe(200);
    const { items } = await listAudit(admin, { action: "modules.rotate-key" });
    expect(items).toHaveLength(2);
    expect(JSON.stringify(items)).not.toContain("saldo_");
  });

  it("has a pace of its own, which its tenant sets", async () => {
    const { admin, call, tenant } = await openAgency(desk);
    const { keyId, secret: key } = await createModuleKey(admin, {
      ...{ label: "pomalý", scopes: ["changes:read"], callsPerMinute: 2 },
    });
    const ask = async () => (await call("GET changes", undefined, { key })).status;
    expect([await ask(), await ask(), await ask()]).toEqual([200, 200, 429]);
    await saveModulePace(admin, { keyId, callsPerMinute: 10 });
    expect(await ask()).toBe(200);
    const clerk = await tenant.operator("operator");
    await expect(rotateModuleKey(clerk, { keyId })).rejects.toMatchObject({
      code: "access.forbidden",
    });
    const stranger = await openAgency(desk);
    await expect(
      saveModulePace(stranger.admin, { keyId, callsPerMinute: 1 }),
    ).rejects.toMatchObject({ code: "modules.key_not_found" });
  });
});
