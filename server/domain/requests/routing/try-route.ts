import type { RequestPriority } from "@/db/values/requests";
import { DomainError } from "@/server/kernel/errors";
import { authorize, type OperatorContext, reading } from "../../context";
import { hasNumber } from "../about-case";
import { type TryRouteInput, tryRouteInput } from "../setup-inputs";
import { routingOf } from "./choose-person";
import type { Rule } from "./match-rules";
import { readPeople } from "./read-desk";

export interface TriedRoute {
  why: "rule" | "owner" | "nobody";
  ruleName: string | null;
  ownerName: string | null;
  teamName: string | null;
  priority: RequestPriority | null;
  skipped: string[];
}

/**
 * Where a request would go now, without sending it. Throws not_found `requests.about_not_found` where
 * it names a case that is not there.
 */
export async function tryRoute(ctx: OperatorContext, raw: TryRouteInput): Promise<TriedRoute> {
  authorize(ctx, "settings:requests");
  const { aboutRefNo, ...given } = tryRouteInput.parse(raw);
  return reading(ctx, async (tx) => {
    const { sql } = tx;
    const [rules, people, [about], teams] = await Promise.all([
      sql<Rule[]>`
        select id, name, kinds, client_kinds as "clientKinds", categories,
               case_group_ids as "caseGroupIds", words, languages, channels,
               team_id as "teamId", operator_id as "operatorId", distribution, priority,
               last_operator_id as "lastOperatorId"
          from request_rules where is_active order by position, id`,
      readPeople(tx, { isCounted: true }),
      sql<{ category: string; caseGroupId: number | null; caseOwnerId: number; wallId: number }[]>`
        select o.category, o.group_id as "caseGroupId", o.owner_id as "caseOwnerId",
               o.access_group_id as "wallId" from cases o
         where ${hasNumber(sql, sql`${aboutRefNo}::text`).is}`,
      sql<{ id: number; name: string }[]>`select id, name from access_groups`,
    ]);
    if (aboutRefNo && !about) throw new DomainError("not_found", "requests.about_not_found");
    const { category = null, caseGroupId = null, caseOwnerId = null, wallId = null } = about ?? {};
    const routing = routingOf({
      facts: { ...given, category, caseGroupId },
      ...{ wallId, caseOwnerId, rules, people },
    });
    const { why, rule, ownerId, teamId, priority, skipped } = routing;
    return {
      ...{ why, priority, skipped, ruleName: rule?.name ?? null },
      ownerName: people.find(({ id }) => id === ownerId)?.name ?? null,
      teamName: teams.find(({ id }) => id === teamId)?.name ?? null,
    };
  });
}
