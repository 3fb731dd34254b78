import { type Day, isDay } from "@/server/kernel/days";
import type { Handed } from "@/server/kernel/delivery";
import { fold } from "@/server/kernel/fold";
import { instantAt } from "@/server/kernel/wall-instant";
import { costOf, type NotTaken, stuck, verdictOfOdd } from "../web";
import { readXml, type XmlElement, xmlChild, xmlChildren } from "../xml";

/** Some answers write names with underscores, some the same names without. */
function field(element: XmlElement, name: string): string {
  const child = element.children.find((each) => each.name.replaceAll("_", "") === name);
  return child?.text.trim() ?? "";
}

/** How an order is worked on: 20 active, 46 cancelled, 50 waiting. */
export type Handling = "20" | "46" | "50" | string;

export interface Order {
  id: string;
  postingNo: string | null;
  /** To the second in lists; an answer to a letter knows only the day. */
  postedAt: Date | null;
  postedOn: Day | null;
  handling: Handling;
  taken: Extract<Handed, { outcome: "accepted" }>;
  /** All that the order says, to look for a name of ours in. */
  words: string;
}

export function readOrder(element: XmlElement): Order | null {
  const id = field(element, "kodobjednavky") || (element.attributes.id ?? "");
  if (id === "") return null;
  const number = field(element, "podacicislo");
  const postingNo = number === "" || number === "neni" ? null : number.replace(/\s/g, "");
  const [day = "", clock = ""] = field(element, "datumpodani").split(/[T ]/);
  const postedOn = isDay(day) ? day : null;
  const isTimed = postedOn !== null && /^\d{2}:\d{2}(:\d{2})?$/.test(clock);
  const sheets = Number(field(element, "pocetlistu"));
  const price = /^\d+(?:[.,]\d+)?/.exec(field(element, "cena"))?.[0].replace(",", ".");
  return {
    ...{ id, postingNo, postedOn, handling: field(element, "zpracovani") },
    postedAt: isTimed ? instantAt(day, clock) : null,
    words: wordsOf(element),
    taken: {
      ...{ outcome: "accepted", providerId: id },
      ...(Number.isSafeInteger(sheets) && sheets > 0 ? { parts: sheets } : {}),
      ...costOf(price, "CZK"),
      ...(postingNo === null ? {} : { postingNo }),
      ...(postedOn === null ? {} : { postedOn }),
    },
  };
}

const wordsOf = ({ attributes, text, children }: XmlElement): string =>
  [...Object.values(attributes), text, ...children.map(wordsOf)].join("\n");

/** What DopisOnline said to a letter: the order, or why there is none. */
export function readSent({ status, body }: { status: number; body: Buffer }): Handed {
  const root = readXml(body);
  if (!root || status !== 200) return verdictOfOdd(status);
  if (root.name === "chyba") return faultOf(field(root, "kod"), field(root, "popis"));
  const faults = xmlChild(root, "chyby");
  const order = readOrder(root);
  if (root.name !== "zakazka" || !faults) return verdictOfOdd(status);
  const state = faults.attributes.stav ?? "";
  if (state === "0" && order) return order.taken;
  // An order in spite of a fault, and none without a fault, are neither a yes nor a no.
  const isRefused = state !== "0" && state !== "" && !order;
  return isRefused ? faultOf(state, wordsOf(faults)) : verdictOfOdd(status);
}

const LOGIN = /hesl|uzivatel|prihlas|opravnen/;
const CREDIT = /kredit|zustat|nedostat|limit/;

/** Its codes are in no list; what they are about is read off the words, which stay here. */
function faultOf(code: string, words: string): NotTaken {
  const folded = fold(words);
  if (LOGIN.test(folded)) return stuck("login");
  if (CREDIT.test(folded)) return stuck("low_credit");
  return { outcome: "refused", reason: `error_${/^\d{1,6}$/.test(code) ? code : "odd"}` };
}

/** Orders of a list, or why it is none. */
export function readOrders(body: Uint8Array): Order[] | string {
  const root = readXml(body);
  if (root?.name === "chyba") return faultOf(field(root, "kod"), field(root, "popis")).reason;
  if (root?.name !== "dopisonline") return "odd_answer";
  const orders = xmlChildren(root, "zakazka").map(readOrder);
  return orders.every((order) => order !== null) ? orders : "odd_answer";
}

/** A word on the question itself, as of an order that it does not know. */
export const isFault = (why: string): boolean => why.startsWith("error_");
