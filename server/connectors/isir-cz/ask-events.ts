import {
  fetchRegister,
  type RegisterAccess,
  SOAP_HEADERS,
  type SoapWord,
  unavailable,
  writeSoapQuestion,
} from "../registers";
import type { XmlFields } from "../xml";
import {
  EVENTS_ASKED,
  type IsirEvents,
  type IsirLastEvent,
  LAST_ASKED,
  readEvents,
  readLastEvent,
} from "./read-events";

/** A thousand events with their notes are some three megabytes. */
const BYTES_MAX = 16 * 1024 * 1024;

/**
 * Events of the whole insolvency register (service WS1) that follow one, a thousand at most. Asked
 * so, nobody learns whom one looks for. Never throws.
 */
export async function askIsirEvents(access: RegisterAccess, afterId: number): Promise<IsirEvents> {
  if (!Number.isSafeInteger(afterId) || afterId < 0) return unavailable("no_identifier");
  const content: XmlFields = [["idPodnetu", String(afterId)]];
  const came = await ask(access, EVENTS_ASKED, content);
  return "outcome" in came ? came : readEvents(came, afterId);
}

/** The id of the newest event. Never throws. */
export async function askLastIsirEvent(access: RegisterAccess): Promise<IsirLastEvent> {
  const came = await ask(access, LAST_ASKED, []);
  return "outcome" in came ? came : readLastEvent(came);
}

function ask(access: RegisterAccess, word: SoapWord, content: XmlFields) {
  const body = writeSoapQuestion(word, content);
  const call = { method: "POST", headers: SOAP_HEADERS, body, bytesMax: BYTES_MAX } as const;
  return fetchRegister(access, call);
}
