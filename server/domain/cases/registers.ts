import type { z } from "zod";
import { authorize, type Context, reading } from "../context";
import { readProcesses } from "../workflow";
import { caseIdInput } from "./inputs";

/** Every group of cases with its creditor and defaults. */
export async function listGroups(ctx: Context) {
  authorize(ctx, "cases:read");
  return reading(ctx, async (tx) => {
    const rows = await tx.sql<
      {
        id: number;
        code: string;
        description: string;
        creditorPartyId: number | null;
        creditorName: string | null;
        accessGroupId: number | null;
        currency: "CZK" | "EUR";
        allocationProfileId: number | null;
        defaultFields: Record<string, string | number | boolean | null>;
      }[]
    >`select g.id, g.code, g.description, g.creditor_party_id as "creditorPartyId",
             p.full_name as "creditorName", g.access_group_id as "accessGroupId", g.currency,
             g.allocation_profile_id as "allocationProfileId", g.default_fields as "defaultFields"
        from case_groups g left join parties p on p.id = g.creditor_party_id
       order by lower(g.code) limit 2000`;
    return [...rows];
  });
}

/** Every tag of the tenant. */
export async function listTags(ctx: Context) {
  authorize(ctx, "cases:read");
  return reading(ctx, async (tx) => {
    const rows = await tx.sql<
      { id: number; code: string; name: string; colour: string; effects: string[] }[]
    >`select id, code, name, colour, effects from tags order by lower(name) limit 1000`;
    return [...rows];
  });
}

/** People whom a case or a task can be given to. */
export async function listColleagues(ctx: Context) {
  authorize(ctx, "cases:read");
  return reading(ctx, async (tx) => {
    const rows = await tx.sql<{ id: number; name: string; role: string; isPresent: boolean }[]>`
      select id, name, role, is_present as "isPresent" from operators
       where is_active order by name limit 1000`;
    return [...rows];
  });
}

/** Every change of state of a case, newest first. */
export async function caseRoute(ctx: Context, raw: z.input<typeof caseIdInput>) {
  authorize(ctx, "cases:read");
  const { caseId } = caseIdInput.parse(raw);
  return reading(ctx, async (tx) => {
    const rows = await tx.sql<
      {
        id: number;
        transition: string;
        from: string;
        to: string;
        resolution: string | null;
        byName: string | null;
        at: Date;
      }[]
    >`select t.id, t.transition, t.from_state as "from", t.to_state as "to", t.resolution,
             o.name as "byName", t.at
        from case_transitions t join cases c on c.id = t.case_id and c.voided_at is null
        left join operators o on o.id = t.by_operator_id
       where t.case_id = ${caseId} order by t.id desc limit 500`;
    return [...rows];
  });
}

const BOARD_COUNT_MAX = 10_000;

/** How many living cases stand in each state of a category; exact up to 10 000 a state. */
export async function countByState(ctx: Context, { category }: { category: string }) {
  authorize(ctx, "cases:read");
  return reading(ctx, async (tx) => {
    const processes = await readProcesses(tx);
    const versions = new Set([0, processes.versionOf(category), ...processes.versionsOf(category)]);
    const definitions = [...versions].flatMap((each) => processes.definitionsOf(category, each));
    const states = new Set(definitions.flatMap((each) => each.states.map(({ code }) => code)));
    const rows = await tx.sql<{ state: string; count: number }[]>`
      select s.state, k.count from unnest(${[...states]}::text[]) as s(state),
      lateral (select count(*) as count from (select 1 from cases c where c.category = ${category}
          and c.state = s.state and c.archived_at is null and c.voided_at is null
          limit ${BOARD_COUNT_MAX}) l) k`;
    return [...rows];
  });
}
