import type { Tx } from "@/db/client";
import { REQUEST_PRIORITIES } from "@/db/values/requests";
import type { Locale } from "@/server/kernel/locale";
import { giveCases, writeSystemEvents } from "../../cases";
import type { Context, SystemActor } from "../../context";
import { writeFacts } from "../../events";
import { addTasks, type NewTask, passTasks } from "../../timeline";
import { choosePerson, maySee } from "../routing/choose-person";
import { readPeople } from "../routing/read-desk";
import type { Alarm } from "./clock-row";
import { type Escalation, mailEscalated } from "./mail-escalated";
import { type DeskSettings, readPromises } from "./read-promises";

const WORDS: Record<Locale, Record<Alarm["step"], string>> = {
  cs: { warning: "Blíží se termín požadavku", breach: "Požadavek je po termínu" },
  sk: { warning: "Blíži sa termín požiadavky", breach: "Požiadavka je po termíne" },
  en: { warning: "A request is due soon", breach: "A request is overdue" },
  ru: { warning: "Подходит срок обращения", breach: "Обращение просрочено" },
};

interface Standing {
  caseId: number;
  ownerId: number | null;
  wallId: number | null;
  language: Locale;
}

/** What the tenant's settings let follow where a promise is about to be broken, or was. */
export async function escalate(
  ctx: Context<SystemActor>,
  tx: Tx,
  alarms: readonly Alarm[],
): Promise<void> {
  if (alarms.length === 0) return;
  const { settings } = await readPromises(tx);
  const standings = await readStandings(tx, alarms);
  const breaches = alarms.filter(({ step }) => step === "breach");
  await writeSystemEvents(
    ctx,
    alarms.map(({ caseId, promise, step, dueAt }) => ({
      ...{ caseId, code: step === "breach" ? "request.overdue" : "request.due_soon" },
      params: { promise, dueAt: dueAt.toISOString() },
    })),
  );
  await writeFacts(ctx, alarms.map(factOf));
  const owners = await reassign(ctx, tx, { breaches, standings, settings });
  await addTasks(ctx, tx, tasksOf(alarms, { ctx, standings, owners, settings }));
  await mailEscalated(ctx, tx, escalationsOf(breaches, { standings, owners, settings }));
  if (settings.raisesPriority) await raise(tx, breaches);
}

/** To whom the settings pass a late request: the one who is told, and who it was given to. */
const escalationsOf = (
  breaches: readonly Alarm[],
  { standings, owners, settings }: Omit<Told, "ctx">,
): Escalation[] =>
  breaches.flatMap((alarm) => {
    const ownerId = owners.get(alarm.caseId) ?? null;
    const takerId = ownerId === standings.get(alarm.caseId)?.ownerId ? null : ownerId;
    return [settings.notifiedOperatorId, takerId].flatMap((operatorId) =>
      operatorId === null ? [] : { alarm, operatorId },
    );
  });

const factOf = ({ caseId, promise, step, dueAt }: Alarm) => {
  const name = step === "breach" ? ("request.overdue" as const) : ("request.due_soon" as const);
  const key = `${name}:${caseId}:${promise}:${dueAt.toISOString()}`;
  return { name, payload: { caseId, promise }, key };
};

async function readStandings({ sql }: Tx, alarms: readonly Alarm[]) {
  const rows = await sql<Standing[]>`
    select k.id as "caseId", k.owner_id as "ownerId", k.access_group_id as "wallId",
           coalesce(o.language, t.language) as language
      from cases k join tenants t on t.id = k.tenant_id left join operators o on o.id = k.owner_id
     where k.id = any(${alarms.map(({ caseId }) => caseId)})`;
  return new Map(rows.map((row) => [row.caseId, row]));
}

interface Escalated {
  breaches: readonly Alarm[];
  standings: ReadonlyMap<number, Standing>;
  settings: DeskSettings;
}

/** To whoever of the team has least and may see it; answers the owners as they are then. */
async function reassign(
  ctx: Context<SystemActor>,
  tx: Tx,
  { breaches, standings, settings }: Escalated,
): Promise<Map<number, number | null>> {
  const owners = new Map([...standings].map(([id, { ownerId }]) => [id, ownerId]));
  const { reassignTeamId: teamId } = settings;
  if (teamId === null || breaches.length === 0) return owners;
  const people = (await readPeople(tx, { isCounted: true })).filter(({ teams }) =>
    teams.includes(teamId),
  );
  for (const caseId of new Set(breaches.map((each) => each.caseId))) {
    const { wallId = null, ownerId = null } = standings.get(caseId) ?? {};
    const able = people.filter((person) => maySee(person, wallId));
    const turn = { distribution: "least_loaded", lastOperatorId: null } as const;
    const taker = choosePerson(able, turn);
    if (!taker || able.some(({ id }) => id === ownerId)) continue;
    taker.load += 1;
    owners.set(caseId, taker.id);
  }
  const moved = [...owners].filter(([id, ownerId]) => ownerId !== standings.get(id)?.ownerId);
  await giveCases(ctx, tx, { gifts: moved.map(([caseId, ownerId]) => ({ caseId, ownerId })) });
  await passTasks(
    ctx,
    tx,
    moved.map(([caseId, toId]) => {
      return { caseId, fromId: standings.get(caseId)?.ownerId ?? null, toId };
    }),
  );
  await tx.sql`update desk_requests set team_id = ${teamId}
    where case_id = any(${moved.map(([caseId]) => caseId)})`;
  const names = new Map(people.map(({ id, name }) => [id, name]));
  await writeSystemEvents(
    ctx,
    moved.map(([caseId, ownerId]) => ({
      ...{ caseId, code: "request.assigned" },
      params: { to: names.get(ownerId ?? 0) ?? null, isEscalated: true },
    })),
  );
  return owners;
}

interface Told {
  ctx: Context;
  standings: ReadonlyMap<number, Standing>;
  owners: ReadonlyMap<number, number | null>;
  settings: DeskSettings;
}

/** Of one request that broke both promises at once, each is told once. */
function tasksOf(alarms: readonly Alarm[], told: Told): NewTask[] {
  const { ctx, standings, owners, settings } = told;
  const tasks = new Map<string, NewTask>();
  for (const { caseId, step, dueAt } of alarms) {
    const text = (WORDS[standings.get(caseId)?.language ?? "cs"] ?? WORDS.cs)[step];
    const people = [
      settings.notifiesOwner ? (owners.get(caseId) ?? null) : null,
      step === "breach" ? settings.notifiedOperatorId : null,
    ];
    const at = step === "breach" ? ctx.now : dueAt;
    for (const assigneeId of people) {
      if (assigneeId === null) continue;
      const task = { caseId, text, dueAt: at, assigneeId, priority: "high" as const };
      tasks.set(`${caseId} ${assigneeId} ${step}`, task);
    }
  }
  return [...tasks.values()];
}

/** By one step; the most urgent stays. */
async function raise({ sql }: Tx, breaches: readonly Alarm[]): Promise<void> {
  const order = REQUEST_PRIORITIES as unknown as string[];
  await sql`
    update desk_requests set priority = coalesce(
             (${order}::text[])[array_position(${order}::text[], priority) + 1], priority)
     where case_id = any(${breaches.map(({ caseId }) => caseId)})`;
}
