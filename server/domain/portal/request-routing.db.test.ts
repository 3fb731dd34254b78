import { describe, expect, it } from "vitest";
import { assignCases } from "../cases";
import { atInstant, inTransaction, type OperatorContext, reading } from "../context";
import {
  assignRequests,
  deleteRule,
  listRules,
  orderRules,
  type SaveRuleInput,
  saveRule,
  setKind,
  tryRoute,
  watchRequests,
} from "../requests";
import { openDesk } from "../testing";
import { listTimeline } from "../timeline";
import { type RequestScene, requestScene } from "./testing/request-scene";

const desk = await openDesk();

const rule = (scene: RequestScene, more: Partial<SaveRuleInput>) =>
  saveRule(scene.admin, { version: 0, name: "Pravidlo", ...more });

const routedOf = async (ctx: OperatorContext, caseId: number) => {
  const { items } = await listTimeline(ctx, { caseId, kinds: ["system"] });
  return items
    .map(({ data }) => data as { code: string; params: Record<string, unknown> })
    .filter(({ code }) => code === "request.routed")
    .map(({ params }) => params);
};

const leave = (scene: RequestScene, who: OperatorContext, column: "is_active" | "is_present") =>
  inTransaction(scene.admin, (_, { sql }) =>
    sql`update operators set ${sql(column)} = false where id = ${who.actor.operatorId}`.execute(),
  );

describe("a request", () => {
  it("goes round a team by the first rule that fits, and says why", async () => {
    const scene = await requestScene(desk);
    const team = await scene.team("Pohledávky");
    const [one, two] = [await scene.member(team), await scene.member(team)];
    await rule(scene, { name: "Spory", kinds: ["dispute"], priority: "high", teamId: team });
    await rule(scene, { name: "Platby", words: ["ZBÝVÁ"], teamId: team });
    const owners: (number | null)[] = [];
    for (let i = 0; i < 3; i += 1) owners.push(await scene.ownerOf((await scene.ask()).caseId));
    const ids = [one, two].map(({ actor }) => actor.operatorId);
    expect(owners).toEqual([ids[0], ids[1], ids[0]]);
    const { caseId } = await scene.ask({ kind: "dispute", subject: "Nesouhlasím" });
    expect(await scene.row(caseId)).toMatchObject({ priority: "high", team_id: team });
    expect(await routedOf(scene.admin, caseId)).toMatchObject([
      { why: "rule", rule: "Spory", to: one.actor.name, team: "Pohledávky", priority: "high" },
    ]);
    const [listed] = await listRules(scene.admin);
    expect(listed).toMatchObject({ name: "Spory", count: 1 });
  });

  it("goes to who has least where a rule says so, and passes over who is away", async () => {
    const scene = await requestScene(desk);
    const team = await scene.team("Podpora");
    const [busy, free, gone] = [
      await scene.member(team),
      await scene.member(team),
      await scene.member(team),
    ];
    await leave(scene, gone, "is_active");
    await rule(scene, { teamId: team, distribution: "least_loaded" });
    const first = await scene.ask();
    const { admin } = scene;
    await assignRequests(admin, {
      ...{ caseIds: [first.caseId], ownerId: busy.actor.operatorId, reason: "zná ho" },
    });
    for (let i = 0; i < 2; i += 1) {
      const { caseId } = await scene.ask();
      expect([free.actor.operatorId, busy.actor.operatorId]).toContain(await scene.ownerOf(caseId));
    }
    await leave(scene, busy, "is_present");
    await leave(scene, free, "is_present");
    // All away: it waits in the team's own queue.
    const waiting = await scene.ask();
    expect(await scene.row(waiting.caseId)).toMatchObject({ team_id: team });
    expect(await scene.ownerOf(waiting.caseId)).toBeNull();
  });

  it("goes to the case's owner where no rule has anybody", async () => {
    const scene = await requestScene(desk);
    const { admin, first } = scene;
    const away = await scene.member(null);
    await rule(scene, { name: "Jen on", operatorId: away.actor.operatorId, priority: "urgent" });
    await leave(scene, away, "is_active");
    await assignCases(admin, { caseIds: [first.caseId], ownerId: admin.actor.operatorId });
    const { caseId } = await scene.ask({ aboutRefNo: first.refNo });
    expect(await scene.ownerOf(caseId)).toBe(admin.actor.operatorId);
    expect(await scene.row(caseId)).toMatchObject({ priority: "urgent" });
    expect(await routedOf(admin, caseId)).toMatchObject([
      { why: "owner", rule: null, skipped: ["Jen on"] },
    ]);
  });

  it("is never given to somebody who does not see it", async () => {
    const scene = await requestScene(desk);
    const [brno, praha] = [await scene.team("Brno"), await scene.team("Praha")];
    const stranger = await scene.member(praha);
    const own = await scene.member(brno);
    await inTransaction(scene.admin, async (_, { sql }) => {
      await sql`update cases set access_group_id = ${brno} where id = ${scene.first.caseId}`;
    });
    await rule(scene, { name: "Praha", teamId: praha });
    await rule(scene, { name: "Brno", teamId: brno });
    const { caseId } = await scene.ask({ aboutRefNo: scene.first.refNo });
    expect(await scene.ownerOf(caseId)).toBe(own.actor.operatorId);
    const { operatorId: ownerId } = stranger.actor;
    const given = { caseIds: [caseId], ownerId, reason: "X" };
    await expect(assignRequests(scene.admin, given)).rejects.toMatchObject({
      code: "requests.owner_cannot_see",
    });
    await expect(assignRequests(stranger, given)).rejects.toMatchObject({
      code: "requests.not_found",
    });
  });

  it("is routed anew when its kind is another, by the desk or on the case's own page", async () => {
    const scene = await requestScene(desk);
    const [one, two] = [await scene.member(null), await scene.member(null)];
    await rule(scene, { kinds: ["documents"], operatorId: one.actor.operatorId });
    await rule(scene, { kinds: ["dispute"], operatorId: two.actor.operatorId });
    const { caseId } = await scene.ask();
    expect(await scene.ownerOf(caseId)).toBeNull();
    await setKind(scene.admin, { caseId, kind: "documents" });
    expect(await scene.ownerOf(caseId)).toBe(one.actor.operatorId);
    await inTransaction(scene.admin, async (_, { sql }) => {
      await sql`update cases set fields = fields || '{"requestKind": "dispute"}'
                 where id = ${caseId}`;
    });
    await watchRequests(scene.tenant.system("requests-watch"));
    expect(await scene.ownerOf(caseId)).toBe(two.actor.operatorId);
    const tasks = await reading(scene.admin, ({ sql }) => {
      return sql`select assignee_id as "assigneeId" from case_events
                  where case_id = ${caseId} and kind = 'task'`;
    });
    // The task to answer went along.
    expect(tasks).toEqual([{ assigneeId: two.actor.operatorId }]);
  });

  it("opened elsewhere comes to the desk within a minute", async () => {
    const scene = await requestScene(desk);
    const { openCase } = await import("../cases");
    const { caseId } = await openCase(scene.admin, {
      category: "request",
      parties: [{ partyId: scene.first.partyId, role: "client" }],
      fields: { subject: "Po telefonu" },
    });
    expect(await scene.row(caseId)).toBeUndefined();
    const ctx = scene.tenant.system("requests-watch");
    while ((await watchRequests(ctx)).count > 0);
    expect(await scene.row(caseId)).toMatchObject({ channel: "office", priority: "normal" });
  });
});

