import { beforeEach } from "vitest";
import type { TwinDebtor } from "@/server/connectors/isir-cz/testing/isir-words";
import { openCase } from "../../cases";
import { claimsOfCase, createClaim, startInterest } from "../../claims";
import { type Context, inTransaction, reading } from "../../context";
import type { Desk } from "../../testing";
import { inFeedHand } from "../feed/hand";
import { checkParty, followInsolvency } from "../index";
import { addPerson, birthNumbers, openRegisterScene } from "./register-scene";

const numbers = birthNumbers("700101");
export let scene: Awaited<ReturnType<typeof openRegisterScene>>;
let serial = 0;

/** A tenant and a register of its own for each test of a file, in the database of its desk. */
export const freshScenes = (desk: Desk) =>
  beforeEach(async () => {
    scene = await openRegisterScene(desk, []);
    return () => scene.twin.close();
  });

export const system = () => scene.withOutside(scene.tenant.system());
const letterOf = () => String.fromCharCode(97 + (serial++ % 26));
export async function person(role?: Partial<TwinDebtor>) {
  const birthNumber = numbers.next().value ?? "";
  const surname = `Novák${letterOf()}`;
  const partyId = await addPerson(scene.admin, { fullName: `Petr ${surname}`, birthNumber });
  const known: TwinDebtor = {
    ...{ birthNumber, surname, givenName: "Petr", bornOn: "1970-01-01", state: "ÚPADEK" },
    ...{ number: 80_000 + serial, year: 2026, startedOn: "2026-11-02", senate: 37 },
    court: "Krajský soud v Brně",
    ...role,
  };
  return { partyId, known };
}

/** A case with its parties, owned by the administrator. */
export async function caseOf(parties: { partyId: number; role: string }[]) {
  const { caseId } = await openCase(scene.admin, {
    ...{ category: "collection", parties, isInsolvencyConfirmed: true },
  });
  await inTransaction(scene.admin, (_, { sql }) =>
    sql`update cases set owner_id = ${scene.admin.actor.operatorId} where id = ${caseId}`.then(
      () => undefined,
    ),
  );
  return caseId;
}

/** What the subscriber does with the facts of the last check. */
export const follow = (partyId: number, ctx: Context = system()) =>
  followInsolvency(ctx, { partyIds: [partyId] });
export const check = (partyId: number, ctx: Context = scene.admin) =>
  checkParty(ctx, { partyId, register: "isir_cz", cause: "card" });

export const rowsOf = <T extends object>(query: (sql: never) => Promise<readonly T[]>) =>
  reading(scene.admin, async ({ sql }) => [...(await query(sql as never))]);
export type Sql = Parameters<Parameters<typeof reading>[1]>[0]["sql"];

export const tagsOf = (caseId: number) =>
  rowsOf(
    (sql: Sql) => sql<{ code: string; restsFrom: string | null; isKept: boolean }[]>`
    select t.code, g.rests_from as "restsFrom", g.is_interest_kept as "isKept"
      from case_tags g join tags t on t.id = g.tag_id
     where g.case_id = ${caseId} and g.removed_at is null order by t.code`,
  );
export const linesOf = async (caseId: number) =>
  (
    await rowsOf(
      (sql: Sql) => sql<{ code: string }[]>`
      select data->>'code' as code from case_events
       where case_id = ${caseId} and kind = 'system' order by id`,
    )
  )
    .map(({ code }) => code)
    .filter((code) => code.startsWith("insolvency."));
export const endedOf = async (caseId: number) =>
  (
    await rowsOf(
      (sql: Sql) => sql<{ isHeld: boolean }[]>`
      select (data->'params'->>'isHeld')::boolean as "isHeld" from case_events
       where case_id = ${caseId} and data->>'code' = 'insolvency.ended' order by id`,
    )
  ).map(({ isHeld }) => isHeld);
export const courtSays = (mark: string, day: string) =>
  inFeedHand(scene.admin, async ({ sql }) => {
    await sql`
      insert into insolvency_proceedings (register, mark, claims_until_on, event_id)
      values ('isir_cz', ${mark}, ${day}, 1)
      on conflict (register, mark) do update set claims_until_on = excluded.claims_until_on`;
  });
let eventId = 0;
/** The register has told of an event of a proceeding at a moment. */
export const registerTells = (mark: string, type: string, at: string) =>
  inFeedHand(scene.admin, async ({ sql }) => {
    await sql`
      insert into insolvency_events (register, event_id, mark, type, published_at)
      values ('isir_cz', ${++eventId}, ${mark}, ${type}, ${at})`;
  });
export const tasksOf = (caseId: number) =>
  rowsOf(
    (sql: Sql) => sql<{ text: string; dueOn: string; assigneeId: number | null }[]>`
    select text, (due_at at time zone 'Europe/Prague')::date as "dueOn", assignee_id as "assigneeId"
      from case_events where case_id = ${caseId} and kind = 'task' order by id`,
  );
export const lateInterest = async (caseId: number, onDay: string) => {
  const { claims } = await claimsOfCase(scene.admin, { caseId, onDay });
  const all = claims.flatMap(({ components }) => components);
  return all.find(({ kind }) => kind === "lateInterest")?.balanceMinor ?? 0;
};

/** A debt of 100 000 Kč, due in January, with late interest. */
export async function owe(caseId: number) {
  const { claimId } = await createClaim(scene.admin, {
    ...{ caseId, currency: "CZK", dueOn: "2026-01-31", principalMinor: 10_000_000 },
    isInsolvencyConfirmed: true,
  });
  await startInterest(scene.admin, {
    ...{ claimId, kind: "lateInterest", regime: "cz-statutory" },
    idempotencyKey: `interest-${++serial}`,
  });
}
