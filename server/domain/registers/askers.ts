import type { AddressKind } from "@/db/values/parties";
import type { DocumentKind, Register } from "@/db/values/registers";
import type { Context } from "../context";
import { addressQuestion } from "./ask-address";
import { aresQuestion, rpoQuestion, ruzQuestion } from "./ask-companies";
import { documentQuestion } from "./ask-document";
import { isirQuestion } from "./ask-isir-cz";
import { replikQuestion } from "./ask-isir-sk";
import { vatPayersQuestion, viesQuestion } from "./ask-vat";
import type { Question } from "./check-party";
import type { Subject } from "./subject";

/** What a question may need beside the party. */
export interface Asking {
  documentNo?: string | null | undefined;
  documentKind?: DocumentKind | null | undefined;
  addressKind?: AddressKind | null | undefined;
  /** Proceedings that a register's events have named the party in: "INS 99001/2025", "990001". */
  marks?: readonly string[] | undefined;
}

/** Null: the party has nothing by which this register could be asked. */
type Asker = (ctx: Context, subject: Subject, asking: Asking) => Question | null;

/** How each register is asked about a party. One that is not here has no machine to ask. */
export const ASKERS: Readonly<Partial<Record<Register, Asker>>> = {
  isir_cz: isirQuestion,
  isir_sk: replikQuestion,
  ares: aresQuestion,
  rpo: rpoQuestion,
  ruz: ruzQuestion,
  vat_payers: vatPayersQuestion,
  vies: viesQuestion,
  invalid_documents: documentQuestion,
  addresses: addressQuestion,
};
