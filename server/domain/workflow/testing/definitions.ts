import { compileDefinitions } from "../compile";
import type { CataloguedRole, Names, ProcessDefinition } from "../definition";

/** Small definitions for tests of the engine, as raw data so that tests can break them. */

export function names(text: string): Names {
  return { cs: text, sk: text, en: text, ru: text };
}

export const PARTY_ROLES: CataloguedRole[] = [
  { code: "debtor", names: names("Povinný"), aliases: ["Dlužník"] },
  { code: "author", names: names("Autor"), aliases: [] },
];

type Raw = Record<string, unknown>;

export function state(code: string, more: Raw = {}): Raw {
  const base = { code, names: names(`Stav ${code}`), waitingOn: "operator", colour: "blue" };
  return { ...base, stage: null, ...more };
}

export function transition(code: string, from: string[] | "*", to: string, more: Raw = {}): Raw {
  return {
    code,
    names: names(`Krok ${code}`),
    from,
    to,
    roles: ["operator", "supervisor"],
    ...more,
  };
}

/** Open -> working -> done (final), with one field of each kind that the tests need. */
export function rawDefinition(more: Raw = {}): Raw {
  return {
    category: "errand",
    version: 1,
    names: names("Pochůzka"),
    refNo: { pattern: "number" },
    openRoles: ["operator"],
    initial: "open",
    fields: [
      { key: "subject", type: "text", names: names("Předmět"), required: true },
      { key: "sentOn", type: "day", names: names("Odesláno"), required: { states: ["done"] } },
    ],
    roles: [{ code: "debtor", default: true }],
    states: [state("open"), state("working"), state("done", { final: true })],
    transitions: [
      transition("start", ["open"], "working"),
      transition("finish", ["working"], "done"),
    ],
    ...more,
  };
}

/** Compiles or fails the test with every problem. */
export function compiled(...raws: Raw[]): ProcessDefinition[] {
  const sources = raws.map((raw, index) => ({ source: `raw-${index}`, raw }));
  const result = compileDefinitions(sources, PARTY_ROLES);
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  return result.definitions;
}

export function compiledOne(raw: Raw): ProcessDefinition {
  const [definition] = compiled(raw);
  if (definition === undefined) throw new Error("nothing was compiled");
  return definition;
}

/** Three processes for one category; the type of the document selects among them (K36). */
export function rawDocuments(): Raw[] {
  const type = {
    key: "documentType",
    type: "choice",
    names: names("Typ dokumentu"),
    required: true,
    choices: [
      { code: "memo", names: names("Sdělení") },
      { code: "contract", names: names("Smlouva") },
      { code: "order", names: names("Příkaz") },
    ],
  };
  const preparation = state("preparation");
  const archived = state("archived", { final: true });
  const base = rawDefinition({
    category: "document",
    names: names("Dokument"),
    initial: "preparation",
    fields: [type],
    states: [preparation, archived],
    transitions: [transition("archive", ["preparation"], "archived")],
  });
  return [base, contractVariant(preparation, archived), orderVariant(preparation, archived)];
}

function contractVariant(preparation: Raw, archived: Raw): Raw {
  return {
    category: "document",
    code: "document-contract",
    variantOf: "document",
    selectBy: { field: "documentType", value: "contract" },
    fields: [{ key: "sum", type: "money", names: names("Částka") }],
    roles: [{ code: "author" }],
    states: [preparation, state("approval"), state("signing"), archived],
    transitions: [
      transition("submit", ["preparation"], "approval"),
      transition("approve", ["approval"], "signing"),
      transition("rework", ["approval", "signing"], "preparation"),
      transition("archive", ["signing"], "archived"),
    ],
    collegial: [
      { state: "approval", action: "approve", min: 1, gates: ["approve"] },
      { state: "signing", action: "sign", min: 1, gates: ["archive"] },
    ],
  };
}

function orderVariant(preparation: Raw, archived: Raw): Raw {
  return {
    category: "document",
    code: "document-order",
    variantOf: "document",
    selectBy: { field: "documentType", value: "order" },
    states: [preparation, state("voting"), archived],
    transitions: [
      transition("submit", ["preparation"], "voting"),
      transition("archive", ["voting"], "archived"),
    ],
    collegial: [
      { state: "voting", action: "vote", min: 3, result: "majority", gates: ["archive"] },
    ],
  };
}
