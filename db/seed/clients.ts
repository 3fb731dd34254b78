import { generatePassword } from "@/server/domain/access";
import { reading } from "@/server/domain/context";
import { acceptInvitation, DEMO_DOMAIN, inviteClient, saveSite } from "@/server/domain/portal";
import type { Agency, Login } from "./agency";

const visitor = { ip: "127.0.0.1", userAgent: "demo" };

interface Debtor {
  partyId: number;
  kind: string;
  birthOn: string | null;
  registrationNo: string | null;
  refNo: string;
}

/** An open door, and two clients who have come through it: a person and a company that owe. */
export async function admitClients({ administrator }: Agency): Promise<Login[]> {
  await saveSite(administrator, {
    ...{ version: 0, isOpen: true, title: "Inkaso Vltava – klientský portál", accent: "#17506b" },
    ...{ planCountMax: 12, planLeastMinor: 50_000 },
    welcome: { cs: "Vítejte. Najdete tu, co dlužíte, proč, a jak to zaplatit." },
    ...{ languages: ["cs", "sk", "en", "ru"] },
    ...{ contactEmail: "inkaso@demo.saldo.example", contactPhone: "+420 221 000 000" },
  });
  const found = await debtors(administrator);
  const logins: Login[] = [];
  for (const [kind, handle] of [
    ["natural_person", "osoba"],
    ["legal_entity", "firma"],
  ] as const) {
    const debtor = found.find((each) => each.kind === kind);
    if (!debtor) continue;
    const { partyId, birthOn, registrationNo, refNo } = debtor;
    const { token } = await inviteClient(administrator, { partyId, channel: "qr" });
    if (token === null) throw new Error("an invitation on paper has a token");
    const login = { email: `${handle}@${DEMO_DOMAIN}`, password: generatePassword() };
    const input = { token, birthOn, registrationNo, refNo, ...login };
    const door = { ...administrator };
    await acceptInvitation(door, administrator.actor.tenantId, { input, visitor });
    logins.push({ role: kind === "natural_person" ? "person" : "company", ...login });
  }
  return logins;
}

/** Of each kind the one who owes most, with what an invitation asks for. */
const debtors = (administrator: Agency["administrator"]) =>
  reading(administrator, ({ sql }) => {
    return sql<Debtor[]>`
      select distinct on (p.kind) p.id as "partyId", p.kind, p.birth_on as "birthOn",
             p.registration_no as "registrationNo", k.ref_no as "refNo"
        from parties p
        join case_parties cp on cp.party_id = p.id and cp.role = 'debtor'
        join cases k on k.id = cp.case_id and k.voided_at is null and k.closed_at is null
       where p.merged_into_id is null and coalesce(p.birth_on::text, p.registration_no) is not null
         and k.category = 'collection' and k.balance_czk_minor between 1 and 10000000
       order by p.kind, k.claim_count desc, k.balance_czk_minor desc, k.id`;
  });
