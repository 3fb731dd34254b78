import type { Role } from "@/db/values/access";
import { type Finding, finding } from "@/server/kernel/parsed";
import { collegialRefusals } from "./collegial-gate";
import {
  type ProcessDefinition,
  type ProcessState,
  type ProcessTransition,
  stateOf,
  statesFrom,
} from "./definition";
import { type EffectCall, isEffectName, parseEffect } from "./effects";
import type { CaseFacts } from "./facts";
import { fieldRules } from "./fields";
import { checkGuard, isFilled } from "./guards";

/** Who moves a case: an operator by their role, or the system by a job of ours. */
export type Mover = { role: Role } | { system: string };

export type RouteRequest = {
  /** Code of the present state. */
  from: string;
  /** Code of a transition … */
  transition?: string;
  /** … or of the wanted state; the first transition that may lead there is taken. */
  to?: string;
  mover: Mover;
  facts: CaseFacts;
  resolution?: string;
};

export type Routed =
  | {
      ok: true;
      transition: ProcessTransition;
      from: ProcessState;
      to: ProcessState;
      /** To be carried out in this order, in the transaction that moves the case. */
      effects: EffectCall[];
      resolution: string | null;
    }
  | { ok: false; reasons: Finding[] };

/** One way out of the present state and everything that stands against it now. */
export type TransitionOffer = {
  transition: ProcessTransition;
  to: ProcessState;
  isAllowed: boolean;
  reasons: Finding[];
  /** Keys of the empty fields that stand in the way, to be asked for in the same dialogue. */
  asks: string[];
};

/**
 * The ways out of a state, in the order of the definition. Ways that are not for this role are
 * left out; ways that a guard holds back stay, with every reason ("why can't I move it?").
 */
export function availableTransitions(
  definition: ProcessDefinition,
  state: string,
  known: { facts: CaseFacts; mover: Mover },
): TransitionOffer[] {
  return leaving(definition, state)
    .filter((transition) => roleRefusal(transition, known.mover) === null)
    .flatMap((transition) => {
      const to = stateOf(definition, transition.to);
      if (to === undefined) return [];
      const reasons = guardRefusals(definition, transition, { from: state, ...known });
      const isAllowed = reasons.length === 0;
      return [{ transition, to, isAllowed, reasons, asks: missingFields(reasons) }];
    });
}

/**
 * Decides one change of state. Pure: facts in, decision out. A refusal names every reason at once,
 * codes `workflow.<reason>`; `nameReasons` puts names in place of the codes in their params.
 */
export function route(definition: ProcessDefinition, request: RouteRequest): Routed {
  const from = stateOf(definition, request.from);
  if (from === undefined) return refuse("workflow.unknown_state", { state: request.from });
  const candidates = candidatesFor(definition, request);
  const [first] = candidates;
  if (first === undefined) return { ok: false, reasons: [noWay(definition, request)] };
  const judged = candidates.map((transition) => ({
    transition,
    reasons: refusals(definition, transition, request),
  }));
  const passing = judged.find((each) => each.reasons.length === 0)?.transition;
  if (passing === undefined) return { ok: false, reasons: nearestReasons(judged, request.mover) };
  return accept(definition, { from, transition: passing, request });
}

/** The states in which a case may be opened or imported, the usual one first. */
export function openableStates(definition: ProcessDefinition): ProcessState[] {
  const open = definition.states.filter((state) => state.openable);
  return open.sort((a, b) => rank(a, definition.initial) - rank(b, definition.initial));
}

function accept(
  definition: ProcessDefinition,
  chosen: { from: ProcessState; transition: ProcessTransition; request: RouteRequest },
): Routed {
  const { from, transition, request } = chosen;
  const to = stateOf(definition, transition.to);
  if (to === undefined) return refuse("workflow.unknown_state", { state: transition.to });
  const effects = transition.effects.flatMap(({ name, params }) =>
    isEffectName(name) ? [parseEffect(name, params)] : [],
  );
  const resolution = request.resolution?.trim() || null;
  return { ok: true, transition, from, to, effects, resolution };
}

