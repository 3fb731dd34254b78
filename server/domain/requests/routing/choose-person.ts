import type { Distribution, RequestPriority } from "@/db/values/requests";
import { fits, type RoutedFacts, type Rule } from "./match-rules";

/** Somebody who works here and may write. */
export interface Person {
  id: number;
  name: string;
  isPresent: boolean;
  /** Null: they see the cases of all groups. */
  sees: readonly number[] | null;
  /** Access groups that they belong to. */
  teams: readonly number[];
  /** Open requests that they have. */
  load: number;
}

export interface Routing {
  why: "rule" | "owner" | "nobody";
  rule: Rule | null;
  ownerId: number | null;
  teamId: number | null;
  priority: RequestPriority | null;
  /** Names of rules that fitted, and had nobody who is here and may see the request. */
  skipped: string[];
}

interface Asked {
  facts: RoutedFacts;
  /** The wall before the request. */
  wallId: number | null;
  /** Who has the case that it is about. */
  caseOwnerId: number | null;
  rules: readonly Rule[];
  people: readonly Person[];
}

export const maySee = ({ sees }: Person, wallId: number | null): boolean =>
  sees === null || wallId === null || sees.includes(wallId);

/** To whom a request goes, and why: by the first rule that fits and has somebody, else its case's owner. */
export function routingOf({ facts, wallId, caseOwnerId, rules, people }: Asked): Routing {
  const able = people.filter((person) => maySee(person, wallId));
  const skipped: string[] = [];
  let priority: RequestPriority | null = null;
  for (const rule of rules) {
    if (!fits(rule, facts)) continue;
    priority ??= rule.priority;
    // A rule that names nobody says only how urgent it is; who, the next ones say.
    if (rule.teamId === null && rule.operatorId === null) continue;
    const found = takerOf(rule, able);
    if (!found) {
      skipped.push(rule.name);
      continue;
    }
    return { why: "rule", rule, ...found, priority, skipped };
  }
  const owner = able.find(({ id, isPresent }) => id === caseOwnerId && isPresent);
  const rest = { rule: null, teamId: null, priority, skipped };
  if (!owner) return { why: "nobody", ownerId: null, ...rest };
  return { why: "owner", ownerId: owner.id, ...rest };
}

function takerOf(
  rule: Rule,
  able: readonly Person[],
): { ownerId: number | null; teamId: number | null } | null {
  if (rule.teamId === null) {
    const one = able.find(({ id, isPresent }) => id === rule.operatorId && isPresent);
    return one ? { ownerId: one.id, teamId: null } : null;
  }
  const { teamId } = rule;
  const team = able.filter(({ teams }) => teams.includes(teamId));
  if (team.length === 0) return null;
  // All of them away: it waits in their queue for whoever comes first.
  const chosen = choosePerson(team, rule);
  return { ownerId: chosen?.id ?? null, teamId };
}

/** Whose turn it is among those present: the next by number after the last, or who has least. */
export function choosePerson(
  team: readonly Person[],
  turn: { distribution: Distribution; lastOperatorId: number | null },
): Person | null {
  const here = team.filter(({ isPresent }) => isPresent).sort((one, other) => one.id - other.id);
  if (turn.distribution === "least_loaded") {
    return here.reduce<Person | null>(
      (least, each) => (least === null || each.load < least.load ? each : least),
      null,
    );
  }
  return here.find(({ id }) => id > (turn.lastOperatorId ?? 0)) ?? here[0] ?? null;
}
