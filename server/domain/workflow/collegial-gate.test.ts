import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ProcessDefinition } from "./definition";
import { type CollegialFact, emptyFacts } from "./facts";
import { route } from "./route";
import { compiledOne, rawDefinition, state, transition } from "./testing/definitions";

const KINDS = ["vote", "approve", "sign", "acknowledge"] as const;
const OUTCOMES = ["pending", "positive", "negative", "excused"] as const;
const ROLES = ["operator", "supervisor", "readOnly"] as const;

/** A chain of states with ways back, and rules of any kind on any of them. */
const definitions = fc
  .record({
    length: fc.integer({ min: 2, max: 5 }),
    rules: fc.array(
      fc.record({
        at: fc.nat(3),
        action: fc.constantFrom(...KINDS),
        min: fc.nat(2),
        result: fc.constantFrom("allPositive", "majority", "allDone"),
        isLater: fc.boolean(),
      }),
      { maxLength: 5 },
    ),
    role: fc.constantFrom("operator", "supervisor"),
  })
  .map(({ length, rules, role }) => {
    const codes = Array.from({ length: length + 1 }, (_, index) => `s${index}`);
    const forward = codes
      .slice(1)
      .map((to, index) => transition(`go${index}`, [`s${index}`], to, { roles: [role] }));
    const back = codes.slice(1).map((from) => transition(`back-${from}`, [from], "s0"));
    return compiledOne(
      rawDefinition({
        fields: [],
        initial: "s0",
        states: codes.map((code) => state(code)),
        transitions: [...forward, ...back],
        collegial: rules.map(({ at, action, min, result, isLater }) => {
          const place = at % length;
          const later = isLater && place + 1 < length ? [`go${length - 1}`] : [];
          return { state: `s${place}`, action, min, result, gates: [`go${place}`], later };
        }),
      }),
    );
  });

const facts = fc.array(
  fc.record({
    action: fc.constantFrom(...KINDS),
    state: fc.option(fc.nat(4).map((index) => `s${index}`)),
    outcome: fc.constantFrom(...OUTCOMES),
  }),
  { maxLength: 8 },
);

/** Said again in other words: may the case go on, as far as its colleagues are concerned? */
function isSatisfied(definition: ProcessDefinition, way: string, assigned: CollegialFact[]) {
  return definition.collegial
    .filter(({ gates, later }) => [...gates, ...later].includes(way))
    .every(({ state: place, action, min, result }) => {
      const ours = assigned.filter(
        (fact) => fact.action === action && (fact.state === null || fact.state === place),
      );
      const heard = ours.filter(({ outcome }) => outcome !== "excused");
      const count = (wanted: string) => heard.filter(({ outcome }) => outcome === wanted).length;
      if (ours.length < min) return false;
      if (result === "allDone") return count("pending") === 0;
      if (result === "allPositive") return count("positive") === heard.length;
      return heard.length === 0 || count("positive") > heard.length / 2;
    });
}

describe("whatever the process and the decisions", () => {
  it("no state outside the definition, no move without the right, no action skipped", () => {
    fc.assert(
      fc.property(
        fc.record({
          definition: definitions,
          collegial: facts,
          role: fc.constantFrom(...ROLES),
          from: fc.nat(5),
        }),
        ({ definition, collegial, role, from }) => {
          const known = { ...emptyFacts("2026-11-22"), collegial };
          for (const each of definition.transitions) {
            const request = { transition: each.code, mover: { role }, facts: known };
            const routed = route(definition, { ...request, from: `s${from}` });
            const isStart = definition.states.some(({ code }) => code === `s${from}`);
            const isWay = isStart && each.from.includes(`s${from}`);
            const isRight = (each.roles as readonly string[]).includes(role);
            const isFree = isSatisfied(definition, each.code, collegial);
            expect(routed.ok).toBe(isWay && isRight && isFree);
            if (routed.ok) expect(definition.states).toContain(routed.to);
          }
        },
      ),
      { numRuns: 400 },
    );
  });

  it("the way back stays open", () => {
    fc.assert(
      fc.property(definitions, facts, (definition, collegial) => {
        const known = { ...emptyFacts("2026-11-22"), collegial };
        const mover = { role: "operator" as const };
        const routed = route(definition, { from: "s1", to: "s0", mover, facts: known });
        expect(routed.ok).toBe(true);
      }),
      { numRuns: 100 },
    );
  });
});
