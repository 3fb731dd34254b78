import { OWN_INPUTS } from "./read-submission";

const LINK = /https?:\/\/|www\.|\[url/gi;
const LINKS_MAX = 3;
const MAIL = /[^\s@]+@[^\s@]+\.[^\s@]{2,}/;
const DIGITS_MIN = 6;

/**
 * Why what came looks like no person's, as far as its words say: an input filled that no person sees,
 * more links than anybody writes, nothing by which to answer.
 */
export function spamReasons(
  inputs: Readonly<Record<string, string>>,
  values: Readonly<Record<string, string>>,
): string[] {
  const reasons: string[] = [];
  if (inputs[OWN_INPUTS.trap]) reasons.push("trap");
  const words = Object.entries(inputs).filter(([name]) => !name.startsWith("saldo_"));
  const links = words.reduce((sum, [, text]) => sum + (text.match(LINK)?.length ?? 0), 0);
  if (links > LINKS_MAX) reasons.push("links");
  const digits = (values.contactPhone ?? "").replace(/\D/g, "").length;
  const isAnswerable = MAIL.test(values.siteEmail ?? "") || MAIL.test(values.senderEmail ?? "");
  if (!isAnswerable && digits < DIGITS_MIN) reasons.push("no_contact");
  return reasons;
}
