import { fold } from "@/server/kernel/fold";
import { DELIVERY_MODES, type DeliveryMode } from "./letter";

/** A service of the post as its own list names it. */
export interface PostageCode {
  code: string;
  label: string;
}

/**
 * The codes under which a contract's letters leave. There are no codes of ours: the list differs
 * between contracts and years, and a wrong one is another service that costs.
 */
export type PostageCodes = Readonly<Partial<Record<DeliveryMode, string>>>;

/** What the label of a service holds, the stricter modes first: each label counts for one. */
const WORDS: readonly [DeliveryMode, RegExp][] = [
  ["ownHands", /vlastnich rukou|vlastni ruce|\bdvr\b/],
  ["registeredReceipt", /dodejk/],
  ["registered", /doporucen/],
  ["ordinary", /obycejn/],
];

/** Which of the services that the post lists are likely meant, for a person to choose from. */
export function suggestPostage(
  codes: readonly PostageCode[],
): Readonly<Record<DeliveryMode, PostageCode[]>> {
  const modeOf = ({ label }: PostageCode) => {
    const folded = fold(label);
    return WORDS.find(([, words]) => words.test(folded))?.[0];
  };
  const found = DELIVERY_MODES.map((mode) => [mode, codes.filter((each) => modeOf(each) === mode)]);
  return Object.fromEntries(found);
}
