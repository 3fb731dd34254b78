import { describe, expect, it } from "vitest";
import { listAudit } from "@/server/domain/audit";
import { createClaim } from "@/server/domain/claims";
import { inTransaction, reading } from "@/server/domain/context";
import { saveService } from "@/server/domain/registers";
import { addPerson, openRegisterScene } from "@/server/domain/registers/testing/register-scene";
import { uploadTemplate } from "@/server/domain/templates";
import { openDesk, othersEnd } from "@/server/domain/testing";
import { openAgency } from "./testing/agency";

const desk = await openDesk();
/** What the process wants before an application is sent. */
const FIELDS = { product: "instalment", requestedMinor: 5_000_000 };
const DEBTOR = {
  ...{ birthNumber: "800101/9114", surname: "Zkušební", givenName: "Jan", bornOn: "1980-01-01" },
  ...{ number: 99_001, year: 2025, court: "Krajský soud v Brně", state: "ODDLUŽENÍ", senate: 37 },
  startedOn: "2025-03-04",
};

describe("a case through the module API", () => {
  it("is opened, read by its number, changed, and moved where the process lets it", async () => {
    const { call, admin } = await openAgency(desk);
    const party = await call("POST parties", {
      ...{ kind: "natural_person", fullName: "Jana Nová", birthOn: "1985-04-12" },
    });
    expect(party.status).toBe(200);
    const { partyId } = party.body;
    const opened = await call("POST cases", {
      category: "loan",
      parties: [{ partyId, role: "applicant" }],
    });
    expect(opened).toMatchObject({ status: 200 });
    const { refNo, caseId } = opened.body;
    const path = `GET cases/by-ref-no?refNo=${encodeURIComponent(refNo)}`;
    const read = await call(path);
    expect(read).toMatchObject({
      status: 200,
      body: { caseId, refNo, category: "loan", parties: [{ partyId, role: "applicant" }] },
    });
    expect((await call(`GET cases/${caseId}`)).body).toEqual(read.body);
    const blocked = await call("POST cases/moves", { refNo, transition: "payOut" });
    expect(blocked).toMatchObject({ status: 412 });
    expect(blocked.body.code).toMatch(/^workflow\./);
    expect(read.body.transitions[0]).toMatchObject({
      ...{ code: "submit", isAllowed: false, reasons: ["cs:workflow.fields_missing"] },
    });
    const { version } = read.body;
    const changed = await call("PATCH cases", { refNo, version, fields: FIELDS });
    expect(changed).toMatchObject({ status: 200, body: { version: version + 1 } });
    const moved = await call("POST cases/moves", { refNo, transition: "submit" });
    expect(moved).toMatchObject({ status: 200, body: { state: "screen" } });
    const stale = await call("PATCH cases", { refNo, version: read.body.version, fields: {} });
    expect(stale).toMatchObject({ status: 409, body: { code: "cases.changed_meanwhile" } });
    // The key stands in the audit by its name.
    const { items } = await listAudit(admin, { action: "cases.open" });
    expect(items[0]).toMatchObject({ actorName: "module: Úvěry", entityId: caseId });
  });

  it("takes claims, payments with their allocation, and takes a payment back", async () => {
    const { call, refNo, caseId } = await openAgency(desk);
    const claim = await call("POST claims", {
      ...{ refNo, principalMinor: 500_000, currency: "CZK", dueOn: "2026-10-01" },
    });
    expect(claim.status).toBe(200);
    const sent = { refNo, claimId: claim.body.claimId, amountMinor: 120_000, currency: "CZK" };
    const headers = { "idempotency-key": "platba-1" };
    const paid = await call("POST payments", { ...sent, valueOn: "2026-11-20" }, { headers });
    const again = await call("POST payments", { ...sent, valueOn: "2026-11-20" }, { headers });
    expect(again.body).toEqual(paid.body);
    expect(again.headers.get("idempotent-replayed")).toBe("true");
    const other = await call("POST payments", { ...sent, valueOn: "2026-11-19" }, { headers });
    expect(other).toMatchObject({ status: 409, body: { code: "modules.key_of_another_call" } });
    const seen = await call(`GET claims?caseId=${caseId}`);
    const mine = seen.body.claims.find(
      (each: { claimId: number }) => each.claimId === claim.body.claimId,
    );
    expect(mine).toMatchObject({ chargedMinor: 500_000, paidMinor: 120_000 });
    const charged = await call("POST claims/charges", {
      ...{ claimId: claim.body.claimId, kind: "fee", amountMinor: 30_000, valueOn: "2026-11-01" },
    });
    expect(charged.status).toBe(200);
    const { paymentId } = paid.body;
    const taken = await call("POST payments/reversals", {
      ...{ paymentId, kind: "correction", reason: "omyl" },
    });
    expect(taken.status).toBe(200);
    const late = await call("POST payments", { ...sent, valueOn: "2027-11-20" });
    expect(late).toMatchObject({ status: 400, body: { code: "claims.payment_in_future" } });
  });

  it("takes notes, calls, tasks with their result, and documents", async () => {
    const { call, refNo, caseId, admin } = await openAgency(desk);
    expect(await call("POST events/notes", { refNo, text: "Volal klient." })).toMatchObject({
      status: 200,
    });
    const spoken = { refNo, direction: "outgoing", outcome: "reached", text: "Zaplatí." };
    expect(await call("POST events/calls", spoken)).toMatchObject({ status: 200 });
    const task = await call("POST tasks", { caseId, text: "Ověřit OP", dueOn: "2026-11-25" });
    const taskId = task.body.eventId;
    const done = await call(`POST tasks/${taskId}/resolution`, { result: "Platný." });
    expect(done).toMatchObject({ status: 200, body: { caseId } });
    const twice = await call(`POST tasks/${taskId}/resolution`, { result: "Znovu." });
    expect(twice).toMatchObject({ status: 409, body: { code: "timeline.already_resolved" } });
    const query = `refNo=${encodeURIComponent(refNo)}&name=mzda.txt&mediaType=text/plain`;
    const file = await call(`POST documents?${query}`, "výplatní páska");
    expect(file).toMatchObject({ status: 200 });
    const kept = await reading(
      admin,
      ({ sql }) => sql`
        select e.kind, f.name from case_events e left join files f on f.id = e.file_id
         where e.case_id = ${caseId} and e.kind <> 'system' order by e.id`,
    );
    expect([...kept].map(({ kind, name }) => [kind, name])).toEqual([
      ...[
        ["note", null],
        ["call_form", null],
        ["task", null],
        ["document", "mzda.txt"],
      ],
    ]);
  });

  it("gives a template filled in for it back", async () => {
    const { call, refNo, admin } = await openAgency(desk);
    await uploadTemplate(
      admin,
      { fileName: "vyrozumeni.html" },
      (async function* () {
        yield Buffer.from("<p>Případ <mark>Případ.RefNo</mark></p>");
      })(),
    );
    const rendered = await call("POST templates/vyrozumeni/renderings", { refNo });
    expect(rendered).toMatchObject({ status: 200 });
    expect(Buffer.from(rendered.body.content, "base64").toString("utf8")).toContain(refNo);
    expect(await call("POST templates/neni/renderings", { refNo })).toMatchObject({
      ...{ status: 404, body: { code: "templates.not_found" } },
    });
  });
});

