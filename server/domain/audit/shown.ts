/** Whose data an answer holds. */
export interface Shown {
  /** The case or the person that was opened: asked for by its number, not found in a list. */
  caseId: number | null;
  partyId: number | null;
  /** All of them, each once, in order. */
  caseIds: number[];
  partyIds: number[];
}

type Kind = "case" | "party";
type Found = Record<Kind, Set<number>>;

/**
 * Whose data an answer holds, by the names of its keys: whatever is called `caseId`, `debtorPartyId`
 * or `partyIds`, at any depth, is a case or a person. So what a new procedure shows is noted without a
 * word of its author's; where rows are cases or people themselves and have a bare `id`, their ids
 * come in `own`. What was asked for by `caseId` or `partyId`, or is the answer's own, was opened.
 */
export function shownIn(answer: unknown, input: unknown, own: Partial<Shown> = {}): Shown {
  const opened = (key: "caseId" | "partyId") => idAt(input, key) ?? idAt(answer, key);
  const caseId = own.caseId ?? opened("caseId");
  const partyId = own.partyId ?? opened("partyId");
  const found: Found = {
    case: new Set([...(own.caseIds ?? []), ...(caseId ? [caseId] : [])]),
    party: new Set([...(own.partyIds ?? []), ...(partyId ? [partyId] : [])]),
  };
  gather(answer, found);
  return { caseId, partyId, caseIds: inOrder(found.case), partyIds: inOrder(found.party) };
}

const isId = (value: unknown): value is number => Number.isSafeInteger(value) && Number(value) > 0;
const inOrder = (ids: Set<number>) => [...ids].sort((one, other) => one - other);

function idAt(value: unknown, key: string): number | null {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return null;
  const id = (value as Record<string, unknown>)[key];
  return isId(id) ? id : null;
}

function gather(value: unknown, found: Found): void {
  if (typeof value !== "object" || value === null) return;
  if (Array.isArray(value)) {
    for (const each of value) gather(each, found);
    return;
  }
  const object = value as Record<string, unknown>;
  for (const key in object) {
    const held = object[key];
    if (typeof held === "number") {
      const kind = kindOf(key, "");
      if (kind && isId(held)) found[kind].add(held);
    } else if (typeof held === "object" && held !== null) {
      const kind = Array.isArray(held) ? kindOf(key, "s") : null;
      if (kind) for (const id of held as unknown[]) if (isId(id)) found[kind].add(id);
      gather(held, found);
    }
  }
}

/** A `casePartyId` is neither: it is the part that a person has in a case. */
function kindOf(key: string, plural: "" | "s"): Kind | null {
  const ends = (capital: string, small: string) =>
    key.endsWith(`${capital}Id${plural}`) || key === `${small}Id${plural}`;
  if (ends("Case", "case")) return "case";
  return ends("Party", "party") && !ends("CaseParty", "caseParty") ? "party" : null;
}
