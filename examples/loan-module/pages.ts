import { readFileSync } from "node:fs";
import { keepApplication, sendApplication } from "./apply";
import { type Desk, no } from "./desk";
import { todayOf } from "./figures";
import { type Given, givenOf, readForm } from "./form";
import { formPage, listPage, type View } from "./html";
import { type Asked, Bad, type Reply } from "./http";
import { approve, checkIdCard, payOut, reject } from "./loan";
import { Refused, Silent } from "./saldo";
import type { Application } from "./store";

const STYLE = readFileSync(new URL("style.css", import.meta.url), "utf8");

const html = (body: string, status = 200): Reply => ({
  ...{ status, body, headers: { "content-type": "text/html; charset=utf-8" } },
});
const seeOther = (location: string): Reply => ({ status: 303, body: "", headers: { location } });

/** Pages for people: the list, the form, and the buttons on them. */
export async function pages(desk: Desk, asked: Asked): Promise<Reply> {
  const { method, url, body } = asked;
  const path = url.pathname;
  if (method === "GET") {
    if (path === "/") return html(listPage(desk.store, viewOf(url)));
    if (path === "/new") return html(formPage(givenOf(new URLSearchParams())));
    if (path === "/health") return { status: 200, body: "ok" };
    if (path === "/style.css") {
      return { status: 200, body: STYLE, headers: { "content-type": "text/css; charset=utf-8" } };
    }
    throw new Bad(404, "no such page");
  }
  if (method !== "POST") throw new Bad(405, "GET or POST");
  assertOwnPage(asked);
  const fields = new URLSearchParams(body);
  if (path === "/applications") return takeForm(desk, givenOf(fields));
  const [, , id = "", verb = ""] = path.split("/");
  const application = desk.store.applications.get(id);
  if (!path.startsWith("/applications/") || !application) throw new Bad(404, "no such page");
  return press(desk, application, { verb, reason: fields.get("reason") ?? "" });
}

/** Another page in the same browser could send a form here; browsers say whose form it is. */
function assertOwnPage({ headers, url }: Asked): void {
  if (headers.origin !== url.origin) throw new Bad(403, "forms of this page only");
}

function viewOf({ searchParams: asked }: URL): View {
  const words = asked.get("said") ?? asked.get("no");
  return {
    ...{ isLive: asked.has("live"), type: asked.get("type") ?? "" },
    said: words ? { words, isGood: asked.has("said") } : null,
  };
}

async function takeForm(desk: Desk, given: Given): Promise<Reply> {
  const read = readForm(given, todayOf(desk.now()));
  if ("faults" in read) return html(formPage(given, read.faults), 422);
  const { id } = keepApplication(desk, read.form);
  await sendApplication(desk, id);
  return seeOther(`/#a-${id}`);
}

const VERBS: Readonly<Record<string, (desk: Desk, of: Ready, reason: string) => Promise<string>>> =
  {
    check: (desk, { partyId }) => checkIdCard(desk, { partyId, documentNo: null }),
    approve: (desk, { caseId }) => approve(desk, caseId, { amountMinor: null, incomeMinor: null }),
    reject: (desk, { caseId }, reason) => reject(desk, caseId, { reason, words: null }),
    "pay-out": (desk, { caseId }) => payOut(desk, caseId),
  };

interface Ready {
  caseId: number;
  partyId: number;
}

async function press(
  desk: Desk,
  { id, caseId, partyId }: Application,
  { verb, reason }: { verb: string; reason: string },
): Promise<Reply> {
  if (verb === "send") {
    await sendApplication(desk, id);
    return seeOther(`/#a-${id}`);
  }
  const work = Object.hasOwn(VERBS, verb) ? VERBS[verb] : undefined;
  if (!work) throw new Bad(404, "no such page");
  try {
    if (caseId === null || partyId === null) throw no("Žádost ještě není v Saldu.");
    const said = await work(desk, { caseId, partyId }, reason);
    return seeOther(`/?${new URLSearchParams({ said })}#a-${id}`);
  } catch (error) {
    if (!(error instanceof Refused) && !(error instanceof Silent)) throw error;
    return seeOther(`/?${new URLSearchParams({ no: error.message })}#a-${id}`);
  }
}
