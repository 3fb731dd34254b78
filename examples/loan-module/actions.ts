import { type Desk, no, together } from "./desk";
import { crowns, czechDay } from "./figures";
import { approve, checkIdCard, payOut, reject, rescore } from "./loan";
import { Refused, Silent } from "./saldo";
import type { ActionAnswer } from "./store";
import { repaymentOf } from "./terms";

/** A press of a button in Saldo: on what, by whom, and what its form holds. */
export interface Press {
  /** "approve", as the file names it. */
  code: string;
  object: "case" | "party" | "claim";
  /** Of the object, in Saldo's database. */
  id: number;
  caseId: number | null;
  input: Readonly<Record<string, unknown>>;
}

/** Reads the body of an action's call; null where it is none. */
export function pressOf(body: unknown): Press | null {
  const { type, data } = (body ?? {}) as { type?: unknown; data?: Partial<Press> };
  const code = typeof type === "string" ? /^action\.([\w-]+)$/.exec(type)?.[1] : undefined;
  const { object, id, caseId = null, input } = data ?? {};
  if (!code || !object || typeof id !== "number" || !Number.isSafeInteger(id)) return null;
  const isObject = input !== null && typeof input === "object";
  return { code, object, id, caseId, input: isObject ? input : {} };
}

interface Action {
  on: Press["object"];
  run(desk: Desk, press: Press): Promise<string>;
}

const text = (value: unknown): string | null =>
  typeof value === "string" && value.trim() !== "" ? value.trim() : null;
const minor = (value: unknown): number | null =>
  typeof value === "number" ? Math.round(value * 100) : null;

/** What the buttons of config.yaml do; what a verb answers is shown to whoever pressed. */
export const ACTIONS: Readonly<Record<string, Action>> = {
  approve: {
    on: "case",
    run: (desk, { id, input }) => {
      const given = { amountMinor: minor(input.amount), incomeMinor: minor(input.income) };
      return approve(desk, id, given);
    },
  },
  reject: {
    on: "case",
    run: (desk, { id, input }) =>
      reject(desk, id, { reason: text(input.reason) ?? "", words: text(input.note) }),
  },
  payOut: { on: "case", run: (desk, { id }) => payOut(desk, id) },
  rescore: { on: "case", run: (desk, { id }) => rescore(desk, id) },
  checkIdCard: {
    on: "party",
    run: (desk, { id, input }) =>
      checkIdCard(desk, { partyId: id, documentNo: text(input.documentNo) }),
  },
  recompute: { on: "claim", run: (desk, { caseId }) => recompute(desk, caseId) },
};

async function recompute({ saldo }: Desk, caseId: number | null): Promise<string> {
  if (caseId === null) throw no("Pohledávka bez případu.");
  const { remaining, owedMinor, nextDueOn } = await repaymentOf(saldo, { caseId });
  if (remaining === 0) return "Všechny pohledávky případu jsou zaplacené.";
  const next = nextDueOn ? `, nejbližší splatnost ${czechDay(nextDueOn)}` : "";
  return `Nezaplacených pohledávek: ${remaining}, celkem ${crowns(owedMinor)}${next}.`;
}

/**
 * Does what was pressed, once an id: a call that comes again, because our answer was lost, is answered
 * as the first was. A refusal is 422 with words for people; where nobody knows what happened it is 503,
 * which Saldo shows as unknown, and may be pressed again.
 */
export async function runAction(desk: Desk, id: string, press: Press): Promise<ActionAnswer> {
  const known = desk.store.answers.get(id);
  if (known) return known;
  const { answer } = await together(desk, id, async () => {
    const said = await answerOf(desk, press);
    if (said.status !== 503) desk.store.change({ kind: "answered", id, answer: said });
    return said;
  });
  return answer;
}

async function answerOf(desk: Desk, press: Press): Promise<ActionAnswer> {
  const action = Object.hasOwn(ACTIONS, press.code) ? ACTIONS[press.code] : undefined;
  if (!action || action.on !== press.object) {
    return { status: 404, body: { message: "Takovou akci modul nemá." } };
  }
  try {
    return { status: 200, body: { message: await action.run(desk, press), refresh: true } };
  } catch (error) {
    if (error instanceof Refused) return { status: 422, body: { message: error.message } };
    if (error instanceof Silent) return { status: 503, body: { message: error.message } };
    throw error;
  }
}
