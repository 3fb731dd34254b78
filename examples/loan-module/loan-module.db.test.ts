import { describe, expect, it } from "vitest";
import { recordPayment } from "@/server/domain/claims";
import {
  listActions,
  performActions,
  queueActions,
  readPanels,
  rotateSecret,
  runAction,
} from "@/server/domain/configuration";
import { inTransaction, reading } from "@/server/domain/context";
import { openDesk } from "@/server/domain/testing";
import { addTask, listOpenTasks, resolveTask } from "@/server/domain/timeline";
import { listDeliveries, replayDelivery } from "@/server/domain/triggers";
import { foundWords } from "./apply";
import { filled } from "./testing/filled";
import { INSOLVENT, openLender } from "./testing/lender";

const desk = await openDesk();
const lender = await openLender(desk);
const { admin, store, post, newest, tell, module } = lender;

let serial = 0;
/** Birth numbers of women born in the summer of 1985, each of somebody else. */
const birthNumber = (): string => {
  for (let end = 1_000 + 37 * ++serial; ; end += 1) {
    const digits = `855${String(701 + (serial % 28)).padStart(3, "0")}${end}`;
    if (Number(digits) % 11 === 0) return digits;
  }
};
/** Names without digits: "Jana Abová", "Jana Acová" … */
const letters = "bcdfhjklmnprstvz";
const apply = async (more: Record<string, string> = {}) => {
  const birth = birthNumber();
  const fullName = `Jana A${letters[serial % 16]}o${letters[serial >> 4]}ová`;
  await post("/applications", { ...filled({ birth, fullName }), ...more });
  const application = newest();
  if (!application) throw new Error("no application");
  return application;
};
const caseOf = async (caseId: number | null) => {
  const rows = await reading(
    admin,
    ({ sql }) => sql<{ state: string; fields: Record<string, unknown>; balance: number }[]>`
      select state, fields, balance_czk_minor as balance from cases where id = ${caseId}`,
  );
  return rows[0];
};
const press = (action: string, objectId: number | null, values = {}) =>
  runAction(admin, {
    ...{ action, objectId: objectId ?? 0, values },
    idempotencyKey: `press-${++serial}-of-the-test`,
  });
const notesOf = (caseId: number | null) =>
  reading(
    admin,
    ({ sql }) => sql<{ text: string }[]>`
      select text from case_events where case_id = ${caseId} and kind = 'note'
         and text like 'Přijato %' order by id`,
  );
/** An application whose card was checked and that was approved and paid out. */
const issued = async () => {
  const application = await apply();
  await press("checkIdCard", application.partyId);
  await press("approve", application.caseId);
  expect(await press("payOut", application.caseId)).toMatchObject({ state: "done" });
  return application;
};

