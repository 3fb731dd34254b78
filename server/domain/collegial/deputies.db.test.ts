import { describe, expect, it } from "vitest";
import { atInstant, inTransaction, type OperatorContext, reading } from "../context";
import { openDesk } from "../testing";
import {
  appointDeputy,
  assignActions,
  awaitedActions,
  caseActions,
  changeDeputy,
  listDeputies,
  revokeDeputy,
  waitingForMe,
  watchCollegial,
} from ".";
import { codeOf, documentScene, upload, yes } from "./testing/document-scene";

const desk = await openDesk();
const TODAY = "2026-11-22";

/** A document waiting for the signature of "První", and a stranger to it. */
async function scene() {
  const made = await documentScene(await desk.tenant(), "notice");
  const { tenant, author, first, caseId, ask, move } = made;
  const third = await tenant.operator("operator", { name: "Třetí" });
  await upload(author, caseId, { text: "Znění" });
  const [signing = 0] = await ask("sign", first);
  await move("signing");
  return { ...made, third, signing };
}

type Days = { startsOn?: string; endsOn?: string; kind?: "sign" | "approve" | null };
const appoint = (principal: OperatorContext, deputy: OperatorContext, days: Days = {}) =>
  appointDeputy(principal, { startsOn: TODAY, ...days, deputyId: deputy.actor.operatorId });

describe("a deputy", () => {
  it("of a deputy acts for whom it all began, and the record says so", async () => {
    const { author, first, second, third, caseId, signing } = await scene();
    await appoint(first, second, { kind: "sign" });
    await appoint(second, third);
    expect((await waitingForMe(third)).items).toMatchObject([
      { actionId: signing, forId: first.actor.operatorId, forName: "První" },
    ]);
    const [awaited] = await awaitedActions(author, { caseId });
    expect(awaited?.actions[0]?.able.map(({ name, forName }) => [name, forName])).toEqual([
      ["První", null],
      ["Druhý", "První"],
      ["Třetí", "První"],
    ]);
    await yes(third, signing);
    const { decisions } = await caseActions(author, { caseId });
    expect(decisions).toMatchObject([{ decidedName: "Třetí", voterName: "První" }]);
    // The one who was asked comes too late now.
    expect(await yes(first, signing).catch(codeOf)).toBe("collegial.decided_already");
  });

  it("does not stand in the way of whom they stand in for", async () => {
    const { first, second, signing } = await scene();
    await appoint(first, second);
    await yes(first, signing);
    expect(await yes(second, signing).catch(codeOf)).toBe("collegial.decided_already");
  });

  it("acts in what they were appointed for, from the first day to the end of the last", async () => {
    const { first, second, signing } = await scene();
    await appoint(first, second, { kind: "approve" });
    expect(await yes(second, signing).catch(codeOf)).toBe("collegial.not_yours");
    await appoint(first, second, { kind: "sign", startsOn: "2026-11-24", endsOn: "2026-11-25" });
    const at = (instant: string) => yes(atInstant(second, new Date(instant)) as never, signing);
    // Midnight in Prague is an hour before the one in Greenwich.
    expect(await at("2026-11-23T22:59:59Z").catch(codeOf)).toBe("collegial.not_yours");
    expect(await at("2026-11-25T23:00:00Z").catch(codeOf)).toBe("collegial.not_yours");
    await expect(at("2026-11-25T22:59:59Z")).resolves.toBeTruthy();
  });

  it("whose right was ended decides nothing more; only the one concerned may end it", async () => {
    const { tenant, first, second, third, signing } = await scene();
    const { appointmentId } = await appoint(first, second);
    const named = { appointmentId, version: 1 };
    expect(await revokeDeputy(third, named).catch(codeOf)).toBe("access.forbidden");
    expect(await listDeputies(third)).toEqual([]);
    const admin = await tenant.operator("administrator");
    const deputyId = third.actor.operatorId;
    await changeDeputy(admin, { ...named, deputyId, startsOn: TODAY });
    expect(await yes(second, signing).catch(codeOf)).toBe("collegial.not_yours");
    expect(await listDeputies(third)).toMatchObject([{ deputyName: "Třetí", standing: "inForce" }]);
    await revokeDeputy(first, { appointmentId, version: 2 });
    expect(await yes(third, signing).catch(codeOf)).toBe("collegial.not_yours");
    expect(await listDeputies(admin, { isEverybody: true })).toEqual([]);
  });

  it("who does not see the case is none", async () => {
    const { tenant, author, first, caseId, signing } = await scene();
    await inTransaction(tenant.system(), async (_, { sql }) => {
      const [group] = await sql<{ id: number }[]>`
        insert into access_groups (code, name) values ('X', 'X') returning id`;
      await sql`update cases set access_group_id = ${group?.id ?? 0} where id = ${caseId}`;
    });
    const blind = await tenant.operator("operator", { name: "Slepý", accessGroupIds: [] });
    await appoint(first, blind);
    expect((await waitingForMe(blind)).items).toEqual([]);
    expect(await yes(blind, signing).catch(codeOf)).toBe("collegial.not_found");
    const sight = await reading(blind, ({ sql }) =>
      sql`select id from collegial_actions`.then((rows) => rows.length),
    );
    expect(sight).toBe(0);
    expect((await caseActions(author, { caseId })).items).toHaveLength(1);
  });
});

