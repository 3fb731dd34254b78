import type { Register } from "@/db/values/registers";
import type { Context } from "../context";
import { isirQuestion } from "./ask-isir-cz";
import { replikQuestion } from "./ask-isir-sk";
import type { Question } from "./check-party";
import type { Subject } from "./subject";

/** Null: the party has nothing by which this register could be asked. */
type Asker = (ctx: Context, subject: Subject, documentNo: string | null) => Question | null;

/** How each register is asked about a party. One that is not here has no machine to ask. */
export const ASKERS: Readonly<Partial<Record<Register, Asker>>> = {
  isir_cz: isirQuestion,
  isir_sk: replikQuestion,
};
