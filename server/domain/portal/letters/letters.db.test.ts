import { describe, expect, it } from "vitest";
import { LOCALES } from "@/server/kernel/locale";
import { inTransaction, makeToday, type PortalContext, reading } from "../../context";
import { getParty, updateParty } from "../../parties";
import { letterToken, readLetterToken, readMergeData } from "../../templates";
import { openDesk } from "../../testing";
import { listTimeline } from "../../timeline";
import {
  askLetter,
  clientOfSession,
  endEarlierSession,
  endSession,
  letterWays,
  myCase,
  myCases,
  myData,
  openLetter,
  promisePayment,
  saveRules,
  saveSite,
  showPlan,
  shutLetters,
  takePlan,
} from "../index";
import { type Debtor, openDoor, type PortalScene, portalScene } from "../testing/portal-scene";
import { registered, VISITOR } from "../testing/registered";

const desk = await openDesk();
const log = { info: () => undefined, error: () => undefined };
const doorAt = (now: Date) => ({ db: desk.db, keys: desk.keys, now, log });
const later = (minutes: number) => new Date(desk.now.getTime() + minutes * 60_000);

const tokenOf = (scene: PortalScene, { caseId, partyId }: Debtor, madeAt = desk.now) =>
  letterToken(desk.keys, {
    ...{ tenantId: scene.tenantId, caseId, partyId, madeAt, asks: ["birthOn", "refNo"] },
  });

const open = (scene: PortalScene, debtor: Debtor, more: Record<string, unknown> = {}) =>
  openLetter(doorAt((more.now as Date) ?? desk.now), scene.tenantId, {
    input: {
      token: (more.token as string) ?? tokenOf(scene, debtor),
      birthOn: (more.birthOn as string) ?? debtor.birthOn,
      refNo: debtor.refNo,
    },
    visitor: { ...VISITOR, ip: `198.51.100.${scene.tenantId % 250}` },
  });

async function visit(secret: string, now = desk.now): Promise<PortalContext> {
  const actor = await clientOfSession(doorAt(now), secret);
  if (!actor) throw new Error("nobody was let in");
  return { ...doorAt(now), actor, today: makeToday(now) };
}

