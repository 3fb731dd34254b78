import type { StepFilter } from "@/db/schema/dunning";
import type { Gathering, SkipPolicy } from "@/db/values/dunning";
import type { Channel } from "@/db/values/messages";
import { type Context, inTransaction } from "../../context";

let serial = 0;

interface GivenStep {
  dayOffset: number;
  states?: string[];
  filter?: StepFilter;
  feeMinor?: number;
  graceDays?: number;
  isAuto?: boolean;
  isLast?: boolean;
  isPreAction?: boolean;
  moveTo?: string;
  templateId?: number;
  methods?: Channel[];
}

/** A plan in force with these steps, in crowns, for collection cases. */
export async function makePlan(
  ctx: Context,
  given: { steps: GivenStep[]; skipPolicy?: SkipPolicy; gathering?: Gathering },
): Promise<number> {
  const { skipPolicy = "catch_up", gathering = "debtor" } = given;
  return inTransaction(ctx, async (_, { sql }) => {
    const [plan] = await sql<{ id: number }[]>`
      insert into dunning_plans (name, state, skip_policy, gathering)
      values ('Plan', 'active', ${skipPolicy}, ${gathering}) returning id`;
    if (!plan) throw new Error("no plan");
    for (const step of given.steps) {
      serial += 1;
      const { methods = ["email"], templateId = await makeTemplateRow(ctx, sql, methods) } = step;
      await sql`
        insert into dunning_steps
          (plan_id, series_id, template_id, day_offset, currency, categories, states, filter,
           fee_minor, fee_description, grace_days, is_auto, is_last, is_pre_action, move_to)
        values (${plan.id}, ${serial}, ${templateId}, ${step.dayOffset}, 'CZK', '{collection}',
           ${step.states ?? []}, ${sql.json({ ...(step.filter ?? {}) })}, ${step.feeMinor ?? 0}, 'Upomínka',
           ${step.graceDays ?? null}, ${step.isAuto ?? false}, ${step.isLast ?? false},
           ${step.isPreAction ?? false}, ${step.moveTo ?? null})`;
    }
    return plan.id;
  });
}

async function makeTemplateRow(
  _ctx: Context,
  sql: Parameters<Parameters<typeof inTransaction>[1]>[1]["sql"],
  methods: Channel[],
): Promise<number> {
  const [row] = await sql<{ id: number }[]>`
    insert into templates (code, name, format, methods)
    values (${`t${++serial}`}, 'Upomínka', 'txt', ${methods}) returning id`;
  if (!row) throw new Error("no template");
  return row.id;
}

/** A person who owes on a case of its own, or on one more case. */
export async function makeDebtor(
  ctx: Context,
  given: { partyId?: number; groupId?: number; state?: string; email?: string } = {},
): Promise<{ caseId: number; partyId: number }> {
  const number = ++serial + 5_000;
  const { groupId = null, state = "amicable", email = `karel${number}@debtor.example` } = given;
  return inTransaction(ctx, async (_, { sql }) => {
    let { partyId } = given;
    if (partyId === undefined) {
      const [party] = await sql<{ id: number }[]>`
        insert into parties (kind, full_name, given_name, surname, name_key, sex)
        values ('natural_person', 'Karel Dlužný', 'Karel', 'Dlužný', 'dluzny karel', 'male')
        returning id`;
      if (!party) throw new Error("no party");
      partyId = party.id;
      await sql`insert into party_contacts (party_id, kind, value) values (${partyId}, 'email', ${email})`;
      await sql`
        insert into party_addresses (party_id, kind, street, city, postal_code, address_key)
        values (${partyId}, 'main', 'Dlouhá 1', 'Praha', '110 00', 'praha|dlouha 1')`;
    }
    const [row] = await sql<{ id: number }[]>`
      insert into cases (ref_no, ref_year, ref_number, category, state, opened_on, debtor_party_id,
                         debtor_name, group_id)
      values (${`${number}/2026`}, 2026, ${number}, 'collection', ${state}, '2026-01-01', ${partyId},
              'Karel Dlužný', ${groupId ?? (await groupOf(sql))}) returning id`;
    if (!row) throw new Error("no case");
    await sql`insert into case_parties (case_id, party_id, role)
              values (${row.id}, ${partyId}, 'debtor')`;
    return { caseId: row.id, partyId };
  });
}

async function groupOf(
  sql: Parameters<Parameters<typeof inTransaction>[1]>[1]["sql"],
): Promise<number> {
  const [known] = await sql<{ id: number }[]>`select id from case_groups where code = 'G'`;
  if (known) return known.id;
  const [row] = await sql<{ id: number }[]>`
    insert into case_groups (code) values ('G') returning id`;
  if (!row) throw new Error("no group");
  return row.id;
}
