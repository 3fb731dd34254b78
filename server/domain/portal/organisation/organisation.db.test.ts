import { describe, expect, it } from "vitest";
import { openCase } from "../../cases";
import { createClaim } from "../../claims";
import { inTransaction, makeToday, type PortalContext, reading } from "../../context";
import { createParty, getParty, mergeParties } from "../../parties";
import { openDesk } from "../../testing";
import {
  acceptJoin,
  acceptMyJoin,
  askRegistration,
  askWay,
  changeMyOrganisation,
  changesOfParty,
  clientOfSession,
  companyForMe,
  finishRegistration,
  foundOrganisation,
  joinOrganisation,
  makeMyCode,
  makeOrganisationCode,
  myCases,
  myOrganisation,
  organisationCard,
  rejectJoin,
  removeColleague,
  revokeOrganisationCode,
  saveRules,
  setAdmin,
  setClient,
  setParent,
  waitingJoins,
} from "../index";
import { addDebtor, type PortalScene, portalScene } from "../testing/portal-scene";
import { PASSWORD, registered, VISITOR } from "../testing/registered";

const desk = await openDesk();
const log = { info: () => undefined, error: () => undefined };
const door = { db: desk.db, keys: desk.keys, now: desk.now, log };
const rules = {
  ...{ version: 0, letterDays: 30, registration: "code" as const },
  ...{ confirmsName: true, confirmsBankAccount: true, confirmsAddress: false },
};

let serial = 0;
const NUMBERS = ["27074358", "25596641", "45274649", "00006947", "61858374", "26168685"];

async function company(scene: PortalScene, fullName: string, registrationNo?: string) {
  const { admin } = scene;
  const { partyId } = await createParty(admin, {
    ...{ kind: "legal_entity", fullName, isKnownToDiffer: true },
    ...(registrationNo ? { registrationNo } : {}),
  });
  const parties = [{ partyId, role: "debtor" }];
  const { caseId, refNo } = await openCase(admin, { category: "collection", parties });
  const debt = { currency: "CZK" as const, dueOn: "2026-10-01", principalMinor: 1_000_00 };
  await createClaim(admin, { caseId, ...debt });
  return { partyId, caseId, refNo };
}

async function client(scene: PortalScene): Promise<PortalContext> {
  const born = `197${serial++ % 10}-05-05`;
  const debtor = await addDebtor(scene.admin, {
    fullName: `Klient ${String.fromCharCode(64 + serial)}ová`,
    birthOn: born,
  });
  return registered(desk, scene, debtor);
}

async function adminOf(scene: PortalScene, partyId: number): Promise<PortalContext> {
  const ctx = await client(scene);
  const { code } = await makeOrganisationCode(scene.admin, { partyId, isAtOnce: true });
  await joinOrganisation(ctx, { code });
  await setAdmin(scene.admin, { portalUserId: ctx.actor.portalUserId, isAdmin: true });
  return ctx;
}

const refsOf = async (ctx: PortalContext) => (await myCases(ctx)).items.map(({ refNo }) => refNo);

