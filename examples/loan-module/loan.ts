import { type Desk, no, once } from "./desk";
import { crowns, czechDay, type Instalment, percent, SCORE_MIN, todayOf } from "./figures";
import { type Case, Refused, readCase, told, unnamed } from "./saldo";
import { approvalOf, contractOf, planOfCase, scoreOfCase } from "./terms";

// Every verb reads the case first and goes on from where it stands, and what it creates it names: so
// each may be pressed again after whatever went wrong, and does what is left.

/** Tasks that the process gives itself; others are people's and none of our business. */
const CHECK_TASK = "Zkontrolovat občanku a doklady";
const PAYOUT_TASK = "Vyplatit úvěr";

export const STATES: Readonly<Record<string, string>> = {
  ...{ drafting: "rozepsaná žádost", screen: "prověřit", proving: "dokládání" },
  ...{ missing: "chybí doklady", complete: "zkontrolovat podklady", evaluate: "rozhodnout" },
  ...{ signing: "podpis smlouvy", payout: "vyplatit", repaying: "splácení" },
  ...{ "early-late": "prodlení", "external-collection": "externí vymáhání" },
  ...{ redrafting: "změna smlouvy", rejected: "zamítnuto", abandoned: "nedokončeno" },
  ...{ closed: "splaceno", failed: "ztráta" },
};
export const stateName = (state: string): string => STATES[state] ?? state;

type Fields = Record<string, string | number | boolean | null>;

export async function move(
  { saldo, store }: Desk,
  caseId: number,
  step: { transition: string; fields?: Fields; resolution?: string },
): Promise<Case> {
  const body = { caseId, ...step };
  const { state } = await told(saldo.POST("/cases/moves", { params: unnamed(), body }));
  const known = store.ofCase(caseId);
  if (known) store.change({ kind: "progress", id: known.id, set: { state, trouble: null } });
  return readCase(saldo, caseId);
}

/** Changes fields of a case; once more where somebody else changed it in between. */
async function setFields({ saldo }: Desk, caseId: number, fields: Fields): Promise<void> {
  const attempt = async () => {
    const { version } = await readCase(saldo, caseId);
    const body = { caseId, version, fields };
    await told(saldo.PATCH("/cases", { params: unnamed(), body }));
  };
  await attempt().catch(async (error: unknown) => {
    if (!(error instanceof Refused) || error.code !== "cases.changed_meanwhile") throw error;
    await attempt();
  });
}

/** Puts a text on a case as a file. */
export async function fileText(
  desk: Desk,
  name: string,
  file: { caseId: number; name: string; text: string },
): Promise<number> {
  const query = { caseId: file.caseId, name: file.name, mediaType: "text/plain" };
  const { eventId } = await once(desk, name, (params) =>
    desk.saldo.POST("/documents", {
      ...{ params: { query, ...params }, body: file.text },
      bodySerializer: (body: unknown) => String(body),
      headers: { "content-type": "application/octet-stream" },
    }),
  );
  return eventId;
}

async function resolveTasks(
  { saldo }: Desk,
  caseId: number,
  { text, result }: { text: string; result: string },
): Promise<void> {
  const { tasks } = await told(saldo.GET("/tasks", { params: { query: { caseId } } }));
  for (const { taskId } of tasks.filter((each) => each.text === text)) {
    const params = { ...unnamed(), path: { taskId } };
    const body = { result };
    await told(saldo.POST("/tasks/{taskId}/resolution", { params, body })).catch((error) => {
      if (!(error instanceof Refused) || error.code !== "timeline.already_resolved") throw error;
    });
  }
}

async function loanCase({ saldo }: Desk, caseId: number): Promise<Case> {
  const file = await readCase(saldo, caseId);
  if (file.category !== "loan") throw no(`Případ ${file.refNo} není úvěr.`);
  return file;
}

/** Asks Saldo whether a card is in the register of invalid documents; silence is no answer. */
export async function checkIdCard(
  desk: Desk,
  asked: { partyId: number; documentNo: string | null },
): Promise<string> {
  const { partyId } = asked;
  const known = desk.store.ofParty(partyId);
  const documentNo = asked.documentNo?.replace(/\s/g, "").toUpperCase() || known?.form.idCardNo;
  if (!documentNo) throw no("Číslo občanky neznáme, napište je.");
  const caseId = known?.caseId ?? undefined;
  const purpose = "posouzení žádosti o úvěr";
  const register = "invalid_documents" as const;
  const body = { partyId, documentNo, register, purpose, ...(caseId ? { caseId } : {}) };
  const { results } = await told(desk.saldo.POST("/screenings", { params: unnamed(), body }));
  const [said] = results;
  if (said?.outcome === "found") {
    throw no(`Občanka ${documentNo} je v evidenci neplatných dokladů. Žádost neschvalujte.`);
  }
  if (said?.outcome !== "clear") {
    const why = said?.reason ?? "bez udání důvodu";
    throw no(`Evidence neplatných dokladů neodpověděla (${why}). O občance se nic neví.`);
  }
  const words = `Občanka ${documentNo} není v evidenci neplatných dokladů.`;
  if (!caseId) return words;
  const { state } = await readCase(desk.saldo, caseId);
  if (["complete", "evaluate", "signing"].includes(state)) {
    await setFields(desk, caseId, { idCardNo: documentNo, idCheckedOn: todayOf(desk.now()) });
    await resolveTasks(desk, caseId, { text: CHECK_TASK, result: words });
  }
  return words;
}

