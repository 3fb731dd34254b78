import { describe, expect, it } from "vitest";
import type { Role } from "@/db/values/access";
import { type Context, inTransaction, type OperatorContext, reading } from "../context";
import { ROLE_PERMISSIONS } from "../permissions";
import { openDesk } from "../testing";
import { deliveredProcesses, type ProcessDefinition, statesFrom } from "../workflow";
import { getCase, moveCase, openCase } from ".";

const desk = await openDesk();

interface Step {
  transition: string;
  from: string;
  to: string;
  byEngine?: boolean;
}

const DECISION = "decision-making";
const complete = { transition: "complete", from: DECISION, to: "completed" };

/** What a room would write that goes past the engine: the step, and the state by it. */
const takeBySql = (ctx: Context, caseId: number, { transition, from, to, byEngine }: Step) =>
  inTransaction(ctx, async (_, { sql }) => {
    await sql`
      insert into case_transitions (case_id, transition, from_state, to_state, definition_version,
                                    by_engine)
      values (${caseId}, ${transition}, ${from}, ${to}, 1, ${byEngine ?? false})`;
    await sql`update cases set state = ${to} where id = ${caseId}`;
  });

async function dealToDecide() {
  const tenant = await desk.tenant();
  const [manager, director] = [
    await tenant.operator("salesManager"),
    await tenant.operator("commercialDirector"),
  ];
  const fields = { company: "Mlýn" };
  const { caseId } = await openCase(manager, { category: "deal", fields });
  await moveCase(manager, { caseId, to: DECISION });
  return { tenant, manager, director, caseId };
}

const stateOf = (ctx: OperatorContext, caseId: number) =>
  getCase(ctx, { caseId }).then(({ state }) => state);

const ofRole = { code: "42501", constraint_name: "step_of_role" };
const ofProcess = { code: "23000", constraint_name: "step_of_process" };

describe("the database", () => {
  it("lets nobody take a step that is not for their role, and who may takes it", async () => {
    const { manager, director, caseId } = await dealToDecide();
    await expect(takeBySql(manager, caseId, complete)).rejects.toMatchObject(ofRole);
    expect(await stateOf(manager, caseId)).toBe(DECISION);
    await takeBySql(director, caseId, complete);
    expect(await stateOf(manager, caseId)).toBe("completed");
  });

  it("lets nobody go where no step leads, however mighty", async () => {
    const { tenant, manager, caseId } = await dealToDecide();
    const admin = await tenant.operator();
    const unknown = { transition: "complete", from: DECISION, to: "historical" };
    await expect(takeBySql(admin, caseId, unknown)).rejects.toMatchObject(ofProcess);
    const elsewhere = { ...complete, from: "pause" };
    await expect(takeBySql(admin, caseId, elsewhere)).rejects.toMatchObject(ofProcess);
    const job = tenant.system("any-job");
    await expect(takeBySql(job, caseId, unknown)).rejects.toMatchObject(ofProcess);
    expect(await stateOf(manager, caseId)).toBe(DECISION);
  });

  it("knows the engine's own steps, which are nobody's to take by hand", async () => {
    const { tenant, director, caseId } = await dealToDecide();
    const merge = { transition: "merge", from: DECISION, to: "historical" };
    await expect(takeBySql(director, caseId, merge)).rejects.toMatchObject(ofRole);
    // What is a person's stays a person's, whoever says that the engine did it.
    const posing = takeBySql(director, caseId, { ...complete, byEngine: true });
    await expect(posing).rejects.toMatchObject(ofRole);
    await expect(takeBySql(tenant.system(), caseId, complete)).rejects.toMatchObject(ofRole);
    await takeBySql(director, caseId, { ...merge, byEngine: true });
    expect(await stateOf(director, caseId)).toBe("historical");
  });

  it("goes by the role that is written now, not by what a session remembers", async () => {
    const { manager, caseId } = await dealToDecide();
    const remembered = { ...manager, actor: { ...manager.actor, role: "commercialDirector" } };
    const moving = moveCase(remembered as OperatorContext, { caseId, to: "completed" });
    await expect(moving).rejects.toMatchObject({
      ...{ kind: "forbidden", code: "workflow.not_your_role" },
      params: { transition: "Uzavřít úspěšně" },
    });
  });

  it("exchanges no case's process under it", async () => {
    const { tenant, caseId } = await dealToDecide();
    const admin = await tenant.operator();
    const quietly = inTransaction(
      admin,
      (_, { sql }) => sql`update cases set process_version = 1 where id = ${caseId}`,
    );
    await expect(quietly).rejects.toMatchObject({ code: "23000" });
    const [rights] = await desk.owner`
      select has_table_privilege('saldo_app', 'process_steps', 'insert, update, delete') as own,
             has_table_privilege('saldo_app', 'delivered_steps', 'insert, update, delete') as all`;
    expect(rights).toEqual({ own: false, all: false });
  });
});

describe("the steps that the database knows", () => {
  const textsOf = (definition: ProcessDefinition): string[] =>
    definition.transitions.flatMap((each) =>
      statesFrom(definition, each).map((from) =>
        [definition.category, definition.selectBy?.value ?? "", each.code, from, each.to]
          .concat(each.roles.toSorted().join())
          .join(" "),
      ),
    );

  it("are those of the delivered processes, each variant's its own", async () => {
    const tenant = await desk.tenant();
    const known = await reading(
      tenant.system(),
      ({ sql }) => sql<{ text: string; chosenBy: string | null; category: string }[]>`
        select concat_ws(' ', category, choice, transition, from_state, to_state,
                 (select string_agg(r, ',' order by r collate "C") from unnest(roles) r)) as text,
               chosen_by as "chosenBy", category
          from delivered_steps where transition <> '(migration)'`,
    );
    const { definitions } = deliveredProcesses().inForce;
    expect(known.map(({ text }) => text).sort()).toEqual(definitions.flatMap(textsOf).sort());
    const choosing = new Map(definitions.map(({ category, selector }) => [category, selector]));
    for (const { category, chosenBy } of known) expect(chosenBy).toBe(choosing.get(category));
  });

  it("give standing cases to whoever keeps the processes, into any state", async () => {
    const tenant = await desk.tenant();
    const known = await reading(
      tenant.system(),
      ({ sql }) => sql<{ place: string; roles: string[] }[]>`
        select category || ' ' || choice || ' ' || to_state as place, roles
          from delivered_steps where transition = '(migration)'`,
    );
    const keepers = Object.entries(ROLE_PERMISSIONS) as [Role, readonly string[]][];
    const roles = keepers.filter(([, list]) => list.includes("settings:processes"));
    for (const each of known)
      expect(each.roles).toEqual([...roles.map(([role]) => role), "system"]);
    const states = deliveredProcesses().inForce.definitions.flatMap((each) =>
      each.states.map(({ code }) => `${each.category} ${each.selectBy?.value ?? ""} ${code}`),
    );
    expect(known.map(({ place }) => place).sort()).toEqual(states.sort());
  });
});
