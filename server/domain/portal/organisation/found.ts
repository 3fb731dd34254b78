import type { Tx } from "@/db/client";
import { DomainError, isDomainError } from "@/server/kernel/errors";
import { parseRegistrationNo } from "@/server/kernel/identifiers";
import {
  type Context,
  inService,
  inTransaction,
  type PortalContext,
  type SystemActor,
} from "../../context";
import { createParty } from "../../parties";
import { giveValues } from "../changes/give-values";
import type { GivenValues } from "../changes/inputs";
import { type FoundInput, foundInput } from "./inputs";
import { insertJoin, requireFree } from "./join";
import { loadStanding } from "./standing";

/**
 * A client brings their organisation in: a card is made at once, or the one that has the number is
 * linked, and somebody confirms that they belong to it. The answer is the same either way, so that
 * nobody learns by it whom the tenant knows. Throws invalid `kernel.registration_no_…`, precondition
 * `portal.has_organisation`, `portal.join_waiting`, and what a form of ours would refuse.
 */
export async function foundOrganisation(ctx: PortalContext, raw: FoundInput): Promise<void> {
  const input = foundInput.parse(raw);
  const number = parseRegistrationNo(input.registrationNo, { country: input.country });
  if (!number.ok) {
    const params = { ...number.finding.params, field: "registrationNo" };
    throw new DomainError("invalid", number.finding.code, params);
  }
  const { portalUserId } = ctx.actor;
  await inTransaction(inService(ctx, "portal"), async (inner, tx) => {
    await requireFree(tx, await loadStanding(tx, portalUserId, { isLocked: true }));
    const company = { ...input, registrationNo: number.value };
    const values = valuesOf(input);
    const organisationId =
      (await findCard(tx, company)) ?? (await makeCard(inner, tx, { company, values }));
    await insertJoin(inner, tx, {
      ...{ portalUserId, organisationId, codeId: null, sight: "organisation", isFounder: true },
      ...{ given: { registrationNo: number.value, ...values }, state: "waiting" },
    });
  });
}

const valuesOf = (input: ReturnType<typeof foundInput.parse>): Partial<GivenValues> => ({
  name: input.name,
  taxId: input.taxId || null,
  legalForm: input.legalForm || null,
  address: input.address,
  contactPerson: input.contactPerson,
});

interface Company {
  name: string;
  registrationNo: string;
  country: string;
}

async function findCard({ sql }: Tx, company: Company): Promise<number | null> {
  const [row] = await sql<{ id: number }[]>`
    select id from parties where registration_no = ${company.registrationNo}
       and country = ${company.country} and merged_into_id is null`;
  return row?.id ?? null;
}

/** Two who bring the same in at once make one card. */
async function makeCard(
  ctx: Context<SystemActor>,
  tx: Tx,
  { company, values }: { company: Company; values: Partial<GivenValues> },
): Promise<number> {
  const { name: fullName, registrationNo, country } = company;
  const made = await createParty(ctx, {
    ...{ kind: "legal_entity", fullName, registrationNo, country, isKnownToDiffer: true },
  }).catch((cause: unknown) => {
    if (isDomainError(cause) && cause.code === "parties.registration_no_taken") return null;
    throw cause;
  });
  if (made) {
    const { partyId } = made;
    await giveValues(ctx, { partyId, version: null, values, confirmed: [] });
    return partyId;
  }
  const known = await findCard(tx, company);
  if (known === null) throw new DomainError("conflict", "portal.changed_meanwhile");
  return known;
}
