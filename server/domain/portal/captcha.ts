import type { Captcha } from "@/db/values/portal";
import { askCaptcha } from "@/server/connectors/captcha";
import { DomainError, isDomainError } from "@/server/kernel/errors";
import {
  countAtDoor,
  makeChallenge,
  networkOf,
  releaseAtDoor,
  spendProof,
  type Visitor,
} from "../access";
import { atDoor } from "./at-door";
import type { DemoDoor } from "./demo-clients";
import type { PortalSite } from "./site";

/** So many tries that failed, or that cost us work, look like a person's; of one network or account. */
const FREE_TRIES = 3;
const TRIES_MS = 60 * 60_000;

type Site = Pick<PortalSite, "tenantId" | "captcha" | "captchaSiteKey" | "captchaSecret">;

export interface Guest {
  visitor: Visitor;
  /** What the captcha gave the browser; left out: it was not asked yet. */
  answer?: string | null | undefined;
  /** What is tried, so that one account's tries count from everywhere. */
  account?: string | undefined;
}

/** What of a try makes the next one suspicious. */
const SUSPICIOUS: readonly string[] = [
  ...["portal.bad_credentials", "portal.identity_wrong", "portal.invitation_over"],
  ...["portal.sign_in_link_over", "portal.link_over"],
  ...["portal.letter_over", "portal.registration_over"],
];

/**
 * Lets a try at the door through, and remembers whether it was a bad one; `isCounted`: every one is.
 * Counted before it is tried, so that of many at once only a few are free. After those, the next needs an answer of the captcha. Throws precondition `portal.captcha_needed`
 * and `portal.captcha_wrong`, both with what a browser has to show or to work on.
 */
export async function guardDoor<T>(
  door: DemoDoor,
  site: Site,
  { guest, isCounted = false, work }: { guest: Guest; isCounted?: boolean; work: () => Promise<T> },
): Promise<T> {
  const ctx = atDoor(door, site.tenantId);
  const stretches = triesOf(guest).map((each) => ({ ...each, ms: TRIES_MS }));
  const counts = await countAtDoor(ctx, stretches);
  let isKept = false;
  try {
    await requireHuman(door, site, { guest, tries: Math.max(...counts.map((c) => c.count)) });
    isKept = isCounted;
    return await work();
  } catch (error) {
    isKept ||= isDomainError(error) && SUSPICIOUS.includes(error.code);
    throw error;
  } finally {
    if (!isKept) await releaseAtDoor(ctx, stretches);
  }
}

const triesOf = ({ visitor, account }: Guest) => [
  { what: "try-of-network", text: networkOf(visitor.ip) },
  ...(account ? [{ what: "try-of-account", text: account }] : []),
];

async function requireHuman(
  door: DemoDoor,
  site: Site,
  { guest, tries }: { guest: Guest; tries: number },
): Promise<void> {
  if (site.captcha === "none" || tries <= FREE_TRIES) return;
  if (!guest.answer) throw refused(door, site, "portal.captcha_needed");
  const isGood = await isAnswerGood(door, site, { ...guest, answer: guest.answer });
  if (!isGood) throw refused(door, site, "portal.captcha_wrong");
}

function refused(door: DemoDoor, site: Site, code: string): DomainError {
  const { captcha, captchaSiteKey: siteKey, tenantId } = site;
  const task = captcha === "proof" ? makeChallenge({ ...door, tenantId }) : siteKey;
  return new DomainError("precondition", code, { captcha, task });
}

async function isAnswerGood(
  door: DemoDoor,
  site: Site,
  { answer, visitor }: Guest & { answer: string },
): Promise<boolean> {
  const { captcha, captchaSecret, tenantId } = site;
  if (captcha === "proof") return spendProof(atDoor(door, tenantId), answer);
  if (captcha === "none" || captchaSecret === null) return true;
  const secret = door.keys.open(captchaSecret);
  const provider: Exclude<Captcha, "none" | "proof"> = captcha;
  const question = { provider, secret, answer, ip: visitor.ip };
  const isGood = await askCaptcha(question, door.outside?.captchaUrl);
  // Locks of accounts and networks stand all the same: nobody is kept out by a provider's bad day.
  if (isGood === null) door.log.error("the captcha's provider did not answer", { provider });
  return isGood ?? true;
}