function candidatesFor(definition: ProcessDefinition, request: RouteRequest) {
  return leaving(definition, request.from).filter(
    (transition) =>
      (request.transition === undefined || transition.code === request.transition) &&
      (request.to === undefined || transition.to === request.to),
  );
}

function leaving(definition: ProcessDefinition, state: string): ProcessTransition[] {
  return definition.transitions.filter((each) => statesFrom(definition, each).includes(state));
}

function noWay(definition: ProcessDefinition, request: RouteRequest): Finding {
  const { from, transition, to } = request;
  if (to === from) return finding("workflow.already_there", { state: from });
  if (transition !== undefined) {
    const isKnown = definition.transitions.some((each) => each.code === transition);
    return isKnown
      ? finding("workflow.not_from_here", { state: from, transition })
      : finding("workflow.unknown_transition", { transition });
  }
  if (to !== undefined && stateOf(definition, to) === undefined) {
    return finding("workflow.unknown_state", { state: to });
  }
  return finding("workflow.no_way", { state: from, to: to ?? "" });
}

/** When several ways lead there, the reasons of the first that is at all for this role. */
function nearestReasons(
  judged: { transition: ProcessTransition; reasons: Finding[] }[],
  mover: Mover,
): Finding[] {
  const nearest = judged.find((each) => roleRefusal(each.transition, mover) === null) ?? judged[0];
  return nearest?.reasons ?? [];
}

function refusals(
  definition: ProcessDefinition,
  transition: ProcessTransition,
  request: RouteRequest,
): Finding[] {
  const role = roleRefusal(transition, request.mover);
  const reasons = role === null ? [] : [role];
  if (transition.requiresResolution && !request.resolution?.trim()) {
    reasons.push(finding("workflow.resolution_required"));
  }
  return [...reasons, ...guardRefusals(definition, transition, request)];
}

function guardRefusals(
  definition: ProcessDefinition,
  transition: ProcessTransition,
  known: { from: string; facts: CaseFacts; mover: Mover },
): Finding[] {
  const reasons = transition.guards.flatMap((call) => checkGuard(call, known.facts) ?? []);
  const missing = new Set([
    ...missingFields(reasons),
    ...emptyRequiredFields(definition, transition, known),
  ]);
  const others = reasons.filter((reason) => reason.code !== FIELDS_MISSING);
  const fields = [...missing].join(", ");
  const demand = missing.size === 0 ? [] : [finding(FIELDS_MISSING, { fields })];
  return [...others, ...demand, ...collegialRefusals(definition, transition, known)];
}

const FIELDS_MISSING = "workflow.fields_missing";

function missingFields(reasons: readonly Finding[]): string[] {
  return reasons
    .filter((reason) => reason.code === FIELDS_MISSING)
    .flatMap((reason) => String(reason.params?.fields).split(", "));
}

/** What the target state requires, is still empty, and is not filled by the move itself. */
function emptyRequiredFields(
  definition: ProcessDefinition,
  transition: ProcessTransition,
  known: { facts: CaseFacts; mover: Mover },
): string[] {
  const role = "system" in known.mover ? null : known.mover.role;
  const rules = fieldRules(definition, { state: transition.to, role });
  const filled = filledByEffects(transition);
  return definition.fields
    .filter(({ key }) => rules[key]?.isRequired && !filled.has(key))
    .filter(({ key }) => !isFilled(known.facts.values[key]))
    .map(({ key }) => key);
}

function filledByEffects(transition: ProcessTransition): Set<unknown> {
  const writing = transition.effects.filter(
    ({ name }) => name === "stampDay" || name === "stampActor" || name === "setField",
  );
  return new Set(writing.map(({ params }) => params.field));
}

function roleRefusal(transition: ProcessTransition, mover: Mover): Finding | null {
  const role = "system" in mover ? "system" : mover.role;
  if (transition.roles.includes(role)) return null;
  return finding("workflow.not_your_role", { transition: transition.code });
}

function refuse(code: string, params: Record<string, string>): Routed {
  return { ok: false, reasons: [finding(code, params)] };
}

function rank(state: ProcessState, initial: string): number {
  return state.code === initial ? 0 : 1;
}
