import type { z } from "zod";
import type { Tx } from "@/db/client";
import { DomainError } from "@/server/kernel/errors";
import { writeAudit } from "../../audit";
import { authorize, authorOf, type Context, inTransaction, reading } from "../../context";
import { type ProcessDefinition, type Processes, readProcesses } from "../../workflow";
import { categoryLanguageInput, migrateCasesInput } from "../inputs";
import { nameOf } from "../words";
import { carryCollegial } from "./carry-collegial";

/** In the table of changes of state: no transition of the process was taken. */
export const MIGRATION = "(migration)";

interface Standing {
  /** Value of the field that chooses the variant; null: none, or one that no variant has. */
  choice: string | null;
  state: string;
  count: number;
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

/**
 * Where the cases of one version stand, by what chooses their variant; of the version in force only
 * those whose state it does not have (any more).
 */
async function standings(tx: Tx, ruler: Ruler, version: number): Promise<Standing[]> {
  const { processes, category, selector } = ruler;
  const rows = await tx.sql<Standing[]>`
    select c.fields ->> ${selector ?? ""}::text as choice, c.state, count(*)::int as count
      from cases c
     where c.category = ${category} and c.process_version = ${version} and c.voided_at is null
     group by 1, 2 order by 1, 2`;
  if (version !== processes.versionOf(category)) return rows;
  const isKnown = ({ choice, state }: Standing) =>
    rulerOf(ruler, version, choice)?.states.some(({ code }) => code === state) ?? true;
  return rows.filter((row) => !isKnown(row));
}

/** Of a version that cannot be read any more: as the one in force has it. */
function selectorOf(processes: Processes, category: string, version: number): string | null {
  const [definition = processes.definitionsOf(category, processes.versionOf(category))[0]] =
    processes.definitionsOf(category, version);
  return definition?.selector ?? null;
}

/**
 * The cases that go by older versions, or stand where the one in force has no state: state by state,
 * with the state of the version in force that has the same code, and all that could be chosen.
 */
export async function migrationPlan(ctx: Context, raw: z.input<typeof categoryLanguageInput>) {
  authorize(ctx, "settings:processes");
  const { category, language } = categoryLanguageInput.parse(raw);
  return reading(ctx, async (tx) => {
    const processes = await readProcesses(tx);
    const to = processes.versionOf(category);
    const versions = [...new Set([0, to, ...processes.versionsOf(category)])];
    const plans = [];
    for (const version of versions) {
      const selector = selectorOf(processes, category, version);
      const ruler = { processes, category, selector };
      const grouped = new Map<string, { code: string; state: string; count: number }>();
      for (const { choice, state, count } of await standings(tx, ruler, version)) {
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
    const selector = selectorOf(processes, category, from);
    const scene = { processes, category, selector, from, to, mapping };
    const found = await standings(tx, scene, from);
    if (to === from && found.length === 0) {
      throw new DomainError("conflict", "processes.is_in_force");
    }
    const total = found.reduce((sum, { count }) => sum + count, 0);
    if (total !== expected) {
      throw new DomainError("conflict", "processes.count_changed", { count: total });
    }
    const ways = found.map((standing) => wayOf(scene, standing));
    await takeOver(inner, tx, { ...scene, ways });
    await writeAudit(inner, {
      ...{ action: "processes.migrate", entity: "process", entityId: null },
      before: { category, number: from },
      after: { category, number: to, count: total, states: ways },
    });
    return { count: total };
  });
}

interface Scene extends Ruler {
  from: number;
  to: number;
  mapping: { code: string; state: string; to: string }[];
}

/** What becomes of the day on which a case was closed. */
type Closing = "keep" | "close" | "reopen";

interface Way {
  choice: string | null;
  state: string;
  target: string;
  closing: Closing;
}

/** Where the mapping takes a state, for cases of this choice. */
function mappedState({ mapping, ...scene }: Scene, choice: string | null, state: string) {
  const code = rulerOf(scene, scene.to, choice)?.code ?? scene.category;
  return mapping.find((each) => each.code === code && each.state === state)?.to;
}

function wayOf(scene: Scene, { choice, state }: Standing): Way {
  const mapped = mappedState(scene, choice, state);
  const states = rulerOf(scene, scene.to, choice)?.states;
  const target = states?.find(({ code }) => code === mapped);
  if (!target) throw new DomainError("precondition", "processes.state_unmapped", { state });
  const old = rulerOf(scene, scene.from, choice)?.states.find(({ code }) => code === state);
  const closing = old?.final === target.final ? "keep" : target.final ? "close" : "reopen";
  return { choice, state, target: target.code, closing };
}

/** A state that the mapping does not speak of keeps its name, if there is such a one. */
function stateAfter(scene: Scene, choice: string | null, state: string): string | undefined {
  const wanted = mappedState(scene, choice, state) ?? state;
  return rulerOf(scene, scene.to, choice)?.states.find(({ code }) => code === wanted)?.code;
}

async function takeOver(
  ctx: Context,
  tx: Tx,
  over: Scene & { ways: readonly Way[] },
): Promise<void> {
  const { category, from, to, selector, ways } = over;
  const author = authorOf(ctx.actor);
  const [choices, states, targets, closings] = [
    ways.map(({ choice }) => choice) as string[],
    ways.map(({ state }) => state),
    ways.map(({ target }) => target),
    ways.map(({ closing }) => closing),
  ];
  const way = tx.sql`unnest(${choices}::text[], ${states}::text[], ${targets}::text[],
                            ${closings}::text[]) as w(choice, state, target, closing)`;
  const choice = tx.sql`c.fields ->> ${selector ?? ""}::text`;
  const which = tx.sql`c.category = ${category} and c.process_version = ${from}
    and c.state = any(${states}) and c.voided_at is null`;
  // The wall of the table lets a state change only where its change was written down before.
  await tx.sql`
    insert into case_transitions (case_id, transition, from_state, to_state, definition_version,
           resolution, by_operator_id, at)
    select c.id, ${MIGRATION}, c.state, w.target, ${to}, null, ${author.id}, ${ctx.now}
      from cases c join ${way} on w.state = c.state and w.choice is not distinct from ${choice}
     where ${which}`;
  await carryCollegial(tx, {
    ...{ which, choice },
    targetOf: (chosen, state) => stateAfter(over, chosen, state),
  });
  await tx.sql`
    with moved as (
      update cases c
         set process_version = ${to}, state = w.target, updated_at = ${ctx.now},
             state_since = case when c.state = w.target then c.state_since else ${ctx.now} end,
             closed_at = case w.closing when 'close' then coalesce(c.closed_at, ${ctx.now})
                                        when 'reopen' then null else c.closed_at end,
             version = c.version + 1
        from ${way}, cases b
       where b.id = c.id and ${which} and w.state = c.state and w.choice is not distinct from ${choice}
      returning c.id, b.state as from_state, c.state as to_state)
    insert into audit_entries (at, actor_kind, actor_id, actor_name, action, entity, entity_id,
           case_id, before, after)
    select ${ctx.now}::timestamptz, 'operator', ${author.id}::bigint, ${author.name},
           'cases.migrate', 'case', id, id,
           jsonb_build_object('state', from_state, 'processVersion', ${from}::int),
           jsonb_build_object('state', to_state, 'processVersion', ${to}::int)
      from moved`;
}
