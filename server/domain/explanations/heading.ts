import { formatDay } from "@/server/kernel/days";
import { formatPostalCode } from "@/server/kernel/identifiers";
import type { Locale } from "@/server/kernel/locale";
import { definitionOf, getCase } from "../cases";
import { type Context, reading } from "../context";
import { proceedingsOfCase } from "../proceedings";
import type { ExplanationWords } from "./words";

/** Who the file is about and who made it. */
export interface Heading {
  tenantName: string;
  facts: { label: string; value: string }[];
}

/** Parties with what tells them from others of their name, and the court's mark where there is one. */
export async function headingOf(
  ctx: Context,
  caseId: number,
  { language, words }: { language: Locale; words: ExplanationWords },
): Promise<Heading> {
  const [detail, proceedings, tenantName] = await Promise.all([
    getCase(ctx, { caseId }),
    proceedingsOfCase(ctx, { caseId }),
    tenantNameOf(ctx),
  ]);
  const { roles } = await reading(ctx, (tx) => definitionOf(tx, detail));
  const nameOfRole = (code: string) =>
    roles.find((role) => role.code === code)?.names[language] ?? code;
  const facts = detail.parties.map((party) => ({
    label: nameOfRole(party.role),
    value: describe(party, { language, words }),
  }));
  const hasCreditor = detail.parties.some(({ role }) => CREDITORS.includes(role));
  if (!hasCreditor && detail.creditorName) {
    facts.unshift({ label: words.word("creditor"), value: detail.creditorName });
  }
  for (const { courtFileMark, authorityName } of proceedings) {
    if (!courtFileMark) continue;
    const value = authorityName ? `${courtFileMark}, ${authorityName}` : courtFileMark;
    facts.push({ label: words.word("courtFileMark"), value });
  }
  return { tenantName, facts };
}

/** Roles of who is owed. */
const CREDITORS = ["creditor", "entitled", "plaintiff", "lender"];

type Party = Awaited<ReturnType<typeof getCase>>["parties"][number];

function describe(
  { fullName, birthOn, registrationNo, street, city, postalCode }: Party,
  { language, words }: { language: Locale; words: ExplanationWords },
): string {
  const born = birthOn && words.word("bornOn", { day: formatDay(birthOn, language) });
  const registered = registrationNo && words.word("registrationNo", { number: registrationNo });
  const place = [
    street,
    [postalCode && formatPostalCode(postalCode), city].filter(Boolean).join(" "),
  ]
    .filter(Boolean)
    .join(", ");
  return [fullName, registered || born, place].filter(Boolean).join(", ");
}

async function tenantNameOf(ctx: Context): Promise<string> {
  return reading(ctx, async ({ sql }) => {
    const [row] = await sql<{ name: string }[]>`
      select name from tenants where id = ${ctx.actor.tenantId}`;
    return row?.name ?? "";
  });
}
