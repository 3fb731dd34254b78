import { fold } from "@/server/kernel/fold";
import { encodeCursor } from "@/server/kernel/page";
import { STATES, SURNAMES } from "./fill";

/** One thing an operator does, as the browser asks for it and as the floor does it. */
export interface Scenario {
  name: string;
  floor: "first" | "deep" | "filter" | "search" | "common" | "case";
  /** What this round asks for; rounds differ, so that nothing is answered from a cache of one row. */
  value(serial: number): string;
  /** tRPC procedures and inputs of one HTTP request. */
  calls(value: string, caseId: number): [procedure: string, input: unknown][];
}

const list = (input: Record<string, unknown>): [string, unknown][] => [
  ["cases.list", { limit: 50, sort: "refNo", direction: "desc", ...input }],
];
const rare = SURNAMES.slice(-60).map(fold);

export function scenariosOf(cases: number): Scenario[] {
  return [
    { name: "first page", floor: "first", value: () => "", calls: () => list({}) },
    {
      name: "deep page",
      floor: "deep",
      value: (serial) => String(Math.floor(cases / 2) - ((serial * 50) % Math.floor(cases / 3))),
      calls: (value) => list({ cursor: encodeCursor([0, Number(value), 1_000_000_000]) }),
    },
    {
      name: "filter by state",
      floor: "filter",
      value: (serial) => STATES[serial % STATES.length] ?? "new",
      calls: (value) => list({ filter: { category: "collection", states: [value] } }),
    },
    {
      name: "search, rare surname",
      floor: "search",
      value: (serial) => rare[serial % rare.length] ?? "",
      calls: (value) => list({ filter: { text: value } }),
    },
    {
      name: "search, piece of a common name",
      floor: "common",
      value: (serial) => (serial % 2 ? "nova" : "jan"),
      calls: (value) => list({ filter: { text: value } }),
    },
    {
      name: "search by variable symbol",
      floor: "search",
      value: (serial) => `9${String(1 + ((serial * 7919) % cases)).padStart(8, "0")}`,
      calls: (value) => list({ filter: { text: value } }),
    },
    {
      name: "case page with 500 events",
      floor: "case",
      value: () => "",
      calls: (_, caseId) => [
        ["cases.get", { caseId }],
        ["timeline.list", { caseId }],
        ["claims.ofCase", { caseId }],
        ["proceedings.ofCase", { caseId }],
      ],
    },
  ];
}
