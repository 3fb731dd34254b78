import { carrierSilent, type NotTaken } from "../web";
import { childText, readXml, type XmlElement, xmlChildren } from "../xml";
import type { Ask } from "./dopisonline-ask";
import { isPdf } from "./letter";
import type { PostageCode } from "./postage";

export const NAME = "DopisOnline";

export type Cancelled = { outcome: "cancelled" } | NotTaken;

/** What else is done at the counter of the service. Throws external `messages.carrier_silent`. */
export interface Desk {
  /** The services of the contract, with their codes. */
  postageCodes(): Promise<PostageCode[]>;
  /** The sheet that proves the posting; registered letters have one. */
  postingSheet(postingNo: string): Promise<{ name: string; mediaType: string; bytes: Uint8Array }>;
  /** Ids of the orders that can still be called back. */
  cancellable(): Promise<string[]>;
  /** Calls an order back before it is printed. */
  cancel(providerId: string): Promise<Cancelled>;
}

export function openDesk(ask: Ask): Desk {
  const read = async (path: string, fields: Record<string, string>): Promise<XmlElement> => {
    const answer = await ask(path, fields);
    if ("why" in answer) throw carrierSilent(NAME, answer.why);
    const root = readXml(answer.body);
    if (!root || root.name === "chyba")
      throw carrierSilent(NAME, root ? faultIn(root) : "odd_answer");
    return root;
  };
  return {
    async postageCodes() {
      const root = await read("vratCiselnik.php", { typciselniku: "typvyplatneho" });
      const codes = xmlChildren(root, "ciselnik").map((each) => ({
        ...{ code: childText(each, "kod"), label: childText(each, "popis") },
      }));
      if (codes.length === 0) throw carrierSilent(NAME, "odd_answer");
      return codes.filter(({ code }) => code !== "");
    },
    async postingSheet(postingNo) {
      const answer = await ask("podlist.php", { podcislo: postingNo, typvystupu: "D" });
      if ("why" in answer) throw carrierSilent(NAME, answer.why);
      if (!isPdf(answer.body)) throw carrierSilent(NAME, "no_sheet");
      return { name: `${postingNo}.pdf`, mediaType: "application/pdf", bytes: answer.body };
    },
    async cancellable() {
      const root = await read("donStorno.php", { typ: "0" });
      if (childText(root, "stav") !== "0") throw carrierSilent(NAME, "odd_answer");
      return xmlChildren(root, "zasilka").flatMap(({ attributes }) => attributes.cislo ?? []);
    },
    async cancel(providerId) {
      const answer = await ask("donStorno.php", { typ: "1", zasilka: providerId });
      if ("why" in answer) {
        const { why: reason, isUncertain } = answer;
        return { outcome: isUncertain ? "uncertain" : "busy", reason };
      }
      const root = readXml(answer.body);
      const state = root ? childText(root, "stav") : "";
      if (state === "0") return { outcome: "cancelled" };
      const isRefused = root?.name === "chyba" || /^-?\d{1,6}$/.test(state);
      if (!root || !isRefused) return { outcome: "uncertain", reason: "odd_answer" };
      return { outcome: "refused", reason: state === "" ? faultIn(root) : `error_${state}` };
    },
  };
}

function faultIn(root: XmlElement): string {
  const code = childText(root, "kod");
  return `error_${/^\d{1,6}$/.test(code) ? code : "odd"}`;
}
