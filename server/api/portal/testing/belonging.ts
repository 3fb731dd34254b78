import { type PortalContext, reading } from "@/server/domain/context";
import { createParty } from "@/server/domain/parties";
import { joinOrganisation, makeOrganisationCode } from "@/server/domain/portal";
import type { PortalScene } from "@/server/domain/portal/testing/portal-scene";

let serial = 10_000;

/** A Czech registration number whose check digit is right. */
export function nextRegistrationNo(): string {
  const seven = String(++serial + 2_000_000).slice(0, 7);
  const sum = [...seven].reduce((all, digit, at) => all + Number(digit) * (8 - at), 0);
  return `${seven}${(11 - (sum % 11)) % 10}`;
}

/** An organisation with a code, and a client who asks to belong to it by another one. */
export async function belonging(scene: PortalScene, ctx: PortalContext, mark: string) {
  const registrationNo = nextRegistrationNo();
  const { partyId } = await createParty(scene.admin, {
    ...{ kind: "legal_entity", fullName: `Firma ${mark}`, registrationNo, isKnownToDiffer: true },
  });
  const { codeId } = await makeOrganisationCode(scene.admin, { partyId });
  const { code } = await makeOrganisationCode(scene.admin, { partyId });
  await joinOrganisation(ctx, { code });
  const [join] = await reading(scene.admin, ({ sql }) => {
    return sql<{ id: number }[]>`select max(id) as id from organisation_joins`;
  });
  return { registrationNo, codeId, joinId: join?.id ?? 0 };
}
