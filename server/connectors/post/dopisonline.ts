import { createHash } from "node:crypto";
import type { Carrier, Handed, Progress } from "@/server/kernel/delivery";
import { openGate } from "@/server/kernel/gate";
import {
  baseOf,
  type CarrierRules,
  callWeb,
  carrierSilent,
  multipartBody,
  stuck,
  verdictOf,
  verdictOfOdd,
  webRulesOf,
} from "../web";
import { isFault, type Order, readOrders, readSent } from "./dopisonline-answers";
import { DOPISONLINE_BASE_URL, type DopisOnlineSettings, openAsking } from "./dopisonline-ask";
import { type Desk, NAME, openDesk } from "./dopisonline-desk";
import { findLetter } from "./find-letter";
import { type LetterMessage, letterFault } from "./letter";
import { letterXml } from "./letter-xml";
import { askParcels, type ParcelState, TRACKING_URL } from "./parcel-history";

const CODE = "dopisonline";
const AT_ONCE = 2;

/** Another way for letters to leave: DopisOnline. */
export interface PostCarrier extends Carrier<LetterMessage>, Desk {}

/**
 * Hybrid post of Česká pošta by DopisOnline: it prints, envelopes and posts. That it took a letter
 * counts as posting. It knows no idempotency key; ours is the name of the files, which some of its
 * answers repeat.
 */
export function openDopisOnline(settings: DopisOnlineSettings, rules: CarrierRules): PostCarrier {
  const ask = openAsking(settings, rules);
  const list = async (fields: Record<string, string>): Promise<Order[] | string> => {
    const answer = await ask("donPrehledZak.php", fields);
    if ("why" in answer) return answer.why;
    return readOrders(answer.body);
  };
  return {
    code: CODE,
    ...openDesk(ask),
    hand: (letter, key) => hand(letter, nameOf(key), { settings, rules }),
    async find(_letter, key, triedAt) {
      if (!triedAt) return { outcome: "unclear", reason: "tried_at_unknown" };
      const ofDay = (day: string) => list({ zasilka: "", datum: day.replaceAll("-", "") });
      return findLetter(ofDay, { key: nameOf(key), triedAt, rules });
    },
    async follow(providerIds) {
      const gate = openGate(AT_ONCE);
      const one = (id: string) => gate(() => list({ zasilka: id, datum: "" }));
      const answers = await Promise.all(providerIds.map(one));
      const [first] = answers;
      const isHeard = answers.some((answer) => typeof answer !== "string" || isFault(answer));
      if (typeof first === "string" && !isHeard) throw carrierSilent(NAME, first);
      const orders = answers.flatMap((answer, index) => asked(answer, providerIds[index] ?? ""));
      const numbers = orders.flatMap(({ postingNo }) => postingNo ?? []);
      const url = settings.trackingUrl ?? TRACKING_URL;
      const parcels = await askParcels(numbers, { url, rules });
      return orders.flatMap((order) => progressOf(order, parcels.get(order.postingNo ?? "")));
    },
  };
}

/** The order that was asked for. Alone in its list it is the one, under whatever number of theirs. */
function asked(answer: Order[] | string, id: string): Order[] {
  if (typeof answer === "string") return [];
  const [only, second] = answer;
  if (only && !second) return [{ ...only, id }];
  return answer.filter((order) => order.id === id);
}

const UUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/;

/** A key as a part of a file's name, of a form that no other key can be a part of. */
const nameOf = (key: string): string =>
  UUID.test(key) ? key : createHash("sha256").update(key).digest("hex").slice(0, 40);

async function hand(
  letter: LetterMessage,
  name: string,
  at: { settings: DopisOnlineSettings; rules: CarrierRules },
): Promise<Handed> {
  const { settings, rules } = at;
  const { user, password, baseUrl = DOPISONLINE_BASE_URL, postageCodes } = settings;
  const fault = letterFault(letter);
  if (fault !== null) return { outcome: "refused", reason: fault };
  // Nobody has said how its wire asks for colour; black and white would be something else.
  if (letter.isColour) return { outcome: "refused", reason: "colour" };
  const postageCode = postageCodes[letter.deliveryMode];
  if (!postageCode) return stuck("postage_code");
  const fileNames = letter.pdf.map((_, index) => `${name}-${index + 1}.pdf`);
  const bytes = Buffer.from(letterXml(letter, { postageCode, fileNames }));
  const { headers, body } = multipartBody([
    { name: "user", value: user },
    { name: "password", value: password },
    { name: "soubor", fileName: `${name}.xml`, mediaType: "text/xml", bytes },
  ]);
  const url = new URL("donApi.php", baseOf(baseUrl));
  const outcome = await callWeb({ url, method: "POST", headers, body }, webRulesOf(rules));
  const verdict = verdictOf(outcome, rules.now());
  if (verdict !== null || outcome.kind !== "answer") return verdict ?? verdictOfOdd(200);
  return readSent(outcome);
}

const CANCELLED = "46";
const ACTIVE = "20";

function progressOf(order: Order, parcel: ParcelState | undefined): Progress[] {
  const { id, handling, postingNo, postedAt, taken } = order;
  const { price, priceText } = taken;
  const known = {
    ...(price ? { price } : {}),
    ...(priceText ? { priceText } : {}),
    ...(postingNo === null ? {} : { postingNo }),
  };
  const detail = `zpracovani ${handling}`;
  if (handling === CANCELLED) {
    return [{ providerId: id, state: "undelivered", at: null, detail, ...known }];
  }
  if (parcel) return [{ providerId: id, ...parcel, ...known }];
  const isUnderway = handling === ACTIVE || postingNo !== null;
  return isUnderway ? [{ providerId: id, state: "sent", at: postedAt, detail, ...known }] : [];
}
