import fc from "fast-check";
import { expect, it } from "vitest";
import { ROLES } from "@/db/values/access";
import { type ProcessDefinition, type ProcessTransition, statesFrom } from "./definition";
import { type CaseFacts, type CollegialFact, emptyFacts } from "./facts";
import { availableTransitions, type RouteRequest, route } from "./route";

// Random definitions and random moves. What may pass is said here a second time, in the plainest words,
// so that the engine is held to it and not to itself.

const names = { cs: "x", sk: "x", en: "x", ru: "x" };
const codes = ["a", "b", "c", "d", "e"];
const someOf = <T>(values: readonly T[], minLength = 0) =>
  fc.uniqueArray(fc.constantFrom(...values), { minLength, maxLength: values.length });

const GUARDS: Record<string, (facts: CaseFacts) => boolean> = {
  hasOwner: (facts) => facts.hasOwner,
  allTasksResolved: (facts) => facts.openTaskCount === 0,
  hasClaims: (facts) => facts.claimCount > 0,
  hasDocument: (facts) => facts.documentCount > 0,
};

const anyTransition = fc.record({
  from: fc.oneof(fc.constant("*" as const), someOf(codes, 1)),
  to: fc.constantFrom(...codes),
  roles: someOf([...ROLES, "system" as const], 1),
  guards: someOf(Object.keys(GUARDS)),
  requiresResolution: fc.boolean(),
});
const anyRule = fc.record({
  state: fc.constantFrom(...codes),
  action: fc.constantFrom("vote" as const, "approve" as const),
  min: fc.integer({ min: 0, max: 2 }),
  result: fc.constantFrom("allPositive" as const, "majority" as const, "allDone" as const),
  gates: fc.uniqueArray(fc.integer({ min: 0, max: 7 }), { minLength: 1, maxLength: 4 }),
});

const anyDefinition = fc
  .record({
    transitions: fc.array(anyTransition, { minLength: 1, maxLength: 8 }),
    finals: someOf(codes),
    collegial: fc.array(anyRule, { maxLength: 4 }),
    demandedIn: someOf(codes),
  })
  .map(({ transitions, finals, collegial, demandedIn }): ProcessDefinition => {
    const base = { category: "errand", code: "errand", version: 1, place: 1, names, aliases: [] };
    const refNo = { pattern: "number" as const };
    const required = demandedIn.length > 0 ? [{ states: demandedIn }] : [];
    const field = { key: "note", type: "text" as const, names, aliases: [], list: false };
    const looks = { quick: false, search: false, portal: false };
    const rules = { required, readOnly: [], hidden: [] };
    const openTo = { openRoles: ["operator" as const], asksSolvency: true, accessGroups: [] };
    const also = {
      ownOnlyRoles: [],
      ownerRequired: false,
      hasLedger: false,
      hasParent: false,
      parentCategories: [],
    };
    const board = { card: [] };
    return {
      ...{
        ...base,
        ...openTo,
        ...also,
        titleFields: [],
        board,
        refNo,
        initial: "a",
        selector: null,
      },
      ...{ sections: [], roles: [], boardColumns: [], stages: [] },
      fields: [{ ...field, ...rules, ...looks }],
      states: codes.map((code) => ({
        ...{ code, names, aliases: [], waitingOn: "operator", final: finals.includes(code) },
        ...{ reopen: true, openable: true, colour: "blue", stage: null, tells: [] },
      })),
      transitions: transitions.map(({ guards, ...each }, index) => ({
        ...{ ...each, code: `t${index}`, names, effects: [], automatic: false },
        guards: guards.map((name) => ({ name, params: {} })),
      })),
      collegial: collegial.map((rule) => {
        return { ...rule, gates: rule.gates.map((gate) => `t${gate}`), later: [] };
      }),
    };
  });

