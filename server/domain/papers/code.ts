import { type DoorAddress, doorLink } from "@/server/kernel/door-link";
import type { Keys } from "../keys";

/** Without signs that look like each other on paper. */
const SIGNS = "23456789ABCDEFGHJKMNPQRSTVWXYZ";
const LENGTH = 12;
const GROUP = 4;

/** "7K3M-Q9TB-X2WD": 58 bits, so that no number of guesses that a door lets through finds it. */
export function codeText(random: (length: number) => Buffer): string {
  let signs = "";
  while (signs.length < LENGTH) {
    for (const byte of random(LENGTH)) {
      // A byte beyond the last whole round would make some signs likelier than others.
      if (byte >= SIGNS.length * 8 || signs.length === LENGTH) continue;
      signs += SIGNS[byte % SIGNS.length];
    }
  }
  return (signs.match(new RegExp(`.{${GROUP}}`, "g")) ?? []).join("-");
}

/** As a person copies it from paper. */
const bare = (code: string): string => code.toUpperCase().replace(/[^0-9A-Z]/g, "");

export const codeHash = (
  keys: Keys,
  { tenantId, number, code }: { tenantId: number; number: string; code: string },
): Buffer => keys.hash("portal:paper", `${tenantId}:${number}:${bare(code)}`);

/** Where anybody checks a paper. */
export function checkLink(door: DoorAddress, paper: { number: string; code: string }): string {
  return doorLink(door, `/verify?${new URLSearchParams(paper)}`);
}
