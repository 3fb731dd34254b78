import type { Tx } from "@/db/client";
import { giveCases, writeSystemEvents } from "../../cases";
import type { Context, SystemActor } from "../../context";
import { passTasks } from "../../timeline";
import { hasNumber } from "../about-case";
import { maySee, type Person, type Routing, routingOf } from "./choose-person";
import type { RoutedFacts } from "./match-rules";
import { lockRules, readPeople } from "./read-desk";

interface Routed extends RoutedFacts {
  caseId: number;
  wallId: number | null;
  ownerId: number | null;
  teamId: number | null;
  caseOwnerId: number | null;
  /** Somebody chose whose it is, or has begun to answer. */
  isWorkedOn: boolean;
}

/**
 * Gives requests to whom the rules say, each in its turn, by as many statements for one as for many.
 * Who works on one keeps it as long as they may see it, and so does who has it where nobody is found;
 * a priority that somebody chose stays. Not a verb: part of the caller's, who has locked the cases.
 */
export async function routeRequests(
  ctx: Context<SystemActor>,
  tx: Tx,
  caseIds: readonly number[],
): Promise<void> {
  if (caseIds.length === 0) return;
  const rules = await lockRules(tx);
  const isCounted = rules.some(({ distribution }) => distribution === "least_loaded");
  const [people, rows] = await Promise.all([
    readPeople(tx, { isCounted }),
    readRouted(tx, caseIds),
  ]);
  const turns = rules.map((rule) => ({ ...rule }));
  const routed = rows.map((row) => {
    const found = routingOf({ ...row, facts: row, rules: turns, people });
    const isOwned = isSeen(row, people);
    if (isOwned && row.isWorkedOn)
      return { row, routing: keptBy(row, found), ownerId: row.ownerId };
    const routing = { ...found, isKept: false };
    takeTurn(routing, people);
    return { row, routing, ownerId: routing.ownerId ?? (isOwned ? keptOwner(row, routing) : null) };
  });
  await writeTurns(tx, turns);
  await writeRouted(tx, routed);
  await giveCases(ctx, tx, {
    gifts: routed.map(({ row, ownerId }) => ({ caseId: row.caseId, ownerId })),
  });
  await passTasks(
    ctx,
    tx,
    routed
      .filter(({ row, ownerId }) => ownerId !== row.ownerId)
      .map(({ row, ownerId: toId }) => ({ caseId: row.caseId, fromId: row.ownerId, toId })),
  );
  await tell(ctx, routed, await namesOf(tx, people));
}

interface Outcome {
  row: Routed;
  routing: Routing & { isKept: boolean };
  ownerId: number | null;
}

const isSeen = ({ ownerId, wallId }: Routed, people: readonly Person[]): boolean =>
  people.some((person) => person.id === ownerId && maySee(person, wallId));

/** Of what the rules say only how urgent it is: nobody's turn was taken. */
const keptBy = ({ teamId }: Routed, { priority }: Routing): Outcome["routing"] => ({
  ...{ isKept: true, why: "nobody", rule: null, ownerId: null, teamId, priority, skipped: [] },
});

/** A team that takes it over takes it from its owner, too; nobody takes it from nobody. */
const keptOwner = ({ ownerId }: Routed, { teamId }: Routing) => (teamId === null ? ownerId : null);

/** What one request was given counts for the next. */
function takeTurn({ rule, ownerId }: Routing, people: readonly Person[]): void {
  if (ownerId === null) return;
  if (rule) rule.lastOperatorId = ownerId;
  const person = people.find(({ id }) => id === ownerId);
  if (person) person.load += 1;
}

const readRouted = ({ sql }: Tx, caseIds: readonly number[]) => sql<Routed[]>`
  select k.id as "caseId", k.access_group_id as "wallId", k.owner_id as "ownerId", d.team_id as "teamId",
         k.owner_id is not null
           and (d.routed_owner_id is distinct from k.owner_id or k.state <> 'new'
                or d.first_replied_at is not null) as "isWorkedOn",
         k.fields->>'requestKind' as kind, coalesce(k.fields->>'subject', '') as subject,
         d.language, d.channel, p.kind as "clientKind", a.category,
         a.group_id as "caseGroupId", a.owner_id as "caseOwnerId"
    from cases k join desk_requests d on d.case_id = k.id
    left join lateral (select c.party_id from case_parties c
                        where c.case_id = k.id and c.role = 'client' order by c.position limit 1) c on true
    left join parties p on p.id = c.party_id
    left join lateral (select o.category, o.group_id, o.owner_id from cases o
                        where ${hasNumber(sql, sql`(k.fields->>'aboutRefNo')`).is} limit 1) a on true
   where k.id = any(${caseIds as number[]}) order by k.id`;

async function writeTurns(
  { sql }: Tx,
  turns: readonly { id: number; lastOperatorId: number | null }[],
): Promise<void> {
  if (turns.length === 0) return;
  await sql`
    update request_rules r set last_operator_id = n.last_id
      from unnest(${turns.map(({ id }) => id)}::bigint[],
                  ${turns.map(({ lastOperatorId }) => lastOperatorId) as number[]}::bigint[])
             as n (id, last_id)
     where r.id = n.id and r.last_operator_id is distinct from n.last_id`;
}

const keptIds = (routed: readonly Outcome[]) =>
  routed.flatMap(({ row, routing }) => (routing.isKept ? row.caseId : []));

const writeRouted = ({ sql }: Tx, routed: readonly Outcome[]) => sql`
  update desk_requests d
     set team_id = n.team_id, routed_kind = n.kind,
         rule_id = case when k.is_kept then d.rule_id else n.rule_id end,
         routed_owner_id = case when k.is_kept then d.routed_owner_id else n.owner_id end,
         priority = case when d.priority = d.routed_priority
                         then coalesce(n.priority, d.priority) else d.priority end,
         routed_priority = coalesce(n.priority, d.routed_priority)
    from unnest(${routed.map(({ row }) => row.caseId)}::bigint[],
                ${routed.map(({ routing }) => routing.teamId) as number[]}::bigint[],
                ${routed.map(({ routing }) => routing.rule?.id ?? null) as number[]}::bigint[],
                ${routed.map(({ row }) => row.kind) as string[]}::text[],
                ${routed.map(({ routing }) => routing.priority) as string[]}::text[],
                ${routed.map(({ ownerId }) => ownerId) as number[]}::bigint[])
           as n (case_id, team_id, rule_id, kind, priority, owner_id)
         cross join lateral (select n.case_id = any(${keptIds(routed)}::bigint[])) as k (is_kept)
   where d.case_id = n.case_id`;

async function namesOf({ sql }: Tx, people: readonly Person[]) {
  const teams = await sql<{ id: number; name: string }[]>`select id, name from access_groups`;
  const find = (list: readonly { id: number; name: string }[], id: number | null) =>
    list.find((each) => each.id === id)?.name ?? null;
  return {
    person: (id: number | null) => find(people, id),
    team: (id: number | null) => find(teams, id),
  };
}

/** On the timeline: what was routed, and why. */
const tell = (
  ctx: Context<SystemActor>,
  routed: readonly Outcome[],
  names: Awaited<ReturnType<typeof namesOf>>,
) =>
  writeSystemEvents(
    ctx,
    routed.map(({ row, routing, ownerId }) => ({
      caseId: row.caseId,
      code: "request.routed",
      params: {
        why: routing.isKept ? "kept" : routing.why,
        ...{ rule: routing.rule?.name ?? null, skipped: routing.skipped },
        ...{ to: names.person(ownerId), team: names.team(routing.teamId) },
        priority: routing.priority,
      },
    })),
  );
