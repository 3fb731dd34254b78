import { COLLEGIAL_ACTIONS } from "@/db/values/collegial";
import type { Entry } from "./use-draft";

export const EDITED_LISTS = ["states", "transitions", "fields", "roles", "collegial"] as const;
export type EditedList = (typeof EDITED_LISTS)[number];

/** How one property of an entry is edited. */
export type EntryField =
  | { key: string; kind: "code" | "names" | "boolean" | "number" | "calls" }
  | { key: string; kind: "choice"; of: Source; isOptional?: boolean }
  | { key: string; kind: "many"; of: Source; hasAny?: boolean }
  | { key: string; kind: "rule" };

/** Where the choices come from: entries of the definition, or fixed words. */
export type Source =
  | "states"
  | "transitions"
  | "stages"
  | "operatorRoles"
  | "movers"
  | readonly string[];

const COLOURS = [
  ...["neutral", "blue", "cyan", "teal", "green", "lime", "amber", "orange", "red", "rose"],
  "violet",
];
const TYPES = [
  ...["text", "note", "money", "day", "choice", "number", "boolean", "party", "user", "file"],
];

export const ENTRY_FIELDS: Readonly<Record<EditedList, readonly EntryField[]>> = {
  states: [
    { key: "code", kind: "code" },
    { key: "names", kind: "names" },
    { key: "waitingOn", kind: "choice", of: ["operator", "client", "system"] },
    { key: "colour", kind: "choice", of: COLOURS },
    { key: "stage", kind: "choice", of: "stages", isOptional: true },
    { key: "final", kind: "boolean" },
    { key: "reopen", kind: "boolean" },
    { key: "openable", kind: "boolean" },
  ],
  transitions: [
    { key: "code", kind: "code" },
    { key: "names", kind: "names" },
    { key: "from", kind: "many", of: "states", hasAny: true },
    { key: "to", kind: "choice", of: "states" },
    { key: "roles", kind: "many", of: "movers" },
    { key: "requiresResolution", kind: "boolean" },
    { key: "guards", kind: "calls" },
    { key: "effects", kind: "calls" },
  ],
  fields: [
    { key: "key", kind: "code" },
    { key: "names", kind: "names" },
    { key: "type", kind: "choice", of: TYPES },
    { key: "list", kind: "boolean" },
    { key: "required", kind: "rule" },
    { key: "readOnly", kind: "rule" },
    { key: "hidden", kind: "rule" },
  ],
  roles: [
    { key: "code", kind: "code" },
    { key: "names", kind: "names" },
    { key: "default", kind: "boolean" },
    { key: "required", kind: "boolean" },
    { key: "many", kind: "boolean" },
  ],
  collegial: [
    { key: "state", kind: "choice", of: "states" },
    { key: "action", kind: "choice", of: COLLEGIAL_ACTIONS },
    { key: "min", kind: "number" },
    { key: "result", kind: "choice", of: ["allPositive", "majority", "allDone"] },
    { key: "gates", kind: "many", of: "transitions" },
  ],
};

const names = () => ({ cs: "", sk: "", en: "", ru: "" });

/** An entry that was just added, with a code that is free. */
export function newEntry(list: EditedList, raw: Record<string, unknown>): Entry {
  const taken = ((raw[list] as Entry[]) ?? []).map(({ code, key }) => String(code ?? key));
  const free = (word: string) => {
    let index = 1;
    while (taken.includes(`${word}${index}`)) index += 1;
    return `${word}${index}`;
  };
  const [first = ""] = ((raw.states as Entry[]) ?? []).map(({ code }) => String(code));
  const ways = ((raw.transitions as Entry[]) ?? []).map(({ code }) => String(code));
  const made: Record<EditedList, () => Entry> = {
    states: () => ({
      ...{ code: free("state"), names: names(), aliases: [], waitingOn: "operator" },
      ...{ final: false, reopen: false, openable: false, colour: "blue", stage: null },
    }),
    transitions: () => ({
      ...{ code: free("way"), names: names(), from: [first], to: first, roles: ["administrator"] },
      ...{ guards: [], requiresResolution: false, effects: [] },
    }),
    fields: () => ({
      ...{ key: free("field"), type: "text", names: names(), aliases: [], list: false },
      ...{ required: [], readOnly: [], hidden: [] },
    }),
    roles: () => ({
      ...{ code: free("role"), names: names(), aliases: [] },
      ...{ default: false, required: false, many: true },
    }),
    collegial: () => ({
      ...{ state: first, action: "approve", min: 1, result: "allPositive" },
      ...{ gates: ways.slice(0, 1), later: [] },
    }),
  };
  return made[list]();
}
