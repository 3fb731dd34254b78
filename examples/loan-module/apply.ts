import { randomUUID } from "node:crypto";
import { type Desk, no, once } from "./desk";
import { crowns } from "./figures";
import type { Form } from "./form";
import { fileText, move } from "./loan";
import { Refused, readCase, Silent, told, unnamed } from "./saldo";
import type { Application } from "./store";

/** Keeps an application before anything else is done about it: whatever happens next, it is here. */
export function keepApplication({ store, now }: Desk, form: Form): Application {
  const application: Application = {
    ...{ id: randomUUID(), form, receivedAt: now().toISOString() },
    ...{ partyId: null, caseId: null, refNo: null, documentId: null, state: null },
    ...{ trouble: null, news: null },
  };
  store.change({ kind: "applied", application });
  return application;
}

/**
 * Writes an application into Saldo and has it screened, from wherever the last try ended. What stops it
 * stands on it as its trouble; it never throws for that.
 */
export async function sendApplication(desk: Desk, id: string): Promise<void> {
  const set = (known: Partial<Application>) =>
    desk.store.change({ kind: "progress", id, set: known });
  try {
    await steps(desk, id, set);
    set({ trouble: null });
  } catch (error) {
    if (!(error instanceof Refused) && !(error instanceof Silent)) throw error;
    set({ trouble: error.message });
  }
}

async function steps(
  desk: Desk,
  id: string,
  set: (known: Partial<Application>) => void,
): Promise<void> {
  const known = () => {
    const application = desk.store.applications.get(id);
    if (!application) throw no("Taková žádost tu není.");
    return application;
  };
  if (known().partyId === null) {
    const partyId = await partyOf(desk, known());
    // From now on Saldo has the birth number, sealed; here it is not needed any more.
    set({ partyId, form: { ...known().form, birthNumber: null } });
  }
  if (known().caseId === null) set(await openCase(desk, known()));
  const { caseId } = known();
  if (caseId === null) throw new Error("an application without a case");
  if (known().documentId === null) set({ documentId: await fileForm(desk, known()) });
  let { state } = await readCase(desk.saldo, caseId);
  set({ state });
  if (state === "drafting") ({ state } = await move(desk, caseId, { transition: "submit" }));
  if (state === "screen") {
    await screen(desk, known());
    ({ state } = await move(desk, caseId, { transition: "pass-screening" }));
  }
  if (state === "proving") await move(desk, caseId, { transition: "complete-file" });
}

/** The applicant as a party; one who is known by the birth number already is taken as known. */
async function partyOf(desk: Desk, { id, form }: Application): Promise<number> {
  const { fullName, birthNumber, birthOn, street, city, postalCode, email, phone } = form;
  const body = {
    ...{ kind: "natural_person" as const, fullName, country: "CZ", otherId: id },
    ...(birthNumber ? { birthNumber } : { birthOn }),
    addresses: [{ kind: "main" as const, street, city, postalCode }],
    emails: email ? [{ value: email }] : [],
    phones: phone ? [{ value: phone }] : [],
    isKnownToDiffer: false,
  };
  try {
    const made = await once(desk, `${id}:party`, (params) =>
      desk.saldo.POST("/parties", { params, body }),
    );
    return made.partyId;
  } catch (error) {
    const { partyId, name } = error instanceof Refused ? error.params : {};
    const isTaken = error instanceof Refused && error.code === "parties.birth_number_taken";
    if (!isTaken || typeof partyId !== "number") throw error;
    if (!isSameName(fullName, String(name))) {
      throw no("Rodné číslo má v Saldu někdo jiného jména. Ověřte totožnost žadatele.");
    }
    return partyId;
  }
}

/** Whether two spellings have two words in common: given name and surname, whatever the titles. */
function isSameName(one: string, other: string): boolean {
  const wordsOf = (text: string) =>
    text
      .normalize("NFD")
      .replace(/\p{M}/gu, "")
      .toLowerCase()
      .split(/[^\p{L}.]+/u)
      .filter((word) => word.length > 1 && !word.includes("."));
  const known = new Set(wordsOf(other));
  return new Set(wordsOf(one).filter((word) => known.has(word))).size >= 2;
}

async function openCase(desk: Desk, { id, form, partyId }: Application) {
  const { amountMinor, months, idCardNo, incomeMinor, expensesMinor, account } = form;
  const fields = {
    ...{ product: "instalment", channel: "web", idCardNo, incomeMinor, expensesMinor },
    ...{ requestedMinor: amountMinor, termMonths: months, payoutAccount: account },
  };
  const parties = [{ partyId: partyId ?? 0, role: "applicant" }];
  // Whether an insolvent applicant stops it is the setting of Saldo's register, not ours.
  const body = { category: "loan", fields, parties, isInsolvencyConfirmed: false };
  return once(desk, `${id}:case`, (params) => desk.saldo.POST("/cases", { params, body }));
}

/** The form as it came stands on the case: what was asked for is a document, not a memory. */
async function fileForm(desk: Desk, application: Application): Promise<number> {
  const { id, form, caseId, receivedAt } = application;
  const text = [
    ...["Žádost o úvěr", `Podána: ${receivedAt}`, "", `Žadatel: ${form.fullName}`],
    ...[`Bydliště: ${form.street}, ${form.postalCode} ${form.city}`, `Občanka: ${form.idCardNo}`],
    ...[`Příjem: ${crowns(form.incomeMinor)}`, `Výdaje: ${crowns(form.expensesMinor)}`],
    ...[`Částka: ${crowns(form.amountMinor)}`, `Doba: ${form.months} měsíců`, ""],
  ].join("\n");
  const name = "zadost.txt";
  return fileText(desk, `${id}:form`, { caseId: caseId ?? 0, name, text });
}

/**
 * A record found may be of an insolvency that has ended, and may be of a namesake: which of them it is
 * stands in Saldo, and is for a person to say.
 */
export const foundWords = (quality: string | null): string =>
  quality === "suspected"
    ? "V insolvenčním rejstříku je někdo, kdo může být žadatelem. Posuďte shodu v Saldu."
    : "O žadateli je v insolvenčním rejstříku záznam, třeba i o skončeném řízení. Posuďte jej v Saldu.";

/** Only "clear" is clear: whoever is found, or of whom nothing is known, waits for a person. */
async function screen({ saldo }: Desk, { partyId, caseId }: Application): Promise<void> {
  const about = { partyId: partyId ?? 0, caseId: caseId ?? 0, register: "isir_cz" as const };
  const body = { ...about, purpose: "posouzení žádosti o úvěr" };
  const { results } = await told(saldo.POST("/screenings", { params: unnamed(), body }));
  const [said] = results;
  if (said?.outcome === "clear") return;
  throw no(
    said?.outcome === "found"
      ? foundWords(said.quality)
      : `Insolvenční rejstřík neodpověděl (${said?.reason ?? "bez důvodu"}). Zkuste to později.`,
  );
}