const anyFact: fc.Arbitrary<CollegialFact> = fc.record({
  action: fc.constantFrom("vote" as const, "approve" as const),
  outcome: fc.constantFrom("pending" as const, "positive" as const, "negative" as const),
});
const anyMove = fc.record({
  role: fc.constantFrom(...ROLES, "system" as const),
  transition: fc.option(fc.integer({ min: 0, max: 8 }), { nil: undefined }),
  to: fc.option(fc.constantFrom(...codes, "nowhere"), { nil: undefined }),
  resolution: fc.constantFrom("", "  ", "because"),
  facts: fc.record({
    hasOwner: fc.boolean(),
    openTaskCount: fc.integer({ min: 0, max: 1 }),
    claimCount: fc.integer({ min: 0, max: 1 }),
    documentCount: fc.integer({ min: 0, max: 1 }),
    note: fc.constantFrom("", "written"),
    collegial: fc.array(anyFact, { maxLength: 5 }),
  }),
});

type Move = ReturnType<typeof requestOf>;

type AnyMove = typeof anyMove extends fc.Arbitrary<infer Value> ? Value : never;

function requestOf(move: AnyMove) {
  const { role, transition, to, resolution, facts } = move;
  const { note, ...known } = facts;
  const mover = role === "system" ? { system: "job" } : { role };
  return {
    mover,
    role,
    resolution,
    facts: { ...emptyFacts("2026-01-01"), ...known, values: { note } },
    ...(transition === undefined ? {} : { transition: `t${transition}` }),
    ...(to === undefined ? {} : { to }),
  };
}

/** Everything that the definition asks before this way is taken. */
function mayPass(
  definition: ProcessDefinition,
  way: ProcessTransition,
  move: Move & { from: string },
) {
  const { facts } = move;
  const isDemanded = definition.fields[0]?.required.some((rule) => rule.states?.includes(way.to));
  return (
    statesFrom(definition, way).includes(move.from) &&
    way.roles.includes(move.role) &&
    (!way.requiresResolution || move.resolution.trim() !== "") &&
    way.guards.every(({ name }) => GUARDS[name]?.(facts)) &&
    (!isDemanded || facts.values.note !== "") &&
    definition.collegial.every((rule) => {
      if (rule.state !== move.from || !rule.gates.includes(way.code)) return true;
      const all = (facts.collegial ?? []).filter(({ action }) => action === rule.action);
      const count = (outcome: string) => all.filter((each) => each.outcome === outcome).length;
      if (all.length < rule.min) return false;
      if (rule.result === "majority") {
        return all.length === 0 || count("positive") * 2 > all.length;
      }
      if (count("pending") > 0) return false;
      return rule.result === "allDone" || count("negative") === 0;
    })
  );
}

it("a case goes only where, by whom and when its definition says, and skips nothing", () => {
  fc.assert(
    fc.property(anyDefinition, fc.array(anyMove, { maxLength: 12 }), (definition, moves) => {
      let state = definition.initial;
      for (const each of moves) {
        const move = { ...requestOf(each), from: state };
        const { role: _, ...request } = move;
        const routed = route(definition, request as RouteRequest);
        const asked = definition.transitions.filter(
          ({ code, to }) =>
            (move.transition === undefined || code === move.transition) &&
            (move.to === undefined || to === move.to),
        );
        const passing = asked.filter((way) => mayPass(definition, way, move));
        expect(routed.ok).toBe(passing.length > 0);
        if (!routed.ok) {
          expect(routed.reasons.length).toBeGreaterThan(0);
          continue;
        }
        expect(routed.transition.code).toBe(passing[0]?.code);
        expect(routed.to.code).toBe(routed.transition.to);
        state = routed.to.code;
        expect(codes).toContain(state);
      }
    }),
    { numRuns: 500 },
  );
});

it("what is offered can be taken, and what is held back cannot", () => {
  fc.assert(
    fc.property(anyDefinition, anyMove, fc.constantFrom(...codes), (definition, each, from) => {
      const { role, ...request } = requestOf(each);
      const move = { ...request, role, from, resolution: "because" as const };
      for (const offer of availableTransitions(definition, from, request)) {
        const way = offer.transition;
        expect(offer.isAllowed).toBe(mayPass(definition, way, move));
        const { to: _, ...by } = request;
        const routed = route(definition, { ...by, from, transition: way.code, resolution: "yes" });
        expect(routed.ok).toBe(offer.isAllowed);
      }
    }),
    { numRuns: 300 },
  );
});