/** Approves an application: what is asked for, or less. */
export async function approve(
  desk: Desk,
  caseId: number,
  given: { amountMinor: number | null; incomeMinor: number | null },
): Promise<string> {
  let file = await loanCase(desk, caseId);
  if (file.state !== "complete" && file.state !== "evaluate") {
    throw no(`Žádost ${file.refNo} je ve stavu „${stateName(file.state)}“, schválit ji nejde.`);
  }
  if (!file.fields.idCheckedOn) throw no(`Žádost ${file.refNo}: nejdřív zkontrolujte občanku.`);
  const { score, amountMinor, aprPercent, fields } = approvalOf(file, given, desk.now());
  if (score < SCORE_MIN) {
    throw no(`Žádost ${file.refNo}: skóre ${score} je pod hranicí ${SCORE_MIN}, zamítněte ji.`);
  }
  await resolveTasks(desk, caseId, { text: CHECK_TASK, result: "Občanka je zkontrolovaná." });
  if (file.state === "complete") file = await move(desk, caseId, { transition: "put-forward" });
  await move(desk, caseId, { transition: "approve", fields });
  return `Schváleno: ${crowns(amountMinor)}, skóre ${score}, RPSN ${percent(aprPercent)}.`;
}

export const REASONS: Readonly<Record<string, string>> = {
  "register-hit": "záznam v registru",
  "low-income": "nedostatečný příjem",
  "low-score": "nízké skóre",
  documents: "neplatné doklady",
  fraud: "podezření na podvod",
  policy: "mimo pravidla",
};

export async function reject(
  desk: Desk,
  caseId: number,
  given: { reason: string; words: string | null },
): Promise<string> {
  const file = await loanCase(desk, caseId);
  const reason = REASONS[given.reason];
  if (!reason) throw no("Vyberte důvod zamítnutí.");
  const resolution = given.words ? `${reason}: ${given.words}` : reason;
  const fields = { rejectionReason: given.reason };
  await move(desk, caseId, { transition: "reject", resolution, fields });
  return `Žádost ${file.refNo} je zamítnuta: ${reason}.`;
}

/**
 * Signs the contract, books what is to be repaid and issues the loan. Sending the money is the bank's:
 * here it is taken for sent.
 */
export async function payOut(desk: Desk, caseId: number): Promise<string> {
  let file = await loanCase(desk, caseId);
  if (file.state === "signing") file = await sign(desk, file);
  if (file.state !== "payout") {
    throw no(`Úvěr ${file.refNo} je ve stavu „${stateName(file.state)}“, vyplatit jej nejde.`);
  }
  const plan = planOfCase(file);
  for (const instalment of plan) await book(desk, file, { ...instalment, count: plan.length });
  const amount = crowns(Number(file.fields.approvedMinor));
  const result = `Odesláno ${amount} na účet ${file.fields.payoutAccount}.`;
  await resolveTasks(desk, caseId, { text: PAYOUT_TASK, result });
  await move(desk, caseId, { transition: "issue" });
  const last = plan.at(-1)?.dueOn ?? "";
  return `Vyplaceno ${amount}, splátek: ${plan.length}, poslední ${czechDay(last)}.`;
}

/** A claim for each instalment: its part of the loan, and the fee, which is owed from the day of signing. */
async function book(desk: Desk, file: Case, part: Instalment & { count: number }): Promise<void> {
  const { caseId, refNo, fields } = file;
  const { no: at, dueOn, principalMinor, feeMinor, count } = part;
  const claim = {
    ...{ caseId, currency: "CZK" as const, dueOn, principalMinor, isInsolvencyConfirmed: false },
    ...{ title: `Splátka ${at}/${count}`, variableSymbol: refNo.replace(/\D/g, "").slice(-10) },
  };
  const { claimId } = await once(desk, `payout:${caseId}:${at}`, (params) =>
    desk.saldo.POST("/claims", { params, body: claim }),
  );
  const fee = {
    ...{ claimId, kind: "fee" as const, amountMinor: feeMinor, valueOn: String(fields.signedOn) },
    ...{ description: `Poplatek za ${at}. měsíc`, reason: "splátkový plán" },
  };
  await once(desk, `payout:${caseId}:${at}:fee`, (params) =>
    desk.saldo.POST("/claims/charges", { params, body: fee }),
  );
}

/** The contract is put on the case and counts as signed today; the plan is counted from that day. */
async function sign(desk: Desk, file: Case): Promise<Case> {
  const { caseId } = file;
  if (!file.fields.payoutAccount) throw no(`Úvěr ${file.refNo}: chybí účet pro výplatu.`);
  const { contractNo, fields, text } = contractOf(file, todayOf(desk.now()));
  const name = `smlouva-${contractNo}.txt`;
  await fileText(desk, `contract:${caseId}:${fields.signedOn}`, { caseId, name, text });
  return move(desk, caseId, { transition: "sign", fields });
}

/** Counts the score anew; before the decision it is written on the application too. */
export async function rescore(desk: Desk, caseId: number): Promise<string> {
  const file = await readCase(desk.saldo, caseId);
  const score = scoreOfCase(file, desk.now());
  const isOpen = ["drafting", "screen", "proving", "missing", "complete", "evaluate"];
  if (file.category === "loan" && isOpen.includes(file.state)) {
    await setFields(desk, caseId, { score });
  }
  return `Případ ${file.refNo}: skóre ${score} z 850.`;
}