describe("a screening through the module API", () => {
  it("answers found, clear or why nothing is known, one register or a profile", async () => {
    const scene = await openRegisterScene(desk, [DEBTOR]);
    const { call, admin } = await openAgency(desk, { outside: scene.admin.outside });
    const service = { ...scene.service, register: "isir_cz" as const };
    await saveService(scene.withOutside(admin), service);
    const known = { fullName: "Jan Zkušební", birthNumber: "800101/9114" };
    const partyId = await addPerson(admin, known);
    const found = await call("POST screenings", { partyId, register: "isir_cz" });
    expect(found).toMatchObject({
      ...{ status: 200 },
      body: { results: [{ register: "isir_cz", outcome: "found", quality: "identifier" }] },
    });
    const { screeningId } = found.body.results[0];
    expect(await call(`GET screenings/${screeningId}`)).toMatchObject({
      status: 200,
      body: { screeningId, partyId, outcome: "found", hits: [{ stateCode: "ODDLUŽENÍ" }] },
    });
    const clean = await addPerson(admin, { fullName: "Eva Čistá", birthNumber: "805101/1210" });
    const clear = await call("POST screenings", { partyId: clean, register: "isir_cz" });
    expect(clear.body.results).toMatchObject([{ outcome: "clear" }]);
    // A register that is silent, and one that is not set up: nothing is known, and that is said.
    await saveService(scene.withOutside(admin), { ...service, url: "http://127.0.0.1:1/" });
    const down = await call("POST screenings", { partyId: clean, register: "isir_cz" });
    expect(down.body.results).toMatchObject([{ outcome: "unavailable" }]);
    expect(down.body.results[0].reason).not.toBeNull();
    await saveService(scene.withOutside(admin), { ...service, url: "" });
    const off = await call("POST screenings", { partyId: clean, register: "isir_cz" });
    expect(off.body.results).toMatchObject([
      { outcome: "not_asked", reason: "registers.unconfigured", screeningId: null },
    ]);
    const both = { partyId, register: "isir_cz", profile: "company" };
    expect(await call("POST screenings", both)).toMatchObject({
      ...{ status: 400, body: { code: "modules.one_register" } },
    });
    expect(await call("POST screenings", { partyId: 999_999, register: "isir_cz" })).toMatchObject({
      ...{ status: 404, body: { code: "parties.not_found" } },
    });
    const address = await call("POST addresses/checks", { partyId });
    expect(address.body.results).toMatchObject([{ register: "addresses" }]);
    expect(address.body.results[0].outcome).not.toBe("clear");
    await scene.twin.close();
  });
});

