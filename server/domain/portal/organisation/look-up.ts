import type { z } from "zod";
import { streetLine } from "@/server/kernel/company-record";
import { DomainError } from "@/server/kernel/errors";
import type { RegisterTrouble } from "@/server/kernel/register-answer";
import { claimAttempt, minutesUntil } from "../../access";
import { inService, type PortalContext } from "../../context";
import { lookUpCompany } from "../../registers";
import { companyInput } from "./inputs";

/** What the state's register says of a company, as far as a form is filled in with it. */
export interface FoundCompany {
  name: string;
  registrationNo: string;
  taxId: string | null;
  legalForm: string | null;
  address: { street: string; city: string; postalCode: string; country: "CZ" | "SK" };
}

export type MyCompanyAnswer =
  | { outcome: "found"; company: FoundCompany }
  | { outcome: "clear" }
  | { outcome: "unavailable"; reason: RegisterTrouble };

/**
 * A company by its number, from the state's register and its budget, in the tenant's own name; each
 * account only so often. Of our own cards nothing is told. Throws invalid
 * `kernel.registration_no_…`, precondition `access.locked`.
 */
export async function companyForMe(
  ctx: PortalContext,
  raw: z.input<typeof companyInput>,
): Promise<MyCompanyAnswer> {
  const { registrationNo, country } = companyInput.parse(raw);
  const { tenantId, portalUserId } = ctx.actor;
  const claim = await claimAttempt(ctx, "companyLookup", `${tenantId}:${portalUserId}`);
  if (claim.isLocked) {
    const minutes = minutesUntil(claim.lockedUntil, ctx.now);
    throw new DomainError("precondition", "access.locked", { minutes });
  }
  const answer = await lookUpCompany(inService(ctx, "portal"), { registrationNo, country });
  if (answer.outcome !== "found") {
    return answer.outcome === "clear"
      ? { outcome: "clear" }
      : { outcome: "unavailable", reason: answer.reason };
  }
  const { name, taxId, legalForm, seat, registrationNo: number } = answer.company;
  return {
    outcome: "found",
    company: {
      ...{ name, registrationNo: number, taxId, legalForm: legalForm?.name ?? null },
      address: {
        street: (seat && streetLine(seat)) ?? "",
        city: seat?.town ?? "",
        ...{ postalCode: seat?.postalCode ?? "", country },
      },
    },
  };
}
