import { join } from "node:path";
import type { Form } from "./form";
import { type Journal, openJournal } from "./journal";

/** An application as we know it. What becomes of it stands in Saldo; here is how it got there. */
export interface Application {
  id: string;
  form: Form;
  receivedAt: string;
  partyId: number | null;
  caseId: number | null;
  refNo: string | null;
  documentId: number | null;
  /** State of the case as we last heard of it. */
  state: string | null;
  /** What stopped it, in words for people; null: nothing. */
  trouble: string | null;
  /** Something that people should see: insolvency, a payment. */
  news: string | null;
}

/** A trigger that came in, as often as it came. */
export interface Heard {
  id: string;
  type: string;
  caseId: number | null;
  refNo: string | null;
  firstAt: string;
  lastAt: string;
  times: number;
  replays: number;
  /** What we did about it, once; null: not yet. */
  outcome: string | null;
}

/** One arrival of a trigger; `outcome` where it was acted on now. */
export type Arrival = Omit<Heard, "times" | "replays" | "firstAt"> & { isReplay: boolean };

export interface ActionAnswer {
  status: number;
  body: { message: string; refresh?: boolean; open?: string };
}

/** One change; the file is a list of them. */
export type Entry =
  | { kind: "applied"; application: Application }
  | { kind: "progress"; id: string; set: Partial<Application> }
  | { kind: "heard"; heard: Arrival }
  | { kind: "answered"; id: string; answer: ActionAnswer }
  | { kind: "refused"; name: string; times?: number }
  | { kind: "kept"; heard: Heard };

/** Newest that are kept; an older one that is replayed would be taken as new. */
const HEARD_MAX = 5_000;
const ANSWERS_MAX = 1_000;
/** So many lines, and the file is written anew from what they come to. */
const ENTRIES_MAX = 20_000;

export interface Store {
  applications: ReadonlyMap<string, Application>;
  /** The one that came last stands last. */
  heard: ReadonlyMap<string, Heard>;
  answers: ReadonlyMap<string, ActionAnswer>;
  /** How often Saldo refused to create what has this name. */
  refusals: ReadonlyMap<string, number>;
  /** On the disk when it returns. */
  change(entry: Entry): void;
  ofCase(caseId: number | null): Application | undefined;
  ofParty(partyId: number): Application | undefined;
  close(): void;
}

/** Opens what the program keeps in a folder; see journal.ts for what a fall does to it: nothing. */
export function openStore(folder: string, limits = { entriesMax: ENTRIES_MAX }): Store {
  const state: State = {
    ...{ applications: new Map(), heard: new Map() },
    ...{ answers: new Map(), refusals: new Map() },
  };
  const path = join(folder, "journal.jsonl");
  const journal: Journal<Entry> = openJournal<Entry>(path, (entry) => apply(state, entry));
  const tidy = () => {
    if (journal.count() > limits.entriesMax) journal.rewrite(entriesOf(state));
  };
  // At every start, so that what was taken back, such as a birth number, is gone from the file too.
  if (journal.count() > 0) journal.rewrite(entriesOf(state));
  const newest = (is: (each: Application) => boolean) =>
    [...state.applications.values()].reverse().find(is);
  return {
    ...state,
    change(entry) {
      journal.append(entry);
      apply(state, entry);
      tidy();
    },
    ofCase: (caseId) => newest((each) => each.caseId !== null && each.caseId === caseId),
    ofParty: (partyId) => newest((each) => each.partyId === partyId),
    close: () => journal.close(),
  };
}

interface State {
  applications: Map<string, Application>;
  heard: Map<string, Heard>;
  answers: Map<string, ActionAnswer>;
  refusals: Map<string, number>;
}

/** What an entry makes of what was known. Pure but for the state it is given. */
function apply({ applications, heard, answers, refusals }: State, entry: Entry): void {
  switch (entry.kind) {
    case "applied":
      applications.set(entry.application.id, entry.application);
      break;
    case "progress": {
      const known = applications.get(entry.id);
      if (known) applications.set(entry.id, { ...known, ...entry.set });
      break;
    }
    case "heard": {
      const { isReplay, ...arrival } = entry.heard;
      const known = heard.get(arrival.id);
      // Whatever comes again is the newest again.
      heard.delete(arrival.id);
      heard.set(arrival.id, {
        ...{ ...arrival, firstAt: known?.firstAt ?? arrival.lastAt },
        ...{ times: (known?.times ?? 0) + 1, replays: (known?.replays ?? 0) + (isReplay ? 1 : 0) },
        outcome: known?.outcome ?? arrival.outcome,
      });
      forgetOldest(heard, HEARD_MAX);
      break;
    }
    case "answered":
      answers.set(entry.id, entry.answer);
      forgetOldest(answers, ANSWERS_MAX);
      break;
    case "refused":
      refusals.set(entry.name, (refusals.get(entry.name) ?? 0) + (entry.times ?? 1));
      break;
    case "kept":
      heard.set(entry.heard.id, entry.heard);
      break;
  }
}

function forgetOldest(map: Map<string, unknown>, max: number): void {
  for (const key of map.keys()) {
    if (map.size <= max) return;
    map.delete(key);
  }
}

const entriesOf = ({ applications, heard, answers, refusals }: State): Entry[] => [
  ...[...applications.values()].map((application): Entry => ({ kind: "applied", application })),
  ...[...heard.values()].map((each): Entry => ({ kind: "kept", heard: each })),
  ...[...answers].map(([id, answer]): Entry => ({ kind: "answered", id, answer })),
  ...[...refusals].map(([name, times]): Entry => ({ kind: "refused", name, times })),
];
