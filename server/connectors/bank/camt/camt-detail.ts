import { labelledSymbols, mergedSymbols, slashSymbols } from "../symbols-in-text";
import type { Detail } from "./camt-entry";
import type { CamtField } from "./camt-paths";
import { xmlMinor } from "./camt-values";

/** What stands in one TxDtls, as far as it was read. */
export type OpenDetail = {
  values: Map<CamtField, string>;
  unstructured: string[];
  references: string[];
  isReturn: boolean;
};

export function openDetail(): OpenDetail {
  return { values: new Map(), unstructured: [], references: [], isReturn: false };
}

/** Takes a field of a payment; several of some kinds are possible, of others the first counts. */
export function takeField(detail: OpenDetail, field: CamtField, text: string): void {
  const value = text.trim();
  if (field === "Return") detail.isReturn = true;
  else if (value === "") return;
  else if (field === "Unstructured" || field === "Remark") detail.unstructured.push(value);
  else if (field === "CreditorReference") detail.references.push(value);
  else if (field === "OwnReference") {
    detail.references.push(`${detail.values.get("OwnReferenceType") ?? ""}:${value}`);
  } else if (field === "OwnReferenceType" || !detail.values.has(field)) {
    detail.values.set(field, value);
  }
}

// The amount in the account's own currency stands in one of these.
const AMOUNTS: readonly [CamtField, CamtField][] = [
  ["DetailAmount", "DetailCurrency"],
  ["TransactionAmount", "TransactionCurrency"],
  ["InstructedAmount", "InstructedCurrency"],
];

/** The payment without its text; what its amount says must be an amount, or this is null. */
export function closeDetail(
  { values, unstructured, references, isReturn }: OpenDetail,
  { currency, sign, raw }: { currency: string; sign: 1 | -1; raw: string },
): Detail {
  const value = (field: CamtField) => values.get(field) ?? null;
  const stated = references.filter((reference) => !isSymbol(reference));
  return {
    amountMinor: amountOf(values, { currency, sign }),
    debtor: {
      name: value("DebtorName"),
      account: value("DebtorIban") ?? value("DebtorAccount"),
      bank: value("DebtorBank"),
    },
    creditor: {
      name: value("CreditorName"),
      account: value("CreditorIban") ?? value("CreditorAccount"),
      bank: value("CreditorBank"),
    },
    reference: value("DetailReference"),
    instruction: value("Instruction"),
    endToEnd: value("EndToEnd"),
    symbols: mergedSymbols([
      ...references.map(labelledSymbols),
      slashSymbols(value("EndToEnd") ?? ""),
      slashSymbols(value("Instruction") ?? ""),
      ...unstructured.map(slashSymbols),
    ]),
    message: [...new Set([...unstructured, ...stated])],
    text: value("DetailText"),
    isReturn,
    raw,
  };
}

function amountOf(
  values: ReadonlyMap<CamtField, string>,
  { currency, sign }: { currency: string; sign: 1 | -1 },
): number | null {
  const own = AMOUNTS.find(
    ([amount, unit]) => values.has(amount) && (values.get(unit) ?? currency) === currency,
  );
  if (own === undefined) return null;
  const minor = xmlMinor(values.get(own[0]) ?? "");
  if (typeof minor === "string") return null;
  const side = values.get("DetailSide");
  const turned = side === "CRDT" ? 1 : side === "DBIT" ? -1 : sign;
  return minor === 0 ? 0 : turned * minor;
}

function isSymbol(reference: string): boolean {
  const { variableSymbol, specificSymbol, constantSymbol } = labelledSymbols(reference);
  return variableSymbol !== null || specificSymbol !== null || constantSymbol !== null;
}
