import { type Desk, once, together, USED } from "./desk";
import { crowns } from "./figures";
import { stateName } from "./loan";
import { Refused } from "./saldo";
import { repaymentOf } from "./terms";

/** What Saldo tells: `type` is the fact, `data` its ids and plain values. */
export interface Fact {
  type: string;
  data: Readonly<Record<string, unknown>>;
}

/** Reads the body of a trigger; null where it is none. */
export function factOf(body: unknown): Fact | null {
  const { type, data } = (body ?? {}) as Partial<Fact>;
  const isFact = typeof type === "string" && /^[a-z]+\.[a-z_]+$/.test(type);
  return isFact && data !== null && typeof data === "object" ? { type, data } : null;
}

export const numberIn = ({ data }: Fact, name: string): number | null =>
  typeof data[name] === "number" ? data[name] : null;
export const textIn = ({ data }: Fact, name: string): string | null =>
  typeof data[name] === "string" ? data[name] : null;

/**
 * Takes a trigger. One id is acted on once, whether it comes again because our answer was lost or because
 * somebody replays it; every arrival is kept. Answers what was done about it, then or before.
 */
export async function receive(
  desk: Desk,
  call: { id: string; fact: Fact; isReplay: boolean },
): Promise<{ outcome: string; isKnown: boolean }> {
  const { id, fact, isReplay } = call;
  const { store, now } = desk;
  const ids = { caseId: numberIn(fact, "caseId"), refNo: textIn(fact, "refNo") };
  const keep = (outcome: string | null) => {
    const lastAt = now().toISOString();
    store.change({
      kind: "heard",
      heard: { id, type: fact.type, ...ids, lastAt, isReplay, outcome },
    });
  };
  const known = store.heard.get(id)?.outcome ?? null;
  if (known !== null) {
    keep(known);
    return { outcome: known, isKnown: true };
  }
  const { answer, isFirst } = await together(desk, id, async () => {
    const outcome = await act(desk, id, fact).catch((error: unknown) => {
      // What Saldo refuses now it refuses tomorrow; held back, it would hold up all that comes after it.
      if (error instanceof Refused) return `Nešlo: ${error.message}`;
      // It comes again; meanwhile people see that it has come.
      keep(null);
      throw error;
    });
    keep(outcome);
    return outcome;
  });
  if (!isFirst) keep(answer);
  return { outcome: answer, isKnown: !isFirst };
}

/**
 * What a fact means to us. Whatever it writes into Saldo carries the id of the trigger as its name, so a
 * fall between writing and noting it does not write twice.
 */
async function act(desk: Desk, id: string, fact: Fact): Promise<string> {
  const { store } = desk;
  const caseId = numberIn(fact, "caseId");
  const mine = store.ofCase(caseId);
  switch (fact.type) {
    case "case.moved": {
      const state = textIn(fact, "to") ?? "";
      if (mine) store.change({ kind: "progress", id: mine.id, set: { state } });
      return `Stav: ${stateName(state)}`;
    }
    case "payment.received": {
      if (caseId === null || textIn(fact, "category") !== "loan") return "Zapsáno";
      return tellRest(desk, { id, caseId, amountMinor: numberIn(fact, "amountMinor") ?? 0 });
    }
    case "case.closed_paid":
      if (mine) store.change({ kind: "progress", id: mine.id, set: { news: "Úvěr je splacen." } });
      return "Splaceno";
    case "party.insolvent": {
      const applicant = store.ofParty(numberIn(fact, "partyId") ?? 0);
      if (!applicant) return "Nikdo z našich žadatelů";
      const news = "Žadatel je v insolvenci.";
      store.change({ kind: "progress", id: applicant.id, set: { news } });
      return news;
    }
    default:
      return "Zapsáno";
  }
}

/** After a payment the case says how much is left of the loan. */
async function tellRest(
  desk: Desk,
  paid: { id: string; caseId: number; amountMinor: number },
): Promise<string> {
  const { id, caseId, amountMinor } = paid;
  const { remaining, owedMinor } = await repaymentOf(desk.saldo, { caseId });
  const rest =
    remaining === 0
      ? "úvěr je splacen."
      : `zbývá splátek: ${remaining}, celkem ${crowns(owedMinor)}.`;
  const text = `Přijato ${crowns(amountMinor)}, ${rest}`;
  try {
    await once(desk, `note:${id}`, (params) =>
      desk.saldo.POST("/events/notes", { params, body: { caseId, text } }),
    );
  } catch (error) {
    // Written at the last delivery, before we fell; since then the rest has become another.
    if (!(error instanceof Refused) || error.code !== USED) throw error;
  }
  return text;
}
