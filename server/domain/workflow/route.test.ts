import { describe, expect, it } from "vitest";
import type { Finding } from "@/server/kernel/parsed";
import { makeCatalogue, selectDefinition } from "./catalogue";
import { type CaseFacts, type CollegialFact, emptyFacts } from "./facts";
import { nameReasons } from "./name-reasons";
import { availableTransitions, type Mover, type RouteRequest, route } from "./route";
import {
  compiled,
  compiledOne,
  PARTY_ROLES,
  rawDefinition,
  rawDocuments,
  state,
  transition,
} from "./testing/definitions";

const TODAY = "2026-03-10";
const operator: Mover = { role: "operator" };

function facts(more: Partial<CaseFacts> = {}): CaseFacts {
  return { ...emptyFacts(TODAY), values: { subject: "x" }, ...more };
}

function request(more: Partial<RouteRequest>): RouteRequest {
  return { from: "open", mover: operator, facts: facts(), ...more };
}

const errand = compiledOne(
  rawDefinition({
    states: [
      state("open"),
      state("working"),
      state("done", { final: true, reopen: true }),
      state("dropped", { final: true }),
    ],
    transitions: [
      transition("start", ["open"], "working", { guards: ["hasOwner", "hasDocument"] }),
      transition("finish", ["working"], "done", {
        effects: [{ name: "stampDay", params: { field: "sentOn" } }, "closeCase"],
      }),
      transition("finish-by-hand", ["working"], "done", { roles: ["supervisor"] }),
      transition("drop", "*", "dropped", { requiresResolution: true, roles: ["supervisor"] }),
      transition("expire", ["open"], "dropped", { roles: ["system"] }),
      transition("reopen", ["done"], "open", { roles: ["supervisor"] }),
    ],
  }),
);

const codes = (result: ReturnType<typeof route>) =>
  result.ok ? "ok" : result.reasons.map((reason) => reason.code);

describe("route", () => {
  it("moves by transition and gives the effects in order, params parsed", () => {
    const result = route(errand, request({ from: "working", transition: "finish" }));
    expect(result).toMatchObject({
      ok: true,
      from: { code: "working" },
      to: { code: "done" },
      resolution: null,
      effects: [
        { name: "stampDay", params: { field: "sentOn", onlyIfEmpty: false } },
        { name: "closeCase", params: {} },
      ],
    });
  });

  it("moves by target, taking the first transition that may", () => {
    const done = facts({ values: { subject: "x", sentOn: TODAY } });
    const supervisor = request({ from: "working", to: "done", mover: { role: "supervisor" } });
    expect(route(errand, supervisor)).toMatchObject({ transition: { code: "finish" } });
    const byHand = route(errand, { ...supervisor, transition: "finish-by-hand", facts: done });
    expect(byHand).toMatchObject({ ok: true, transition: { code: "finish-by-hand" } });
  });

  it("names every reason at once", () => {
    const result = route(errand, request({ transition: "start" }));
    expect(codes(result)).toEqual(["workflow.owner_missing", "workflow.document_missing"]);
  });

  it("asks for fields that the target state requires, unless the move fills them", () => {
    const supervisor: Mover = { role: "supervisor" };
    const from = { from: "working", mover: supervisor };
    expect(codes(route(errand, request({ ...from, transition: "finish" })))).toBe("ok");
    const byHand = request({ ...from, transition: "finish-by-hand" });
    expect(route(errand, byHand)).toEqual({
      ok: false,
      reasons: [{ code: "workflow.fields_missing", params: { fields: "sentOn" } }],
    });
  });

  it("wants a resolution where the definition does, and keeps it trimmed", () => {
    const drop = request({ transition: "drop", mover: { role: "supervisor" } });
    const filled = facts({ values: { subject: "x" } });
    expect(codes(route(errand, drop))).toEqual(["workflow.resolution_required"]);
    expect(codes(route(errand, { ...drop, resolution: "  " }))).toEqual([
      "workflow.resolution_required",
    ]);
    const done = route(errand, { ...drop, facts: filled, resolution: " Odvoláno " });
    expect(done).toMatchObject({ ok: true, resolution: "Odvoláno" });
  });

  it("lets only the system do what is the system's", () => {
    const expire = request({ transition: "expire" });
    expect(codes(route(errand, expire))).toEqual(["workflow.not_your_role"]);
    expect(codes(route(errand, { ...expire, mover: { system: "expiry-sweep" } }))).toBe("ok");
    const start = request({ transition: "start", mover: { system: "expiry-sweep" } });
    expect(codes(route(errand, start))).toContain("workflow.not_your_role");
  });

  it.each<[string, Partial<RouteRequest>, string]>([
    ["an unknown present state", { from: "gone", to: "open" }, "workflow.unknown_state"],
    ["an unknown target", { to: "gone" }, "workflow.unknown_state"],
    ["an unknown transition", { transition: "fly" }, "workflow.unknown_transition"],
    ["a transition of another state", { transition: "finish" }, "workflow.not_from_here"],
    ["no way there", { to: "done" }, "workflow.no_way"],
    ["the same state", { to: "open" }, "workflow.already_there"],
    ["a closed end", { from: "dropped", to: "open" }, "workflow.no_way"],
    [
      "'anywhere' from a final state",
      { from: "done", transition: "drop" },
      "workflow.not_from_here",
    ],
  ])("refuses %s", (_, change, code) => {
    expect(codes(route(errand, request(change)))).toEqual([code]);
  });

  it("explains, when several ways lead there, the one that is for this role", () => {
    const dropped = request({ to: "dropped", mover: { role: "supervisor" } });
    expect(codes(route(errand, dropped))).toEqual(["workflow.resolution_required"]);
  });
});

