import { askVies, type ViesRecord } from "@/server/connectors/vies";
import { DomainError } from "@/server/kernel/errors";
import type { RegisterTrouble } from "@/server/kernel/register-answer";
import type { Context } from "../context";
import { type LookUpVatInput, lookUpVatInput } from "./inputs";
import { authorizeLookup } from "./look-up-company";
import { accessOf } from "./register-access";
import { sayOrAsk } from "./say-or-ask";

/** Whether a number for VAT is valid, and whose, for a form; three outcomes, as always. */
export type VatAnswer =
  | { outcome: "found"; record: ViesRecord; askedAt: Date; isFromLog: boolean }
  /** The state that would have given it says that it is not valid. */
  | { outcome: "clear"; taxId: string; askedAt: Date; isFromLog: boolean }
  | { outcome: "unavailable"; reason: RegisterTrouble };

const VAT = /^[A-Z]{2}[0-9A-Z+*]{2,12}$/;

/**
 * Asks VIES of a number for VAT; one without a prefix is taken for one of `country`. A Slovak DIČ is
 * asked for as the IČ DPH it would be. Throws invalid `registers.vat_bad_shape`.
 */
export async function lookUpVat(ctx: Context, raw: LookUpVatInput): Promise<VatAnswer> {
  authorizeLookup(ctx);
  const { taxId: typed, country, isForced } = lookUpVatInput.parse(raw);
  const bare = typed.toUpperCase().replaceAll(/[\s.-]/g, "");
  const taxId = /^\d/.test(bare) ? `${country}${bare}` : bare;
  if (!VAT.test(taxId))
    throw new DomainError("invalid", "registers.vat_bad_shape", { value: typed });
  const question = { register: "vies", askedBy: "tax_id", question: taxId, isForced } as const;
  const said = await sayOrAsk<ViesRecord>(ctx, question, (service) =>
    askVies(accessOf(ctx, service), { taxId }),
  );
  if (said.outcome === "unavailable") return said;
  const { askedAt, isFromLog } = said;
  const [record] = said.records;
  return record
    ? { outcome: "found", record, askedAt, isFromLog }
    : { outcome: "clear", taxId, askedAt, isFromLog };
}
