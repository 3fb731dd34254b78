import { DomainError } from "@/server/kernel/errors";
import { fold } from "@/server/kernel/fold";
import { COMMON_WORDS } from "./common-passwords";

export const PASSWORD_LENGTH_MIN = 12;
export const PASSWORD_LENGTH_MAX = 200;
/** Shorter parts of a name or an e-mail occur in words by chance. */
const PERSONAL_PART_MIN = 4;
const DIFFERENT_LETTERS_MIN = 5;
const KEYBOARD_RUNS = [
  "01234567890123456789",
  "abcdefghijklmnopqrstuvwxyz",
  "98765432109876543210",
];

export interface PasswordOwner {
  email: string;
  name: string;
  /** The password that is being replaced. */
  old?: string;
  /** More words that everybody would try first: the name of the house. */
  words?: readonly string[];
  /** Where the password alone lets one in, more is wanted. */
  lengthMin?: number;
}

export type PasswordFault =
  | "password_too_short"
  | "password_too_long"
  | "password_unchanged"
  | "password_personal"
  | "password_common";

const LOOKALIKES: Record<string, string> = {
  "0": "o",
  "1": "i",
  "3": "e",
  "4": "a",
  "5": "s",
  "7": "t",
};
const REPLACED_SIGNS: Record<string, string> = { "@": "a", $: "s", "!": "i", "€": "e" };

/** True for "hesloheslo": the text is one common word, one or more times. */
function isMadeOfCommonWord(letters: string): boolean {
  if (letters.length === 0) return false;
  for (let size = 3; size <= letters.length; size += 1) {
    if (letters.length % size !== 0) continue;
    const part = letters.slice(0, size);
    if (part.repeat(letters.length / size) === letters && COMMON_WORDS.has(part)) return true;
  }
  return false;
}

function isCommon(password: string): boolean {
  const folded = fold(password);
  if (new Set(folded).size < DIFFERENT_LETTERS_MIN) return true;
  if (KEYBOARD_RUNS.some((run) => run.includes(folded))) return true;
  const bare = folded.replace(/[^\p{L}]/gu, "");
  const undressed = [...folded]
    .map((sign) => REPLACED_SIGNS[sign] ?? LOOKALIKES[sign] ?? sign)
    .join("")
    .replace(/[^\p{L}]/gu, "");
  // "Heslo1234567", "P@ssw0rd!!!!" with its trailing digits and signs cut off first.
  const stem = folded.replace(/[\d\p{P}\p{S}\s]+$/u, "");
  const undressedStem = [...stem]
    .map((sign) => REPLACED_SIGNS[sign] ?? LOOKALIKES[sign] ?? sign)
    .join("")
    .replace(/[^\p{L}]/gu, "");
  return [bare, undressed, undressedStem].some(isMadeOfCommonWord);
}

function isPersonal(password: string, owner: PasswordOwner): boolean {
  const folded = fold(password);
  const known = [owner.email, owner.name, ...(owner.words ?? [])].join(" ");
  const parts = known.split(/[^\p{L}\p{N}]+/u).map(fold);
  return parts.some((part) => part.length >= PERSONAL_PART_MIN && folded.includes(part));
}

/** What is wrong with a new password, or null. Length first (NIST SP 800-63B), no rules of signs. */
export function passwordFault(password: string, owner: PasswordOwner): PasswordFault | null {
  const length = [...password].length;
  if (length < (owner.lengthMin ?? PASSWORD_LENGTH_MIN)) return "password_too_short";
  if (length > PASSWORD_LENGTH_MAX) return "password_too_long";
  if (owner.old !== undefined && owner.old === password) return "password_unchanged";
  if (isPersonal(password, owner)) return "password_personal";
  return isCommon(password) ? "password_common" : null;
}

/** Throws DomainError invalid `access.<fault>`. */
export function assertGoodPassword(password: string, owner: PasswordOwner): void {
  const fault = passwordFault(password, owner);
  const min = owner.lengthMin ?? PASSWORD_LENGTH_MIN;
  if (fault) throw new DomainError("invalid", `access.${fault}`, { min });
}
