import type { RouterInput } from "../api/crm";
import type { PickedParty } from "../parties/party-picker";
import type { FieldDraft } from "../workflow/field-input";
import type { Process } from "../workflow/processes";
import { namelessPairs, type Pair, tidyPairs } from "./data-draft";

export type PartyLine = { key: number; role: string; party: PickedParty | null };

export type NewCaseDraft = {
  category: string;
  refNo: string;
  state: string;
  groupId: number | null;
  ownerId: number | null;
  /** The case that this one hangs on. */
  parentCaseId: number | null;
  fields: Readonly<Record<string, FieldDraft>>;
  pairs: readonly Pair[];
  parties: readonly PartyLine[];
};

/** An empty case of a category: its first state, a line for every role that it must have. */
export function newDraft(
  process: Process,
  ownerId: number | null,
  parentCaseId: number | null = null,
): NewCaseDraft {
  const wanted = process.roles.filter((role) => role.isRequired);
  const usual = process.roles.filter((role) => role.isDefault);
  const roles = wanted.length > 0 ? wanted : usual;
  return {
    category: process.category,
    refNo: "",
    state: process.initial,
    groupId: null,
    ownerId,
    parentCaseId: parentCaseId && process.parentCategories.length > 0 ? parentCaseId : null,
    fields: {},
    pairs: [],
    parties: roles.map((role, key) => ({ key, role: role.code, party: null })),
  };
}

/**
 * What was typed for one category, as far as another has room for it: people in roles that it knows,
 * fields that both have alike, and what is of every case.
 */
export function carriedDraft(
  empty: NewCaseDraft,
  from: { draft: NewCaseDraft; process: Process },
  to: Process,
): NewCaseDraft {
  const { draft } = from;
  const isAlike = (key: string, value: FieldDraft) => {
    const [before, after] = [from.process, to].map(({ fields }) =>
      fields.find((field) => field.key === key),
    );
    if (before === undefined || before.type !== after?.type) return false;
    return after.type !== "choice" || after.choices.some(({ code }) => code === value);
  };
  const known = new Set(to.roles.map(({ code }) => code));
  const kept = draft.parties.filter(({ party, role }) => party !== null && known.has(role));
  const taken = new Set(kept.map(({ role }) => role));
  const parties = [...kept, ...empty.parties.filter(({ role }) => !taken.has(role))];
  return {
    ...empty,
    refNo: draft.refNo,
    groupId: draft.groupId,
    ownerId: draft.ownerId,
    pairs: draft.pairs,
    fields: Object.fromEntries(
      Object.entries(draft.fields).filter(([key, value]) => isAlike(key, value)),
    ),
    parties: parties.map((line, key) => ({ ...line, key })),
  };
}

/**
 * What a group gives to a new case: its values go into fields that nobody has filled in, those of
 * the group chosen before are taken back.
 */
export function withGroup(
  draft: NewCaseDraft,
  groupId: number | null,
  defaults: { before: Record<string, FieldDraft>; after: Record<string, FieldDraft> },
): NewCaseDraft {
  const own = Object.entries(draft.fields).filter(([key, value]) => defaults.before[key] !== value);
  return { ...draft, groupId, fields: { ...defaults.after, ...Object.fromEntries(own) } };
}

/** Role that one more party would take: a required one without a party, else the usual. */
export function nextRole(process: Process, parties: readonly PartyLine[]): string {
  const has = (code: string) => parties.some((line) => line.role === code);
  const missing = process.roles.find((role) => role.isRequired && !has(role.code));
  const free = process.roles.filter((role) => role.isMany || !has(role.code));
  return (missing ?? free.find((role) => !role.isDefault) ?? free[0])?.code ?? "";
}

/** Who was chosen by now, each in the role. */
export const chosenIn = ({ parties }: NewCaseDraft): { partyId: number; role: string }[] =>
  parties.flatMap(({ party, role }) => (party ? [{ partyId: party.id, role }] : []));

export type Gap = "party" | "pair";

/** What is still missing before the server is asked: places of lines and pairs. */
export function gapsIn(
  process: Process,
  draft: NewCaseDraft,
): { parties: number[]; pairs: number[] } {
  const required = new Set(process.roles.filter((role) => role.isRequired).map(({ code }) => code));
  const parties = draft.parties
    .filter((line) => line.party === null && required.has(line.role))
    .filter((line) => !draft.parties.some((each) => each.role === line.role && each.party))
    .map((line) => line.key);
  return { parties, pairs: namelessPairs(draft.pairs) };
}

const isEmpty = (value: FieldDraft) => value === null || value === "";

/** The draft as the verb takes it; empty lines and fields are left out. */
export function openCaseInputOf(draft: NewCaseDraft): RouterInput["cases"]["open"] {
  const fields = Object.entries(draft.fields).filter(([, value]) => !isEmpty(value));
  return {
    category: draft.category,
    refNo: draft.refNo.trim() || undefined,
    state: draft.state,
    groupId: draft.groupId ?? undefined,
    ownerId: draft.ownerId,
    parentCaseId: draft.parentCaseId ?? undefined,
    fields: Object.fromEntries(fields),
    extraFields: tidyPairs(draft.pairs),
    parties: chosenIn(draft),
  };
}