describe("an application", () => {
  it("goes from the form to a loan that is being repaid", async () => {
    const { caseId, partyId, refNo, trouble } = await apply();
    expect(trouble).toBeNull();
    expect(await caseOf(caseId)).toMatchObject({
      state: "complete",
      fields: { requestedMinor: 6_000_000, termMonths: 12, idCardNo: "123456789" },
    });
    expect(await press("approve", caseId)).toMatchObject({
      ...{ state: "refused", message: expect.stringContaining("zkontrolujte občanku") },
    });
    expect(await press("checkIdCard", partyId)).toMatchObject({
      ...{ state: "done", message: "Občanka 123456789 není v evidenci neplatných dokladů." },
    });
    const approved = await press("approve", caseId, { amount: 50_000 });
    expect(approved).toMatchObject({ state: "done", shouldRefresh: true });
    expect(approved.message).toMatch(/^Schváleno: 50\s000\sKč, skóre 6\d\d, RPSN \d+(,\d)?\s%\.$/);
    const paid = await press("payOut", caseId);
    expect(paid.message).toMatch(/^Vyplaceno 50\s000\sKč, splátek: 12, poslední 22\. 11\. 2027\.$/);
    expect(await caseOf(caseId)).toMatchObject({
      ...{ state: "repaying", balance: 5_000_000 + 12 * 70_000 },
      fields: { contractNo: `U-${refNo}`, firstDueOn: "2026-12-22", maturityOn: "2027-11-22" },
    });
    const claims = await reading(
      admin,
      ({ sql }) => sql`select sum(principal_minor)::int as sum, count(*)::int as count from claims
                        where case_id = ${caseId}`,
    );
    expect(claims[0]).toEqual({ sum: 5_000_000, count: 12 });
  });

  it("of somebody insolvent waits at the screening, and so does one whose register is silent", async () => {
    const insolvent = await apply({
      birth: INSOLVENT.birthNumber ?? "",
      fullName: "Bruno Zadlužený",
    });
    expect(insolvent.trouble).toBe(foundWords("identifier"));
    expect(await caseOf(insolvent.caseId)).toMatchObject({ state: "screen" });
    lender.isir.meet("outage_page");
    const unlucky = await apply();
    expect(unlucky.trouble).toContain("neodpověděl");
    expect(await caseOf(unlucky.caseId)).toMatchObject({ state: "screen" });
    lender.isir.meet(null);
    await post(`/applications/${unlucky.id}/send`);
    expect(store.applications.get(unlucky.id)).toMatchObject({ trouble: null, state: "complete" });
    expect(await caseOf(unlucky.caseId)).toMatchObject({ state: "complete" });
  });

  it("is kept while Saldo is silent, and goes on from where it stopped, creating nothing twice", async () => {
    const real = lender.line.ask;
    const birth = birthNumber();
    let calls = 0;
    // Every answer after the second is lost on its way: Saldo has done it, the module does not know.
    lender.line.ask = async (request) => {
      const answer = await real(request);
      calls += 1;
      if (calls > 1) throw new TypeError("connection lost");
      return answer;
    };
    const { id, trouble } = await apply({ birth });
    expect(trouble).toBe("Saldo neodpovídá.");
    for (let turn = 0; turn < 12; turn += 1) {
      calls = 0;
      await post(`/applications/${id}/send`);
    }
    lender.line.ask = real;
    await post(`/applications/${id}/send`);
    expect(store.applications.get(id)).toMatchObject({ trouble: null, state: "complete" });
    const counts = await reading(
      admin,
      ({ sql }) => sql`
        select count(distinct p.id)::int as parties, count(distinct c.id)::int as cases,
               count(distinct e.id) filter (where e.kind = 'document')::int as documents
          from parties p join case_parties cp on cp.party_id = p.id join cases c on c.id = cp.case_id
          join case_events e on e.case_id = c.id where p.other_id = ${id}`,
    );
    expect(counts[0]).toEqual({ parties: 1, cases: 1, documents: 1 });
  });

  it("of a known client goes to the same party; of somebody of another name under the number it stops", async () => {
    const birth = birthNumber();
    const first = await apply({ birth, fullName: "Ing. Klára Stálá" });
    const again = await apply({ birth, fullName: "Klara STALA" });
    expect(again).toMatchObject({ partyId: first.partyId, trouble: null });
    expect(again.caseId).not.toBe(first.caseId);
    const other = await apply({ birth, fullName: "Klára Cizí" });
    expect(other).toMatchObject({ partyId: null, caseId: null });
    expect(other.trouble).toContain("někdo jiného jména");
    // What Saldo has, the module keeps no longer.
    expect(store.applications.get(other.id)?.form.birthNumber).toBe(birth);
    expect(store.applications.get(first.id)?.form.birthNumber).toBeNull();
  });

  it("whose card is listed as invalid is not let through", async () => {
    const { partyId, caseId } = await apply({ idCardNo: "987654321" });
    expect(await press("checkIdCard", partyId)).toMatchObject({
      ...{ state: "refused", message: expect.stringContaining("v evidenci neplatných dokladů") },
    });
    lender.documents.isBroken = true;
    expect(await press("checkIdCard", partyId, { documentNo: "123456789" })).toMatchObject({
      ...{ state: "refused", message: expect.stringContaining("neodpověděla") },
    });
    lender.documents.isBroken = false;
    expect((await caseOf(caseId))?.fields.idCheckedOn).toBeUndefined();
    expect(await press("payOut", caseId)).toMatchObject({ state: "refused" });
  });

  it("is paid out once, however often the way breaks, and people's tasks stay theirs", async () => {
    const { caseId, partyId } = await apply();
    await press("checkIdCard", partyId);
    await press("approve", caseId);
    const dueAt = new Date("2026-11-25T12:00:00Z");
    await addTask(admin, {
      caseId: caseId ?? 0,
      text: "Zavolat klientce",
      dueAt,
      assigneeId: null,
    });
    const real = lender.line.ask;
    let left = 9;
    lender.line.ask = async (request) => {
      const answer = await real(request);
      left -= 1;
      if (left < 0) throw new TypeError("connection lost");
      return answer;
    };
    expect(await press("payOut", caseId)).toMatchObject({ state: "unknown", status: 503 });
    lender.line.ask = real;
    expect(await press("payOut", caseId)).toMatchObject({
      ...{ state: "refused", message: expect.stringContaining("workflow.tasks_open") },
    });
    const open = await listOpenTasks(admin, { caseId: caseId ?? 0 });
    expect(open.map(({ text }) => text)).toEqual(["Zavolat klientce"]);
    await resolveTask(admin, { eventId: open[0]?.id ?? 0, result: "hotovo" });
    expect(await press("payOut", caseId)).toMatchObject({ state: "done" });
    const claims = await reading(
      admin,
      ({ sql }) => sql`select count(*)::int as count from claims where case_id = ${caseId}`,
    );
    expect(claims[0]?.count).toBe(12);
  });
});