describe("a circle of deputies", () => {
  it("of one kind and one day is refused; others are none", async () => {
    const { first, second, third } = await scene();
    await appoint(first, second, { kind: "sign", endsOn: "2026-11-30" });
    await appoint(second, third, { kind: "sign" });
    const closing = (days: Days) => appoint(third, first, days).catch(codeOf);
    expect(await closing({})).toBe("collegial.deputy_circle");
    expect(await closing({ kind: "sign", startsOn: "2026-11-30" })).toBe("collegial.deputy_circle");
    expect(await closing({ kind: "approve" })).toHaveProperty("appointmentId");
    expect(await closing({ kind: "sign", startsOn: "2026-12-01" })).toHaveProperty("appointmentId");
    expect(await appoint(first, first).catch(codeOf)).toBe("collegial.deputy_self");
  });

  it("that came to be all the same ends where it began", async () => {
    const { tenant, first, second, third, signing } = await scene();
    const ids = [first, second, third].map(({ actor }) => actor.operatorId);
    await inTransaction(tenant.system(), async (_, { sql }) => {
      await sql`
        insert into deputy_appointments (principal_id, deputy_id, starts_on)
        select p, d, ${TODAY} from unnest(${ids}::bigint[], ${[...ids.slice(1), ids[0] ?? 0]}::bigint[])
                                     as n(p, d)`;
    });
    expect((await waitingForMe(third)).items).toHaveLength(1);
    await expect(yes(third, signing)).resolves.toBeTruthy();
  });
});

describe("the clock", () => {
  const tasks = (ctx: OperatorContext) =>
    reading(ctx, ({ sql }) =>
      sql<{ assignee: string; isOpen: boolean }[]>`
        select o.name as assignee, e.resolved_at is null as "isOpen" from case_events e
          left join operators o on o.id = e.assignee_id
         where e.kind = 'task' order by e.id`.then((rows) => [...rows]),
    );
  const away = (ctx: OperatorContext) =>
    inTransaction(ctx, async (_, { sql }) => {
      await sql`update operators set is_present = false where id = ${ctx.actor.operatorId}`;
    });

  it("reminds once of what is due, the deputy where the one asked is away", async () => {
    const { tenant, author, first, second, third, caseId, move } = await documentScene(
      await desk.tenant(),
      "regulation",
    ).then(async (made) => {
      return { ...made, third: await made.tenant.operator("operator", { name: "Třetí" }) };
    });
    const assignees = [first, second].map(({ actor }) => ({ operatorId: actor.operatorId }));
    const asked = { caseId, kind: "vote", assignees, dueOn: "2026-11-23" } as const;
    const { actionIds } = await assignActions(author, asked);
    await appoint(first, third);
    await away(first);
    await move("voting");
    expect(await watchCollegial(tenant.system())).toEqual({ count: 0 });
    const later = atInstant(tenant.system(), new Date("2026-11-23T06:00:00Z")) as never;
    expect(await watchCollegial(later)).toEqual({ count: 2 });
    expect(await watchCollegial(later)).toEqual({ count: 0 });
    expect(await tasks(author)).toEqual([
      { assignee: "Třetí", isOpen: true },
      { assignee: "Druhý", isOpen: true },
    ]);
    await yes(third, actionIds[0]);
    expect((await tasks(author)).map(({ isOpen }) => isOpen)).toEqual([false, true]);
  });

  it("asks a supervisor, once, where nobody is here to act", async () => {
    const { tenant, author, second, caseId, ask, move } = await documentScene(
      await desk.tenant(),
      "regulation",
    );
    await ask("vote", second);
    await away(second);
    await move("voting");
    expect(await watchCollegial(tenant.system())).toEqual({ count: 1 });
    expect(await watchCollegial(tenant.system())).toEqual({ count: 0 });
    expect(await tasks(author)).toEqual([{ assignee: "První", isOpen: true }]);
    expect((await caseActions(author, { caseId })).items[0]?.able).toMatchObject([
      { name: "Druhý", isPresent: false },
    ]);
  });
});
