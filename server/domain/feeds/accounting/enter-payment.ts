import { DomainError } from "@/server/kernel/errors";
import {
  parseBirthNumber,
  parseRegistrationNo,
  parseVariableSymbol,
} from "@/server/kernel/identifiers";
import type { Parsed } from "@/server/kernel/parsed";
import { parseRefNo } from "@/server/kernel/ref-no";
import { writeAudit } from "../../audit";
import { authorize, authorOf, type Context, inTransaction } from "../../context";
import { birthNumberHash } from "../../keys";
import { type EnterPaymentInput, enterPaymentInput } from "../inputs";
import { lockOwnSource } from "./own-feed";

/** The value of a field that may be left empty; one that is filled must be readable. */
function readOrRefuse<T>(text: string | undefined, parse: (text: string) => Parsed<T>): T | null {
  if (!text) return null;
  const parsed = parse(text);
  if (parsed.ok) return parsed.value;
  throw new DomainError("invalid", parsed.finding.code, parsed.finding.params);
}

/**
 * Enters a payment as one would in the accounting system: into its outbox and nowhere else. It comes
 * to the case by the take-over, as a foreign one would. Sent twice, it is entered once.
 */
export async function enterAccountingPayment(
  ctx: Context,
  raw: EnterPaymentInput,
): Promise<{ externalId: string }> {
  authorize(ctx, "claims:pay");
  const input = enterPaymentInput.parse(raw);
  const birthNumber = readOrRefuse(input.birthNumber, (text) => parseBirthNumber(text));
  const registrationNo = readOrRefuse(input.registrationNo, (text) => parseRegistrationNo(text));
  const caseRef = readOrRefuse(input.caseRef, parseRefNo);
  const symbol = readOrRefuse(input.variableSymbol, parseVariableSymbol);
  const externalId = `T-${input.idempotencyKey}`;
  const { bookedOn, amountMinor, currency, documentNumber, message, counterpartyName } = input;
  const hash = birthNumber && birthNumberHash(ctx.keys, ctx.actor.tenantId, birthNumber.value);
  return inTransaction(ctx, async (inner, tx) => {
    await lockOwnSource(inner, tx);
    const [row] = await tx.sql<{ id: number }[]>`
      insert into accounting_outbox (external_id, document_number, booked_on, amount_minor,
             currency, variable_symbol, case_ref, registration_no, birth_number_hash,
             counterparty_name, message, entered_by, entered_at)
      values (${externalId}, ${documentNumber || null}, ${bookedOn}, ${amountMinor}, ${currency},
              ${symbol?.key ?? null}, ${caseRef}, ${registrationNo}, ${hash},
              ${counterpartyName || null}, ${message || null}, ${authorOf(ctx.actor).id}, ${ctx.now})
      on conflict (tenant_id, external_id) do nothing returning id`;
    if (!row) return { externalId };
    await writeAudit(inner, {
      ...{ action: "feeds.enter-payment", entity: "accounting_payment", entityId: row.id },
      after: { bookedOn, amountMinor, currency, variableSymbol: symbol?.key ?? null, caseRef },
    });
    return { externalId };
  });
}