describe("buttons", () => {
  it("are offered on cases, parties and claims, and for many cases", async () => {
    const { caseId, partyId } = await apply();
    const codes = async (on: "case" | "party" | "claim", objectId?: number | null) =>
      (await listActions(admin, { on, ...(objectId ? { objectId } : {}) })).map(({ code }) => code);
    expect(await codes("case", caseId)).toEqual(["approve", "payOut", "reject", "rescore"]);
    expect(await codes("case")).toEqual(["approve", "reject", "rescore"]);
    expect(await codes("party", partyId)).toEqual(["checkIdCard"]);
  });

  it("reject many at once, each with its reason, once however often it is called", async () => {
    const cases = [await apply(), await apply()].map(({ caseId }) => caseId ?? 0);
    const values = { reason: "low-income", note: "dvě půjčky jinde" };
    await inTransaction(admin, (inner, tx) =>
      queueActions(inner, tx, {
        ...{ action: "reject", caseIds: cases, values, idempotencyKey: "bulk-reject-1" },
      }),
    );
    const job = { ...lender.agency.tenant.system("actions"), outside: admin.outside };
    while ((await performActions(job)).count > 0);
    for (const caseId of cases) {
      expect(await caseOf(caseId)).toMatchObject({
        ...{ state: "rejected", fields: { rejectionReason: "low-income" } },
      });
    }
    expect(
      [...store.answers.values()].filter(({ body }) => /zamítnuta/.test(body.message)),
    ).toHaveLength(2);
  });

  it("count a claim anew, on a loan and on any other case", async () => {
    const { caseId } = await issued();
    const [claim] = await reading(
      admin,
      ({ sql }) => sql<{ id: number }[]>`select id from claims where case_id = ${caseId} limit 1`,
    );
    const { message } = await press("recompute", claim?.id ?? 0);
    expect(message).toMatch(
      /^Nezaplacených pohledávek: 12, celkem .*\sKč, nejbližší splatnost 22\. 12\. 2026\.$/,
    );
  });
});

describe("a trigger", () => {
  const pay = (caseId: number | null, amountMinor: number) =>
    recordPayment(admin, {
      ...{ caseId: caseId ?? 0, amountMinor, currency: "CZK", valueOn: "2026-11-22" },
      idempotencyKey: `module-paid-${++serial}`,
    });

  it("of a payment is acted on once, replayed or not, and shows on the page each time", async () => {
    const { caseId, refNo } = await issued();
    await pay(caseId, 584_000);
    await tell();
    expect(await notesOf(caseId)).toHaveLength(1);
    expect((await notesOf(caseId))[0]?.text).toMatch(/^Přijato 5\s840\sKč, zbývá splátek: 11, /);
    const filter = { caseId: caseId as number, fact: "payment.received" as const };
    const [told] = (await listDeliveries(admin, { filter })).items;
    await replayDelivery(admin, { deliveryId: told?.id ?? 0 });
    const real = lender.line.ask;
    const asked: string[] = [];
    lender.line.ask = (request) => {
      asked.push(request.url);
      return real(request);
    };
    await tell(60_000);
    lender.line.ask = real;
    // Known by its id, it is not even looked at again.
    expect(asked).toEqual([]);
    expect(await notesOf(caseId)).toHaveLength(1);
    const heard = [...store.heard.values()].filter(
      (each) => each.caseId === caseId && each.type === "payment.received",
    );
    expect(heard).toMatchObject([{ refNo, times: 2, replays: 1 }]);
    expect(await lender.get("/")).toContain("z toho přehrání 1");
  });

  it("whose outcome could not be kept is told again, and writes nothing twice", async () => {
    const { caseId } = await issued();
    await tell();
    await pay(caseId, 100_000);
    const real = store.change;
    // The disk is full just when the note stands in Saldo.
    Object.assign(store, {
      change: (entry: Parameters<typeof real>[0]) => {
        const isNote = entry.kind === "heard" && entry.heard.outcome?.startsWith("Přijato");
        if (isNote) throw new Error("ENOSPC");
        real(entry);
      },
    });
    await tell();
    Object.assign(store, { change: real });
    expect(await notesOf(caseId)).toHaveLength(1);
    // What is left has become another meanwhile: the note that stands is not written a second time.
    await pay(caseId, 584_000);
    await tell(15 * 60_000);
    expect((await notesOf(caseId)).map(({ text }) => text.slice(0, 14))).toEqual([
      expect.stringMatching(/^Přijato 1\s000/),
      expect.stringMatching(/^Přijato 5\s840/),
    ]);
    expect(
      [...store.heard.values()].filter((each) => each.caseId === caseId && each.outcome === null),
    ).toEqual([]);
  });

  it("that Saldo will not have acted on is answered, and holds nothing up", async () => {
    const { caseId } = await issued();
    await tell();
    const real = lender.line.ask;
    lender.line.ask = async (request) =>
      request.url.endsWith("/events/notes")
        ? Response.json({ detail: "Poznámka je příliš dlouhá.", code: "x.y" }, { status: 400 })
        : real(request);
    await pay(caseId, 100_000);
    await tell();
    lender.line.ask = real;
    const heard = [...store.heard.values()].filter(
      (each) => each.caseId === caseId && each.type === "payment.received",
    );
    expect(heard).toMatchObject([{ times: 1, outcome: "Nešlo: Poznámka je příliš dlouhá." }]);
  });

  it("moves what the page says of an application", async () => {
    const { id, caseId } = await apply();
    await post(`/applications/${id}/reject`, { reason: "policy" });
    await tell();
    expect(store.applications.get(id)?.state).toBe("rejected");
    expect(await caseOf(caseId)).toMatchObject({ state: "rejected" });
  });
});

