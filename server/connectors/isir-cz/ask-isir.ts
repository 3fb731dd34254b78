import type { Asked } from "@/server/kernel/register-answer";
import {
  callRegister,
  type RegisterAccess,
  SOAP_HEADERS,
  unasked,
  writeSoapQuestion,
} from "../registers";
import type { IsirQuestion, IsirRecord } from "./isir";
import { questionContent } from "./question";
import { ISIR_ASKED, readIsirAnswer } from "./read-answer";

/** A hundred rows take a tenth of it. */
const BYTES_MAX = 4 * 1024 * 1024;

/**
 * Asks the Czech insolvency register (ISIR, service WS2) for a person, a company or a proceeding:
 * running ones and ended ones, as the register keeps them. Never throws, and no word of trouble
 * repeats whom it was asked for. `clear`: the register has nobody such; it deletes debtors five
 * years after the end (§ 425 of act 182/2006), so it does not say that there never was anything.
 */
export async function askIsir(
  access: RegisterAccess,
  question: IsirQuestion,
): Promise<Asked<IsirRecord>> {
  const content = questionContent(question);
  if (content === null) return unasked("no_identifier");
  const body = writeSoapQuestion(ISIR_ASKED, content);
  const call = { method: "POST", headers: SOAP_HEADERS, body, bytesMax: BYTES_MAX } as const;
  return callRegister(access, call, (reply) => readIsirAnswer(reply, question));
}
