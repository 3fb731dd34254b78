import type { Tx } from "@/db/client";
import { assertGoodPassword } from "../access";

/** A password alone lets a client in, and then NIST SP 800-63B-4 wants fifteen signs (3.1.1.2). */
export const CLIENT_PASSWORD_LENGTH_MIN = 15;

interface Client {
  email: string;
  name: string;
  /** Names under which the door is known. */
  sites: readonly string[];
  birthOn?: string | null;
  registrationNo?: string | null;
}

/** Throws invalid `access.password_*`: too short, common, of the client's own data or of ours. */
export function assertClientPassword(password: string, client: Client): void {
  const { email, name, sites, birthOn, registrationNo } = client;
  const words = [...sites, registrationNo ?? "", ...writtenDays(birthOn)];
  const owner = { email, name, words, lengthMin: CLIENT_PASSWORD_LENGTH_MIN };
  assertGoodPassword(password, owner);
}

/** "1980-03-04" as people write it into passwords. */
function writtenDays(day: string | null | undefined): string[] {
  const [year, month, of] = day?.split("-") ?? [];
  return year && month && of ? [year + month + of, of + month + year] : [];
}

/** Names under which a tenant's clients know it; for a transaction at the door. */
export async function namesOfSite({ sql }: Tx): Promise<string[]> {
  const [row] = await sql<{ names: string[] }[]>`
    select array[t.name, coalesce(s.title, '')] as names
      from tenants t left join portal_sites s on true`;
  return row?.names ?? [];
}