describe("what an operator may", () => {
  it("is told by role, by access groups and by the process", async () => {
    const { call, tenant, caseId, refNo, admin } = await openAgency(desk);
    const reader = await tenant.operator("readOnly");
    const ask = (operatorId: number, more: string) =>
      call(`GET operators/permission?operatorId=${operatorId}&${more}`);
    const id = reader.actor.operatorId;
    expect((await ask(id, "permission=cases:read")).body).toMatchObject({ isAllowed: true });
    expect((await ask(id, "permission=claims:pay")).body).toMatchObject({
      ...{ isAllowed: false, why: "role" },
    });
    const walled = await tenant.operator("operator", { accessGroupIds: [] });
    await inTransaction(admin, async (_, { sql }) => {
      const [group] = await sql<{ id: number }[]>`
        insert into access_groups (code, name) values ('M', 'Morava') returning id`;
      await sql`update cases set access_group_id = ${group?.id ?? 0} where id = ${caseId}`;
      await sql`update operators set sees_all_groups = false
                 where id = ${walled.actor.operatorId}`;
      await sql`update operators set sees_all_groups = true
                 where id = ${admin.actor.operatorId}`;
    });
    const onCase = `permission=cases:move&refNo=${encodeURIComponent(refNo)}`;
    expect((await ask(walled.actor.operatorId, onCase)).body).toMatchObject({
      ...{ isAllowed: false, why: "case" },
    });
    expect((await ask(admin.actor.operatorId, onCase)).body).toMatchObject({ isAllowed: true });
    expect((await ask(admin.actor.operatorId, `${onCase}&transition=nowhere`)).body).toMatchObject({
      why: "transition",
    });
    expect(await ask(999_999, "permission=cases:read")).toMatchObject({ status: 404 });
  });
});

describe("the feed of changes", () => {
  it("tells facts in order, and none that a slower transaction could still write before", async () => {
    const { call, caseId, admin } = await openAgency(desk);
    await othersEnd(desk);
    const from = (await call("GET changes?isFromNow=true")).body.nextCursor;
    const claim = (dueOn: string) =>
      createClaim(admin, { caseId, currency: "CZK", dueOn, principalMinor: 1_000 });
    let letGo = () => {};
    const isFree = new Promise<void>((resolve) => {
      letGo = resolve;
    });
    // It takes its place in the order first, and commits last.
    let isBegun = () => {};
    const begun = new Promise<void>((resolve) => {
      isBegun = resolve;
    });
    const slow = inTransaction(admin, async (inner, { sql }) => {
      await sql`insert into outbox_facts (name, payload) values ('party.changed', '{"partyId": 1}')`;
      isBegun();
      await isFree;
      return inner.now;
    });
    await begun;
    await claim("2026-12-01");
    const names = async (cursor: string) => {
      const { body } = await call(`GET changes?cursor=${cursor}`);
      return body as { items: { id: number; name: string }[]; nextCursor: string };
    };
    // The quick one is done, but nobody is told of it before the slow one has ended.
    expect((await names(from)).items).toEqual([]);
    letGo();
    await slow;
    await othersEnd(desk);
    const all = await names(from);
    expect(all.items.map(({ name }) => name)).toEqual(["party.changed", "claim.created"]);
    await claim("2026-12-02");
    await othersEnd(desk);
    const more = await names(all.nextCursor);
    expect(more.items.map(({ name }) => name)).toEqual(["claim.created"]);
    expect((await names(more.nextCursor)).nextCursor).toBe(more.nextCursor);
    const page = await call(`GET changes?cursor=${from}&limit=1`);
    expect(page.body).toMatchObject({ hasMore: true, items: [{ name: "party.changed" }] });
    expect(await call("GET changes?cursor=nonsense")).toMatchObject({
      ...{ status: 400, body: { code: "kernel.bad_cursor" } },
    });
  });
});
