import type { z } from "zod";
import type { Tx } from "@/db/client";
import { caseFacts, definitionOf, requireCase } from "../cases";
import { type Awaited, awaitedActions } from "../collegial";
import { authorize, authorOf, type Context, may, reading } from "../context";
import { seesCase } from "../sees-case";
import {
  availableTransitions,
  type CaseFacts,
  type Mover,
  nameReasons,
  type ProcessDefinition,
  type ProcessTransition,
  statesFrom,
} from "../workflow";
import { caseNextInput } from "./inputs";

/** So many people are named; of more their number is told. */
const NAMED_MAX = 12;

export interface Person {
  id: number;
  name: string;
  role: string;
  isPresent: boolean;
}

/** One way out of the state that the case stands in. */
export interface NextWay {
  code: string;
  name: string;
  to: string;
  roles: string[];
  /** The asker's role may take it; what stands in the way is in `reasons`. */
  isMine: boolean;
  /** Guards that refuse, fields that are missing and collegial actions that are not done. */
  reasons: { code: string; params?: Record<string, string | number> | undefined }[];
  /** Collegial actions it waits for, with everybody who may do them today, deputies included. */
  awaited: Awaited[];
  people: Person[];
  peopleCount: number;
}

/** Where a case may go from here: who may move it, and what stands against each way. */
export async function caseNext(
  ctx: Context,
  raw: z.input<typeof caseNextInput>,
): Promise<NextWay[]> {
  authorize(ctx, "cases:read");
  const { caseId } = caseNextInput.parse(raw);
  const awaited = await awaitedActions(ctx, { caseId });
  return reading(ctx, async (tx) => {
    const seen = await requireCase(tx, caseId);
    const [definition, facts, people] = await Promise.all([
      definitionOf(tx, seen),
      caseFacts(tx, [caseId], ctx.today),
      peopleOf(tx, caseId),
    ]);
    const known = facts.get(caseId);
    if (!known) return [];
    const ways = definition.transitions.filter((each) =>
      statesFrom(definition, each).includes(seen.state),
    );
    return ways.map((way) => {
      const able = people.filter(({ role }) => way.roles.includes(role as never));
      return {
        code: way.code,
        name: way.names[ctx.actor.language],
        to: way.to,
        roles: [...way.roles],
        isMine: isMine(ctx, way),
        reasons: reasonsAgainst(ctx, { definition, way, state: seen.state, facts: known }),
        awaited: awaited.filter(({ transitions }) => transitions.includes(way.code)),
        people: able.slice(0, NAMED_MAX),
        peopleCount: able.length,
      };
    });
  });
}

function isMine({ actor }: Context, way: ProcessTransition): boolean {
  if (actor.kind !== "operator") return true;
  return may(actor, "cases:move") && way.roles.includes(actor.role);
}

/** Judged as who may take it: a role that may not is told by the roles, not by a reason. */
function reasonsAgainst(
  ctx: Context,
  scene: {
    definition: ProcessDefinition;
    way: ProcessTransition;
    state: string;
    facts: CaseFacts;
  },
) {
  const { definition, way, state, facts } = scene;
  const offers = availableTransitions(definition, state, { facts, mover: moverFor(ctx, way) });
  const offer = offers.find(({ transition }) => transition.code === way.code);
  return nameReasons(definition, offer?.reasons ?? [], ctx.actor.language);
}

function moverFor({ actor }: Context, way: ProcessTransition): Mover {
  if (actor.kind === "operator" && way.roles.includes(actor.role)) return { role: actor.role };
  const role = way.roles.find((each) => each !== "system");
  return role === undefined ? { system: authorOf(actor).name } : { role };
}

/** Colleagues who see the case, those at work first. */
async function peopleOf({ sql }: Tx, caseId: number): Promise<Person[]> {
  return sql<Person[]>`
    select o.id, o.name, o.role, o.is_present as "isPresent"
      from operators o join cases k on k.id = ${caseId}
     where o.is_active and ${seesCase(sql)}
     order by o.id <> coalesce(k.owner_id, 0), o.is_present desc, o.name limit 1000`;
}