describe("values", () => {
  it("stand in panels on the case and on the party", async () => {
    const { caseId, partyId } = await issued();
    const onCase = await readPanels(admin, { place: "case", id: caseId ?? 0 });
    expect(onCase.map(({ variable, trouble }) => [variable, trouble])).toEqual([
      ["scoring", null],
      ["repayment", null],
    ]);
    const values = Object.fromEntries(
      onCase.flatMap(({ fields }) => (fields ?? []).map(({ key, value }) => [key, value])),
    );
    expect(values).toMatchObject({
      ...{ remaining: 12, nextDueOn: "2026-12-22", rating: "B", reviewedOn: "2026-11-22" },
      ...{ owed: { minor: expect.any(Number), currency: "CZK" }, apr: expect.any(Number) },
    });
    const onParty = await readPanels(admin, { place: "party", id: partyId ?? 0 });
    expect(onParty.map(({ variable }) => variable)).toEqual(["scoring"]);
  });

  it("are told while a secret is being replaced, by the old one and by the new one", async () => {
    const { caseId } = await apply();
    const { secret } = await rotateSecret(admin, { host: lender.host });
    const ask = async () => {
      const panels = await readPanels(admin, { place: "case", id: caseId ?? 0, ask: "fresh" });
      return panels.map(({ trouble }) => trouble);
    };
    expect(await ask()).toEqual([null, null]);
    lender.secrets.splice(0, 1, secret);
    expect(await ask()).toEqual([null, null]);
    lender.secrets.splice(0, 1, "whsec_bm9ib2R5IGtub3dzIHRoaXMgc2VjcmV0IGF0IGFsbCE=");
    expect(await ask()).toEqual(["http_401", "http_401"]);
    lender.secrets.splice(0, 1, secret);
  });
});

describe("whoever is not Saldo", () => {
  it("is refused: unsigned, from another page, by another name, with too much, and told no cause", async () => {
    const at = `http://${lender.host}`;
    const before = lender.logged.length;
    for (const [path, method] of [
      ["/on", "POST"],
      ["/actions/approve", "POST"],
      ["/variables/scoring?RefNo=1", "GET"],
    ] as const) {
      expect((await fetch(`${at}${path}`, { method })).status, path).toBe(401);
    }
    expect(lender.logged.length).toBe(before + 3);
    const { status } = await post("/applications", filled(), {
      origin: "https://elsewhere.example",
    });
    expect(status).toBe(403);
    expect((await post("/applications", { fullName: "x".repeat(300_000) })).status).toBe(413);
    const real = module.saldo.GET;
    Object.assign(module.saldo, {
      GET: () => {
        throw new Error("secret detail");
      },
    });
    const { id } = await apply().catch(() => newest() ?? { id: "" });
    const broken = await post(`/applications/${id}/approve`);
    Object.assign(module.saldo, { GET: real });
    expect(broken.status).toBe(500);
    expect(await broken.text()).not.toMatch(/secret detail|at /);
  });

  it("gets words beside each field that is wrong, and what was filled in stays", async () => {
    const count = store.applications.size;
    const answer = await post(
      "/applications",
      filled({ birth: "855615/9228", amount: "2 000", fullName: '"><b>x y' }),
    );
    expect(answer.status).toBe(422);
    const page = await answer.text();
    expect(page).toContain("Rodné číslo nesedí");
    expect(page).toContain("Půjčujeme 5 000 až 150 000 Kč.");
    expect(page).not.toContain("<b>x");
    expect(store.applications.size).toBe(count);
  });
});