describe("a link from a letter", () => {
  it("opens its one case after what the letter does not show, and nothing else", async () => {
    const scene = await portalScene(desk);
    const { first, second } = scene;
    const door = doorAt(desk.now);
    expect(await askLetter(door, scene.tenantId, tokenOf(scene, first))).toEqual({
      asks: ["birthOn", "refNo"],
    });
    const { secret, refNo } = await open(scene, first);
    expect(refNo).toBe(first.refNo);
    const ctx = await visit(secret);
    const detail = await myCase(ctx, { refNo });
    expect(detail.totals[0]?.balanceMinor).toBe(900_00);
    await expect(myCase(ctx, { refNo: second.refNo })).rejects.toMatchObject({ kind: "not_found" });
    expect((await myCases(ctx)).items.map((each) => each.refNo)).toEqual([first.refNo]);
    // No card, not even the addressee's own.
    await expect(myData(ctx)).rejects.toMatchObject({ kind: "not_found" });
    const counts = await reading(
      ctx,
      ({ sql }) => sql<{ n: number }[]>`
      select (select count(*) from parties)::int + (select count(*) from party_contacts)::int
             + (select count(*) from client_changes)::int as n`,
    );
    expect(counts[0]?.n).toBe(0);
  });

  it("lets promise and take a plan, on the timeline and in the audit as theirs", async () => {
    const scene = await portalScene(desk);
    const { refNo, caseId } = scene.first;
    const ctx = await visit((await open(scene, scene.first)).secret);
    const idempotencyKey = "letter-promise";
    const promise = { refNo, amountMinor: 500_00, currency: "CZK" as const };
    await promisePayment(ctx, { ...promise, dueOn: makeToday(later(60 * 24 * 5)), idempotencyKey });
    const { totalMinor } = await showPlan(ctx, { refNo, count: 3 });
    await takePlan(ctx, { refNo, count: 3, totalMinor, idempotencyKey: "letter-plan" });
    const detail = await myCase(ctx, { refNo });
    expect(detail.promises).toHaveLength(1);
    expect(detail.schedules).toHaveLength(1);
    const { items } = await listTimeline(scene.admin, { caseId });
    expect(JSON.stringify(items)).toContain("odkazem z dopisu");
    const rows = await reading(
      scene.admin,
      ({ sql }) => sql<{ kind: string; id: number | null }[]>`
      select actor_kind as kind, actor_id as id from audit_entries
       where action = 'portal.open-letter' and case_id = ${caseId}`,
    );
    expect([...rows]).toEqual([{ kind: "portalUser", id: null }]);
  });

  it("is over for an hour's guest, after its days, at another tenant's door, and forged", async () => {
    const scene = await portalScene(desk);
    const other = await portalScene(desk);
    const token = tokenOf(scene, scene.first);
    const { secret } = await open(scene, scene.first);
    expect(await clientOfSession(doorAt(later(59)), secret)).not.toBeNull();
    expect(await clientOfSession(doorAt(later(61)), secret)).toBeNull();
    const over = { code: "portal.letter_over" };
    const month = later(60 * 24 * 30);
    await expect(askLetter(doorAt(month), scene.tenantId, token)).rejects.toMatchObject(over);
    await expect(askLetter(doorAt(desk.now), other.tenantId, token)).rejects.toMatchObject(over);
    const forged = `${token.slice(0, -4)}AAAA`;
    await expect(askLetter(doorAt(desk.now), scene.tenantId, forged)).rejects.toMatchObject(over);
    expect(readLetterToken(desk.keys, forged)).toBeNull();
    await saveRules(scene.admin, {
      ...{ version: 0, letterDays: 0, registration: "closed" },
      ...{ confirmsName: true, confirmsBankAccount: true, confirmsAddress: true },
    });
    await expect(askLetter(doorAt(desk.now), scene.tenantId, token)).rejects.toMatchObject(over);
  });

  it("is shut by five wrong answers, counted also at once, and a newer letter opens again", async () => {
    const scene = await portalScene(desk);
    const wrong = { birthOn: "1901-01-01" };
    const tries = await Promise.allSettled(
      Array.from({ length: 5 }, () => open(scene, scene.first, wrong)),
    );
    const codes = tries.map((each) => (each.status === "rejected" ? each.reason.code : "in"));
    expect(codes).toEqual(Array(5).fill("portal.identity_wrong"));
    await expect(open(scene, scene.first)).rejects.toMatchObject({ code: "portal.letter_over" });
    const token = tokenOf(scene, scene.first, later(1));
    await expect(open(scene, scene.first, { token, now: later(2) })).resolves.toBeTruthy();
    const [way] = await letterWays(scene.admin, { caseId: scene.first.caseId });
    expect(way).toMatchObject({ openedTimes: 1, shutByName: null, failures: 0 });
    // The neighbour's own letter was never touched.
    await expect(open(scene, scene.second)).resolves.toBeTruthy();
  });

  it("is shut on the case, which also sends out whoever is in; a stranger may not", async () => {
    const scene = await portalScene(desk);
    const { caseId, partyId } = scene.first;
    const { secret } = await open(scene, scene.first);
    const reader = await scene.tenant.operator("readOnly");
    await expect(shutLetters(reader, { caseId, partyId })).rejects.toMatchObject({
      kind: "forbidden",
    });
    await shutLetters(scene.admin, { caseId, partyId });
    expect(await clientOfSession(doorAt(desk.now), secret)).toBeNull();
    await expect(open(scene, scene.first)).rejects.toMatchObject({ code: "portal.letter_over" });
    const [way] = await letterWays(scene.admin, { caseId });
    expect(way).toMatchObject({ shutByName: scene.admin.actor.name, isInside: false });
  });

  it("ends with whoever leaves, and with the addressee's place on the case", async () => {
    const scene = await portalScene(desk);
    const ctx = await visit((await open(scene, scene.first)).secret);
    await inTransaction(scene.admin, async (_, { sql }) => {
      await sql`delete from case_parties where case_id = ${scene.first.caseId}`;
    });
    await expect(myCase(ctx, { refNo: scene.first.refNo })).rejects.toMatchObject({
      kind: "not_found",
    });
    const there = await visit((await open(scene, scene.second)).secret);
    await endSession(doorAt(desk.now), there.actor);
    expect((await myCases(there)).items).toEqual([]);
  });

  it("is ended by a new entry, and an account's session of the same number is not", async () => {
    const scene = await portalScene(desk);
    const { secret } = await open(scene, scene.first);
    const guest = await visit(secret);
    const client = await registered(desk, scene, scene.second);
    await inTransaction(scene.admin, async (_, { sql }) => {
      await sql`
        insert into portal_sessions (id, secret_hash, portal_user_id, created_at, last_seen_at,
               expires_at)
        overriding system value
        select ${guest.actor.sessionId}, 'another', portal_user_id, created_at, last_seen_at,
               expires_at from portal_sessions where id = ${client.actor.sessionId}
        on conflict do nothing`;
    });
    await endEarlierSession(doorAt(desk.now), guest.actor);
    expect(await clientOfSession(doorAt(desk.now), secret)).toBeNull();
    const rows = await reading(
      scene.admin,
      ({ sql }) => sql`select 1 from portal_sessions where revoked_at is not null`,
    );
    expect(rows).toHaveLength(0);
  });

  it("stands in a letter with what that letter leaves to be asked", async () => {
    const scene = await portalScene(desk);
    const outside = { fioUrl: "", isPrivateAllowed: true, baseUrl: "https://saldo.example" };
    const admin = { ...scene.admin, outside };
    const urlOf = (paths: string[]) =>
      reading(admin, async (tx) => {
        const subjects = [{ key: "one", caseIds: [scene.first.caseId] }];
        const question = { paths: ["portal.link", ...paths], language: LOCALES[0] };
        const root = (await readMergeData(admin, tx, { subjects, question })).get("one");
        const portal = root?.entries.portal;
        const link = portal?.kind === "group" ? portal.entries.link : null;
        return link?.kind === "text" ? link.text : "";
      });
    const linkOf = async (paths: string[]) =>
      readLetterToken(desk.keys, (await urlOf(paths)).split("/").at(-1) ?? "");
    expect(await linkOf([])).toMatchObject({
      ...{ caseId: scene.first.caseId, partyId: scene.first.partyId },
      asks: ["birthOn", "refNo"],
    });
    expect((await linkOf(["case.refNo"]))?.asks).toEqual(["birthOn"]);
    // A letter that prints all we could ask for carries no link.
    expect(await linkOf(["debtor.birthOn"])).toBeNull();
    const card = await getParty(scene.admin, { partyId: scene.first.partyId });
    await updateParty(scene.admin, {
      ...{ partyId: card.id, version: card.version, kind: card.kind, fullName: card.fullName },
      ...{ birthOn: card.birthOn, phones: [{ value: "+420 777 123 456" }] },
    });
    expect((await linkOf(["debtor.birthOn", "case.refNo"]))?.asks).toEqual(["phone"]);
    expect(await urlOf([])).toContain(`https://saldo.example/portal/${scene.slug}/letter/`);
    await saveSite(scene.admin, { ...openDoor, host: "dopisy.example.cz", version: 1 });
    expect(await urlOf([])).toContain("https://dopisy.example.cz/letter/");
  });
});