describe("availableTransitions", () => {
  it("offers what the role may, with everything that stands against it", () => {
    const offers = availableTransitions(errand, "open", { facts: facts(), mover: operator });
    expect(offers.map(({ transition: t, isAllowed }) => [t.code, isAllowed])).toEqual([
      ["start", false],
    ]);
    expect(offers[0]?.reasons.map((reason) => reason.code)).toEqual([
      "workflow.owner_missing",
      "workflow.document_missing",
    ]);
  });

  it("says which fields to ask for", () => {
    const known = { facts: facts({ values: {} }), mover: { role: "supervisor" } as const };
    const offers = availableTransitions(errand, "working", known);
    const asks = Object.fromEntries(offers.map((offer) => [offer.transition.code, offer.asks]));
    expect(asks).toEqual({
      finish: ["subject"],
      "finish-by-hand": ["subject", "sentOn"],
      drop: ["subject"],
    });
  });

  it("does not count a missing resolution as an obstacle: the dialogue asks for it", () => {
    const known = { facts: facts(), mover: { role: "supervisor" } as const };
    const drop = availableTransitions(errand, "open", known).find(
      (o) => o.transition.code === "drop",
    );
    expect(drop).toMatchObject({ isAllowed: true, transition: { requiresResolution: true } });
  });

  it("agrees with route: allowed means that it passes", () => {
    for (const { code } of errand.states) {
      for (const mover of [operator, { role: "supervisor" }, { system: "job" }] as Mover[]) {
        const known = { facts: facts({ hasOwner: true, documentCount: 1 }), mover };
        for (const offer of availableTransitions(errand, code, known)) {
          const asked = { ...known, from: code, transition: offer.transition.code };
          expect(route(errand, { ...asked, resolution: "ano" }).ok).toBe(offer.isAllowed);
        }
      }
    }
  });
});

describe("nameReasons", () => {
  it("puts names and dates in place of codes, in the reader's language", () => {
    const reasons: Finding[] = [
      { code: "a", params: { fields: "subject, sentOn", days: 7, earliestOn: "2026-03-11" } },
      { code: "b", params: { state: "working", role: "debtor", transition: "start" } },
      { code: "c", params: { kind: "court", role: "nobody" } },
      { code: "d" },
    ];
    expect(nameReasons(errand, reasons, "cs")).toEqual([
      { code: "a", params: { fields: "Předmět, Odesláno", days: 7, earliestOn: "11. 3. 2026" } },
      { code: "b", params: { state: "Stav working", role: "Povinný", transition: "Krok start" } },
      { code: "c", params: { kind: "court", role: "nobody" } },
      { code: "d" },
    ]);
  });
});

describe("a document type selects one of three processes", () => {
  const catalogue = makeCatalogue(compiled(...rawDocuments()), PARTY_ROLES);
  const process = (documentType?: string) => {
    const definition = selectDefinition(catalogue, "document", { documentType });
    if (definition === undefined) throw new Error("no process");
    return definition;
  };

  it("by the value of its field; the base when nothing is chosen", () => {
    expect(process("contract").code).toBe("document-contract");
    expect(process("order").code).toBe("document-order");
    expect(process("memo").code).toBe("document");
    expect(process().code).toBe("document");
    expect(selectDefinition(catalogue, "unknown")).toBeUndefined();
  });

  it("and the same state leads elsewhere in each", () => {
    const targets = ["memo", "contract", "order"].map((type) => {
      const values = { documentType: type };
      const known = { facts: facts({ values }), mover: operator };
      return availableTransitions(process(type), "preparation", known).map((o) => o.to.code);
    });
    expect(targets).toEqual([["archived"], ["approval"], ["voting"]]);
  });

  it("variants keep fields and roles of the base and add their own", () => {
    expect(process("contract").fields.map((field) => field.key)).toEqual(["documentType", "sum"]);
    expect(process("contract").roles.map((role) => role.code)).toEqual(["debtor", "author"]);
    expect(process("order").names.cs).toBe("Dokument");
  });

  const act = (action: CollegialFact["action"], ...outcomes: CollegialFact["outcome"][]) =>
    outcomes.map((outcome) => ({ action, outcome }));

  it.each<[string, CollegialFact[], string | string[]]>([
    ["nobody asked", [], ["workflow.collegial_missing"]],
    ["another action", act("sign", "positive"), ["workflow.collegial_missing"]],
    ["not answered", act("approve", "positive", "pending"), ["workflow.collegial_pending"]],
    ["one against", act("approve", "positive", "negative"), ["workflow.collegial_negative"]],
    ["all agreed", act("approve", "positive", "positive"), "ok"],
  ])("approval: %s", (_, collegial, expected) => {
    const known = facts({ values: { documentType: "contract" }, collegial });
    const approve = request({ from: "approval", transition: "approve", facts: known });
    expect(codes(route(process("contract"), approve))).toEqual(expected);
    const rework = { ...approve, transition: "rework" };
    expect(codes(route(process("contract"), rework))).toBe("ok");
  });

  it.each<[string, CollegialFact[], string | string[]]>([
    ["a majority before the last vote", act("vote", "positive", "positive", "pending"), "ok"],
    [
      "a tie",
      act("vote", "positive", "positive", "negative", "negative"),
      ["workflow.collegial_negative"],
    ],
    ["too few", act("vote", "positive", "positive"), ["workflow.collegial_missing"]],
  ])("voting: %s", (_, collegial, expected) => {
    const known = facts({ values: { documentType: "order" }, collegial });
    const archive = request({ from: "voting", transition: "archive", facts: known });
    expect(codes(route(process("order"), archive))).toEqual(expected);
  });
});