describe("a code of an organisation", () => {
  it("lets join at once, or after somebody confirms; both see the organisation then", async () => {
    const scene = await portalScene(desk);
    const firm = await company(scene, "Vltava s.r.o.");
    const boss = await adminOf(scene, firm.partyId);
    expect(await refsOf(boss)).toContain(firm.refNo);
    const colleague = await client(scene);
    const { code } = await makeMyCode(boss, {});
    // Typed in lower case, with spaces.
    const typed = code.toLowerCase().replace("-", " ");
    expect(await joinOrganisation(colleague, { code: typed })).toEqual({ isWaiting: true });
    expect(await refsOf(colleague)).not.toContain(firm.refNo);
    expect((await myOrganisation(colleague)).join).toMatchObject({ state: "waiting", name: null });
    const [waiting] = (await myOrganisation(boss)).team?.waiting ?? [];
    await acceptMyJoin(boss, { joinId: waiting?.id ?? 0 });
    expect(await refsOf(colleague)).toContain(firm.refNo);
    await removeColleague(boss, { portalUserId: colleague.actor.portalUserId });
    expect(await refsOf(colleague)).not.toContain(firm.refNo);
    expect((await myOrganisation(colleague)).mayJoin).toBe(true);
  });

  it("is used up by the last one, of two who come at once by one", async () => {
    const scene = await portalScene(desk);
    const firm = await company(scene, "Sázava s.r.o.");
    const { code } = await makeOrganisationCode(scene.admin, { partyId: firm.partyId });
    const both = [await client(scene), await client(scene)];
    const tries = await Promise.allSettled(both.map((ctx) => joinOrganisation(ctx, { code })));
    expect(tries.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    const refused = tries.find(({ status }) => status === "rejected") as PromiseRejectedResult;
    expect(refused.reason).toMatchObject({ code: "portal.code_over" });
    expect(await waitingJoins(scene.admin)).toHaveLength(1);
  });

  it("is good for nothing once revoked, ended, wrong too often, or its maker is no one", async () => {
    const scene = await portalScene(desk);
    const firm = await company(scene, "Berounka s.r.o.");
    const { partyId } = firm;
    const over = { code: "portal.code_over" };
    const joiner = await client(scene);
    const revoked = await makeOrganisationCode(scene.admin, { partyId });
    await revokeOrganisationCode(scene.admin, { codeId: revoked.codeId });
    await expect(joinOrganisation(joiner, { code: revoked.code })).rejects.toMatchObject(over);
    const ended = await makeOrganisationCode(scene.admin, { partyId, days: 1 });
    const tomorrow = { ...joiner, now: new Date(desk.now.getTime() + 25 * 3_600_000) };
    await expect(joinOrganisation(tomorrow, { code: ended.code })).rejects.toMatchObject(over);
    const boss = await adminOf(scene, partyId);
    const mine = await makeMyCode(boss, {});
    const { portalUserId } = boss.actor;
    await setAdmin(scene.admin, { portalUserId, isAdmin: false });
    await expect(joinOrganisation(await client(scene), { code: mine.code })).rejects.toMatchObject(
      over,
    );
    await expect(makeMyCode(boss, {})).rejects.toMatchObject({ code: "portal.not_admin" });
    const guesser = await client(scene);
    for (let guess = 0; guess < 5; guess += 1) {
      await joinOrganisation(guesser, { code: "AAAA-AAAA" }).catch(() => undefined);
    }
    const good = await makeOrganisationCode(scene.admin, { partyId });
    await expect(joinOrganisation(guesser, { code: good.code })).rejects.toMatchObject({
      code: "access.locked",
    });
  });

  it("lets nobody see more than whoever made it", async () => {
    const scene = await portalScene(desk);
    const firm = await company(scene, "Otava s.r.o.");
    const boss = await adminOf(scene, firm.partyId);
    await expect(makeMyCode(boss, { sight: "subordinate" })).rejects.toMatchObject({
      code: "portal.sees_more",
    });
    const other = await company(scene, "Lužnice s.r.o.");
    const theirs = await adminOf(scene, other.partyId);
    const { code } = await makeMyCode(theirs, {});
    await joinOrganisation(await client(scene), { code });
    const [join] = await waitingJoins(scene.admin);
    await expect(acceptMyJoin(boss, { joinId: join?.id ?? 0 })).rejects.toMatchObject({
      code: "portal.join_not_found",
    });
    const { portalUserId } = theirs.actor;
    await expect(removeColleague(boss, { portalUserId })).rejects.toMatchObject({
      kind: "not_found",
    });
    await expect(
      removeColleague(boss, { portalUserId: boss.actor.portalUserId }),
    ).rejects.toMatchObject({ code: "portal.not_yourself" });
  });
});

describe("the tree of organisations", () => {
  async function family() {
    const scene = await portalScene(desk);
    const [parent, subsidiary, neighbour] = [
      await company(scene, "Matka a.s."),
      await company(scene, "Dcera s.r.o."),
      await company(scene, "Soused s.r.o."),
    ];
    await setParent(scene.admin, { partyId: subsidiary.partyId, parentId: parent.partyId });
    const see = async (ctx: PortalContext, sight: "organisation" | "subordinate") => {
      const { portalUserId } = ctx.actor;
      const organisationId = parent.partyId;
      await setClient(scene.admin, { portalUserId, isActive: true, sight, organisationId });
      return ctx;
    };
    return { scene, parent, subsidiary, neighbour, see };
  }

  it("shows subordinates to whoever has that sight, never what stands above or beside", async () => {
    const { scene, parent, subsidiary, neighbour, see } = await family();
    const wide = await see(await client(scene), "subordinate");
    const narrow = await see(await client(scene), "organisation");
    const below = await adminOf(scene, subsidiary.partyId);
    const all = [parent.refNo, subsidiary.refNo, neighbour.refNo];
    const seen = async (ctx: PortalContext) => {
      const refs = await refsOf(ctx);
      return all.filter((refNo) => refs.includes(refNo));
    };
    expect(await seen(wide)).toEqual([parent.refNo, subsidiary.refNo]);
    expect(await seen(narrow)).toEqual([parent.refNo]);
    expect(await seen(below)).toEqual([subsidiary.refNo]);
    await setParent(scene.admin, { partyId: subsidiary.partyId, parentId: null });
    expect(await seen(wide)).toEqual([parent.refNo]);
  });

  it("reaches through storeys and merged cards", async () => {
    const { scene, subsidiary, see } = await family();
    const { admin } = scene;
    const grandchild = await company(scene, "Vnučka s.r.o.");
    await setParent(admin, { partyId: grandchild.partyId, parentId: subsidiary.partyId });
    const again = await company(scene, "Dcera s. r. o.");
    await mergeParties(admin, { keepId: again.partyId, mergeId: subsidiary.partyId });
    const wide = await see(await client(scene), "subordinate");
    const refs = await refsOf(wide);
    expect(refs).toEqual(expect.arrayContaining([subsidiary.refNo, again.refNo, grandchild.refNo]));
  });

  it("has no circles and no more than ten storeys, even where two build at once", async () => {
    const { scene, parent, subsidiary } = await family();
    const { admin } = scene;
    const circle = { code: "portal.organisation_circle" };
    const { partyId } = parent;
    await expect(setParent(admin, { partyId, parentId: subsidiary.partyId })).rejects.toMatchObject(
      circle,
    );
    await expect(setParent(admin, { partyId, parentId: partyId })).rejects.toMatchObject(circle);
    const [one, two] = [await company(scene, "A s.r.o."), await company(scene, "B s.r.o.")];
    const tries = await Promise.allSettled([
      setParent(admin, { partyId: one.partyId, parentId: two.partyId }),
      setParent(admin, { partyId: two.partyId, parentId: one.partyId }),
    ]);
    expect(tries.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    let top = subsidiary.partyId;
    const chain = async () => {
      for (let storey = 0; storey < 12; storey += 1) {
        const next = await company(scene, `Patro ${storey} s.r.o.`);
        await setParent(admin, { partyId: next.partyId, parentId: top });
        top = next.partyId;
      }
    };
    await expect(chain()).rejects.toMatchObject({ code: "portal.organisation_depth" });
    const person = scene.first.partyId;
    await expect(setParent(admin, { partyId: person, parentId: partyId })).rejects.toMatchObject({
      code: "portal.organisation_is_a_person",
    });
  });

  it("is built only by whoever sees all that becomes seen", async () => {
    const { scene, parent, neighbour } = await family();
    const { tenant, admin } = scene;
    await inTransaction(admin, async (_, { sql }) => {
      const [row] = await sql<{ id: number }[]>`
        insert into access_groups (code, name) values ('H', 'H') returning id`;
      await sql`update cases set access_group_id = ${row?.id ?? 0} where id = ${neighbour.caseId}`;
    });
    const outsider = await tenant.operator("operator", { accessGroupIds: [] });
    const hidden = { partyId: neighbour.partyId, parentId: parent.partyId };
    await expect(setParent(outsider, hidden)).rejects.toMatchObject({ kind: "not_found" });
    await expect(
      makeOrganisationCode(outsider, { partyId: neighbour.partyId }),
    ).rejects.toMatchObject({ kind: "not_found" });
    await setParent(admin, hidden);
    // Above stands a card they see; under it one they do not.
    await expect(
      makeOrganisationCode(outsider, { partyId: parent.partyId, sight: "subordinate" }),
    ).rejects.toMatchObject({ kind: "not_found" });
  });
});

const FOUND = {
  ...{ name: "Nová firma s.r.o.", taxId: "", legalForm: "s.r.o.", country: "CZ" as const },
  address: { street: "Krátká 2", city: "Brno", postalCode: "60200", country: "CZ" as const },
  contactPerson: { name: "Petr Nový", email: "petr@firma.example" },
};

describe("an organisation that a client brings in", () => {
  it("is a card at once, theirs when somebody confirms it, and their words stay marked", async () => {
    const scene = await portalScene(desk);
    const { admin } = scene;
    const founder = await client(scene);
    await foundOrganisation(founder, { ...FOUND, registrationNo: NUMBERS[0] ?? "" });
    const [join] = await waitingJoins(admin);
    expect(join).toMatchObject({ isFounder: true, organisationName: "Nová firma s.r.o." });
    expect((await myOrganisation(founder)).data).toBeNull();
    const partyId = join?.organisationId ?? 0;
    expect((await getParty(admin, { partyId })).addresses[0]?.city).toBe("Brno");
    const fields = (await changesOfParty(admin, { partyId })).map(({ field }) => field);
    expect(fields.sort()).toEqual(["address", "contactPerson", "legalForm"]);
    await acceptJoin(admin, { joinId: join?.id ?? 0 });
    const { data, team, mayChange } = await myOrganisation(founder);
    expect(data).toMatchObject({ name: "Nová firma s.r.o.", contactPerson: { name: "Petr Nový" } });
    expect([mayChange, team?.colleagues.length]).toEqual([true, 1]);
    await changeMyOrganisation(founder, { version: data?.version ?? 0, name: "Jiný název s.r.o." });
    expect((await myOrganisation(founder)).data?.changes).toMatchObject([
      { field: "name", state: "waiting", after: "Jiný název s.r.o." },
    ]);
    expect((await organisationCard(admin, { partyId })).accounts).toMatchObject([
      { isAdmin: true },
    ]);
  });

  it("that we know already is linked, and nothing of it is told or changed before", async () => {
    const scene = await portalScene(desk);
    const { admin } = scene;
    const known = await company(scene, "Tajná firma s.r.o.", NUMBERS[1]);
    const founder = await client(scene);
    const answer = await foundOrganisation(founder, { ...FOUND, registrationNo: NUMBERS[1] ?? "" });
    expect(answer).toBeUndefined();
    const mine = await myOrganisation(founder);
    expect(mine.join).toMatchObject({ name: FOUND.name, state: "waiting" });
    expect(JSON.stringify(mine)).not.toContain("Tajná");
    expect(await refsOf(founder)).not.toContain(known.refNo);
    const [join] = await waitingJoins(admin);
    expect(join?.organisationId).toBe(known.partyId);
    expect(await changesOfParty(admin, { partyId: known.partyId })).toEqual([]);
    await acceptJoin(admin, { joinId: join?.id ?? 0 });
    expect(await refsOf(founder)).toContain(known.refNo);
    const rows = await changesOfParty(admin, { partyId: known.partyId });
    expect(rows.every(({ state }) => state === "waiting")).toBe(true);
    expect((await getParty(admin, { partyId: known.partyId })).fullName).toBe("Tajná firma s.r.o.");
  });

  it("by two at once is one card, and a refusal is told with its reason", async () => {
    const scene = await portalScene(desk);
    const both = [await client(scene), await client(scene)];
    const registrationNo = NUMBERS[2] ?? "";
    await Promise.all(both.map((ctx) => foundOrganisation(ctx, { ...FOUND, registrationNo })));
    const joins = await waitingJoins(scene.admin);
    expect(new Set(joins.map(({ organisationId }) => organisationId)).size).toBe(1);
    for (const { id } of joins) {
      await rejectJoin(scene.admin, { joinId: id, reason: "Doložte pověření." });
    }
    const [first] = both;
    if (!first) throw new Error("nobody");
    expect((await myOrganisation(first)).join).toMatchObject({
      ...{ state: "rejected", reason: "Doložte pověření." },
    });
    await expect(
      foundOrganisation(first, { ...FOUND, registrationNo: "12345678901" }),
    ).rejects.toMatchObject({ kind: "invalid" });
  });

  it("is looked up only so often, and a register that is off says so", async () => {
    const scene = await portalScene(desk);
    const ctx = await client(scene);
    const ask = () => companyForMe(ctx, { registrationNo: NUMBERS[3] ?? "" });
    expect(await ask()).toMatchObject({ outcome: "unavailable" });
    for (let more = 0; more < 19; more += 1) await ask();
    await expect(ask()).rejects.toMatchObject({ code: "access.locked" });
  });
});

describe("registration", () => {
  const ask = (scene: PortalScene, email: string, code: string | null) =>
    askRegistration(door, scene.tenantId, { input: { email, code }, visitor: VISITOR });
  const mailTo = (scene: PortalScene, email: string) =>
    reading(scene.admin, async ({ sql }) => {
      const [row] = await sql<{ sealed: string; isKnown: boolean }[]>`
        select data ->> 'sealedPath' as sealed, (data ->> 'isKnown')::boolean as "isKnown"
          from mails where to_address = ${email} order by id desc limit 1`;
      const path = row ? desk.keys.open(Buffer.from(row.sealed, "base64")) : "";
      return { path, token: path.split("/").at(-1) ?? "", isKnown: row?.isKnown };
    });

  it("by a code goes through the mailbox, once, and asks to join", async () => {
    const scene = await portalScene(desk);
    await saveRules(scene.admin, rules);
    const firm = await company(scene, "Morava s.r.o.");
    const { code } = await makeOrganisationCode(scene.admin, { partyId: firm.partyId });
    await ask(scene, "novy@firma.example", code);
    const { token } = await mailTo(scene, "novy@firma.example");
    expect(await askWay(door, scene.tenantId, token)).toEqual({ email: "novy@firma.example" });
    const input = { token, name: "Nový Kolega", password: PASSWORD };
    // Long enough for our own people, and too short for a client, whom it alone lets in.
    const short = { ...input, password: "havranů letí" };
    await expect(
      finishRegistration(door, scene.tenantId, { input: short, visitor: VISITOR }),
    ).rejects.toMatchObject({ code: "access.password_too_short" });
    const made = await finishRegistration(door, scene.tenantId, { input, visitor: VISITOR });
    const actor = await clientOfSession(door, made.secret);
    if (!actor) throw new Error("nobody was let in");
    const ctx = { ...door, actor, today: makeToday(desk.now) };
    expect(await myOrganisation(ctx)).toMatchObject({ data: null, join: { state: "waiting" } });
    await expect(askWay(door, scene.tenantId, token)).rejects.toMatchObject({
      code: "portal.registration_over",
    });
  });

  it("tells nobody who has an account, and is shut unless the tenant opens it", async () => {
    const scene = await portalScene(desk);
    const known = await client(scene);
    await expect(ask(scene, "x@y.example", null)).rejects.toMatchObject({
      code: "portal.registration_closed",
    });
    await saveRules(scene.admin, { ...rules, registration: "open" });
    const { email } = known.actor;
    expect(await ask(scene, email, null)).toBe(await ask(scene, "nikdo@y.example", null));
    expect(await mailTo(scene, email)).toMatchObject({
      ...{ isKnown: true, path: expect.stringMatching(/\/sign-in$/) },
    });
    expect((await mailTo(scene, "nikdo@y.example")).isKnown).toBe(false);
    await saveRules(scene.admin, { ...rules, version: 1, registration: "code" });
    await expect(ask(scene, "x@y.example", null)).rejects.toMatchObject({
      code: "portal.code_missing",
    });
    await expect(ask(scene, "x@y.example", "AAAA-AAAA")).rejects.toMatchObject({
      code: "portal.code_over",
    });
  });
});