describe("the rules", () => {
  it("are tried without sending anything, put in order, and are gone", async () => {
    const scene = await requestScene(desk);
    const { admin } = scene;
    const team = await scene.team("Zkouška");
    const member = await scene.member(team);
    const { ruleId: a } = await rule(scene, { name: "A", kinds: ["other"], priority: "low" });
    const { ruleId: b } = await rule(scene, { name: "B", languages: ["sk"], teamId: team });
    const tried = { kind: "other", language: "sk", subject: "Dobrý deň" } as const;
    const told = { why: "rule", ruleName: "B", ownerName: member.actor.name, priority: "low" };
    expect(await tryRoute(admin, tried)).toMatchObject(told);
    // Tried again it is the same one's turn.
    expect(await tryRoute(admin, tried)).toMatchObject(told);
    expect(await tryRoute(admin, { language: "cs" })).toMatchObject({ why: "nobody" });
    await orderRules(admin, { ruleIds: [b, a] });
    expect((await listRules(admin)).map(({ name }) => name)).toEqual(["B", "A"]);
    const outdated = saveRule(admin, { ruleId: a, version: 9, name: "A", priority: "low" });
    await expect(outdated).rejects.toMatchObject({ code: "requests.changed_meanwhile" });
    await deleteRule(admin, { ruleId: b });
    expect(await tryRoute(admin, tried)).toMatchObject({ why: "nobody", priority: "low" });
    const operator = await scene.member(team);
    await expect(tryRoute(operator, tried)).rejects.toMatchObject({ code: "access.forbidden" });
    const foreign = await requestScene(desk);
    const { operatorId } = foreign.admin.actor;
    await expect(rule(scene, { operatorId })).rejects.toMatchObject({
      code: "requests.target_not_found",
    });
  });
});

describe("whoever works", () => {
  it("takes what is nobody's, hands over their own with a reason, and no other's", async () => {
    const scene = await requestScene(desk);
    const [me, colleague] = [await scene.member(null), await scene.member(null)];
    const { caseId } = await scene.ask();
    const mine = { caseIds: [caseId], ownerId: me.actor.operatorId };
    const theirs = { caseIds: [caseId], ownerId: colleague.actor.operatorId };
    await assignRequests(me, mine);
    const [taken] = await reading(
      scene.admin,
      ({ sql }) => sql`select state, owner_id as "ownerId" from cases where id = ${caseId}`,
    );
    expect(taken).toEqual({ state: "in-progress", ownerId: me.actor.operatorId });
    await expect(assignRequests(me, theirs)).rejects.toMatchObject({
      code: "requests.reason_missing",
    });
    await expect(assignRequests(colleague, theirs)).rejects.toMatchObject({
      code: "access.forbidden",
    });
    await assignRequests(me, { ...theirs, reason: "Odcházím na dovolenou" });
    const later = atInstant(scene.admin, new Date(desk.now.getTime() + 60_000));
    const { items } = await listTimeline(later, { caseId, kinds: ["system"] });
    expect(items.map(({ text }) => text)).toContain("Odcházím na dovolenou");
    expect(await scene.ownerOf(caseId)).toBe(colleague.actor.operatorId);
  });
});
