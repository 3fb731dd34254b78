import { makeToday } from "@/server/domain/context";
import { clientOfSession, signInClient } from "@/server/domain/portal";
import {
  answerRequest,
  assignRequests,
  listDesk,
  type OpenRequestInput,
  openRequest,
  saveCanned,
  saveRule,
} from "@/server/domain/requests";
import type { Agency, Login } from "./agency";

const visitor = { ip: "127.0.0.1", userAgent: "demo" };

const ASKED: readonly Omit<OpenRequestInput, "idempotencyKey">[] = [
  {
    ...{ subject: "Kolik přesně dlužím?", kind: "payment" },
    text: "Dobrý den, přišel mi dopis a částka mi nesedí. Můžete mi ji vyčíslit?",
  },
  {
    ...{ subject: "Nesouhlasím s penále", kind: "dispute" },
    text: "Zaplatil jsem včas, doklad mám. Prosím o prověření.",
  },
  {
    ...{ subject: "Splátky od ledna", kind: "instalments" },
    text: "Mohu platit po dvou tisících měsíčně?",
  },
];

/** A rule, answers kept ready, and what clients ask: the desk is not empty when one comes to it. */
export async function askForHelp(
  { administrator, supervisor }: Pick<Agency, "administrator" | "supervisor">,
  clients: readonly Login[],
): Promise<void> {
  await saveRule(administrator, {
    ...{ version: 0, name: "Nesouhlas s dluhem", kinds: ["dispute"], priority: "high" },
    operatorId: supervisor.actor.operatorId,
  });
  await saveCanned(administrator, {
    ...{ version: 0, shortcut: "zustatek", kinds: ["payment"] },
    texts: {
      cs: "Dobrý den, {Klient.CeléJméno},\ndnes zbývá uhradit {Dluh.Celkem}.",
      en: "Hello {client.fullName},\n{debt.total} is owed today.",
    },
  });
  await saveCanned(administrator, {
    ...{ version: 0, shortcut: "prijato" },
    texts: { cs: "Děkujeme, požadavek jsme přijali a ozveme se." },
  });
  const [client] = clients;
  if (!client) return;
  const { tenantId } = administrator.actor;
  const { email, password } = client;
  const input = { email, password };
  const { secret } = await signInClient(administrator, tenantId, { input, visitor });
  const actor = await clientOfSession(administrator, secret);
  if (!actor) throw new Error("the demo's client is not let in");
  const { db, keys, log, now } = administrator;
  const door = { db, keys, log, now, actor, today: makeToday(now) };
  for (const asked of ASKED) {
    await openRequest(door, { ...asked, idempotencyKey: `demo-${asked.kind}` });
  }
  await answerOne({ administrator });
}

/** The one about instalments is answered, and waits for the client. */
async function answerOne({ administrator }: Pick<Agency, "administrator">): Promise<void> {
  const { items } = await listDesk(administrator, { filter: { kinds: ["instalments"] } });
  const [request] = items;
  if (!request) return;
  const { caseId } = request;
  const { operatorId: ownerId } = administrator.actor;
  await assignRequests(administrator, { caseIds: [caseId], ownerId, reason: "Zná případ" });
  await answerRequest(administrator, {
    ...{ caseId, text: "Dobrý den, ano. Kalendář pošlu během dneška." },
    idempotencyKey: "demo-answer",
  });
}
