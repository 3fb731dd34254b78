import type { z } from "zod";
import type { Tx } from "@/db/client";
import { DomainError } from "@/server/kernel/errors";
import { writeAudit } from "../../audit";
import { authorize, authorOf, type Context, inTransaction, reading } from "../../context";
import { type ProcessDefinition, type Processes, readProcesses } from "../../workflow";
import { categoryLanguageInput, migrateCasesInput } from "../inputs";
import { nameOf } from "../words";

/** In the table of changes of state: no transition of the process was taken. */
export const MIGRATION = "(migration)";

interface Standing {
  /** Value of the field that chooses the variant; null: none, or one that no variant has. */
  choice: string | null;
  state: string;
  count: number;
}

/** Where the cases of one version stand, by what chooses their variant. */
async function standings(
  tx: Tx,
  { category, version, selector }: { category: string; version: number; selector: string | null },
): Promise<Standing[]> {
  return tx.sql<Standing[]>`
    select c.fields ->> ${selector ?? ""}::text as choice, c.state, count(*)::int as count
      from cases c
     where c.category = ${category} and c.process_version = ${version} and c.voided_at is null
     group by 1, 2 order by 1, 2`;
}

interface Ruler {
  processes: Processes;
  category: string;
  selector: string | null;
}

/** The definition of a version that rules cases of this choice. */
function rulerOf({ processes, category, selector }: Ruler, version: number, choice: string | null) {
  const fields = selector && choice !== null ? { [selector]: choice } : {};
  return processes.of({ category, processVersion: version, fields });
}

const selectorOf = (processes: Processes, category: string, version: number) =>
  processes.definitionsOf(category, version)[0]?.selector ?? null;

/**
 * The cases that go by older versions, state by state, with the state of the version in force that has
 * the same code, and all that could be chosen.
 */
export async function migrationPlan(ctx: Context, raw: z.input<typeof categoryLanguageInput>) {
  authorize(ctx, "settings:processes");
  const { category, language } = categoryLanguageInput.parse(raw);
  return reading(ctx, async (tx) => {
    const processes = await readProcesses(tx);
    const to = processes.versionOf(category);
    const versions = [0, ...processes.versionsOf(category)].filter((version) => version !== to);
    const plans = [];
    for (const version of versions) {
      const selector = selectorOf(processes, category, version);
      const ruler = { processes, category, selector };
      const grouped = new Map<string, { code: string; state: string; count: number }>();
      for (const { choice, state, count } of await standings(tx, { category, version, selector })) {
        const code = rulerOf(ruler, to, choice)?.code ?? category;
        const key = `${code} ${state}`;
        const known = grouped.get(key) ?? { code, state, count: 0 };
        grouped.set(key, { ...known, count: known.count + count });
      }
      if (grouped.size === 0) continue;
      const old = processes.definitionsOf(category, version);
      const states = [...grouped.values()].map((each) => {
        const target = targetOf(processes, { category, to, code: each.code });
        const same = target?.states.find(({ code }) => code === each.state);
        return {
          ...each,
          name: nameOf(
            old.flatMap((definition) => definition.states),
            each.state,
            language,
          ),
          proposed: same?.code ?? null,
          options: (target?.states ?? []).map(({ code, names }) => {
            return { code, name: names[language] };
          }),
        };
      });
      plans.push({ version, count: states.reduce((sum, { count }) => sum + count, 0), states });
    }
    return { to, plans };
  });
}

function targetOf(
  processes: Processes,
  { category, to, code }: { category: string; to: number; code: string },
): ProcessDefinition | undefined {
  return processes.definitionsOf(category, to).find((each) => each.code === code);
}

/**
 * Takes the cases of one version over to the version in force, each into the state that the mapping says,
 * all by one statement. Refused where a state with cases has none, or their number is not the one shown.
 */
export async function migrateCases(ctx: Context, raw: z.input<typeof migrateCasesInput>) {
  authorize(ctx, "settings:processes");
  const { category, from, mapping, expected } = migrateCasesInput.parse(raw);
  return inTransaction(ctx, async (inner, tx) => {
    // Nobody puts another version in force meanwhile, and no case of it moves on.
    await tx.sql`
      select from process_versions where category = ${category} and status = 'active' for share`;
    await tx.sql`
      select from cases where category = ${category} and process_version = ${from}
         and voided_at is null order by id for update`;
    const processes = await readProcesses(tx);
    const to = processes.versionOf(category);
    if (to === from) throw new DomainError("conflict", "processes.is_in_force");
    const selector = selectorOf(processes, category, from);
    const found = await standings(tx, { category, version: from, selector });
    const total = found.reduce((sum, { count }) => sum + count, 0);
    if (total !== expected) {
      throw new DomainError("conflict", "processes.count_changed", { count: total });
    }
    const ways = found.map(({ choice, state }) => {
      const code = rulerOf({ processes, category, selector }, to, choice)?.code ?? category;
      const target = mapping.find((each) => each.code === code && each.state === state)?.to;
      const known = targetOf(processes, { category, to, code })?.states;
      if (!known?.some((each) => each.code === target)) {
        throw new DomainError("precondition", "processes.state_unmapped", { state });
      }
      return { choice, state, target: target ?? "" };
    });
    await takeOver(inner, tx, { category, from, to, selector, ways });
    await writeAudit(inner, {
      ...{ action: "processes.migrate", entity: "process", entityId: null },
      before: { category, number: from },
      after: { category, number: to, count: total, states: ways },
    });
    return { count: total };
  });
}

interface Over {
  category: string;
  from: number;
  to: number;
  selector: string | null;
  ways: { choice: string | null; state: string; target: string }[];
}

async function takeOver(ctx: Context, tx: Tx, over: Over): Promise<void> {
  const { category, from, to, selector, ways } = over;
  const author = authorOf(ctx.actor);
  const [choices, states, targets] = [
    ways.map(({ choice }) => choice) as string[],
    ways.map(({ state }) => state),
    ways.map(({ target }) => target),
  ];
  const way = tx.sql`unnest(${choices}::text[], ${states}::text[], ${targets}::text[])
                       as w(choice, state, target)`;
  const choice = tx.sql`c.fields ->> ${selector ?? ""}::text`;
  // The wall of the table lets a state change only where its change was written down before.
  await tx.sql`
    insert into case_transitions (case_id, transition, from_state, to_state, definition_version,
           resolution, by_operator_id, at)
    select c.id, ${MIGRATION}, c.state, w.target, ${to}, null, ${author.id}, ${ctx.now}
      from cases c join ${way} on w.state = c.state and w.choice is not distinct from ${choice}
     where c.category = ${category} and c.process_version = ${from} and c.voided_at is null`;
  await tx.sql`
    with moved as (
      update cases c
         set process_version = ${to}, state = w.target, updated_at = ${ctx.now},
             state_since = case when c.state = w.target then c.state_since else ${ctx.now} end,
             version = c.version + 1
        from ${way}, cases b
       where b.id = c.id and c.category = ${category} and c.process_version = ${from}
         and c.voided_at is null and w.state = c.state and w.choice is not distinct from ${choice}
      returning c.id, b.state as from_state, c.state as to_state)
    insert into audit_entries (at, actor_kind, actor_id, actor_name, action, entity, entity_id,
           case_id, before, after)
    select ${ctx.now}::timestamptz, 'operator', ${author.id}::bigint, ${author.name},
           'cases.migrate', 'case', id, id,
           jsonb_build_object('state', from_state, 'processVersion', ${from}::int),
           jsonb_build_object('state', to_state, 'processVersion', ${to}::int)
      from moved`;
}
