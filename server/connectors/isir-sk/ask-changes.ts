import {
  fetchRegister,
  instantOf,
  type RegisterAccess,
  type RegisterReply,
  readSoapAnswer,
  SOAP_HEADERS,
  type Unavailable,
  unavailable,
  writeSoapQuestion,
} from "../registers";
import { xmlChild, xmlChildren } from "../xml";
import { answered, asked } from "./replik";

const OPERATION = "vyhladajPoslednuZmenuOd";
/** As many as the register gives. */
const CHANGES_MAX = 500;
const BYTES_MAX = 4 * 1024 * 1024;

export interface ReplikChange {
  proceedingId: string;
  changedAt: Date;
}

export type ReplikChanges =
  | {
      outcome: "read";
      /** The earliest first. */
      changes: ReplikChange[];
      /** They came in the order of time: of a page that is cut the earliest are there. */
      isRising: boolean;
      /** There may be more: ask again since the last of them. */
      isCut: boolean;
      /** Rows without a proceeding or a time. */
      unreadable: number;
    }
  | Unavailable;

/** Proceedings of the Slovak register that changed since a moment, five hundred. Never throws. */
export async function askReplikChanges(
  access: RegisterAccess,
  since: Date,
): Promise<ReplikChanges> {
  if (Number.isNaN(since.getTime())) return unavailable("no_identifier");
  const body = writeSoapQuestion(asked(OPERATION), [
    ["p:ZmenyOd", since.toISOString()],
    ["p:MaximalnyPocetVysledkov", String(CHANGES_MAX)],
  ]);
  const call = { method: "POST", headers: SOAP_HEADERS, body, bytesMax: BYTES_MAX } as const;
  const came = await fetchRegister(access, call);
  return "outcome" in came ? came : readChanges(came);
}

export function readChanges(reply: RegisterReply): ReplikChanges {
  const read = readSoapAnswer(reply, answered(OPERATION));
  if ("trouble" in read) return read.trouble;
  const list = xmlChild(read.root, "PoslednaZmenaNaKonaniList");
  if (list === undefined) return unavailable("garbage", "no_list");
  const rows = xmlChildren(list, "PoslednaZmenaNaKonani");
  const changes = rows.flatMap(({ attributes }) => {
    const { KonanieId: proceedingId = "", PoslednaZmena: at = "" } = attributes;
    const changedAt = instantOf(at.trim());
    const isWhole = /^\d{1,18}$/.test(proceedingId.trim()) && changedAt !== null;
    return isWhole ? { proceedingId: proceedingId.trim(), changedAt } : [];
  });
  const isRising = changes.every(
    ({ changedAt }, no) => no === 0 || changedAt >= (changes[no - 1]?.changedAt ?? changedAt),
  );
  return {
    ...{ outcome: "read", isRising },
    changes: [...changes].sort((a, b) => a.changedAt.getTime() - b.changedAt.getTime()),
    isCut: rows.length >= CHANGES_MAX,
    unreadable: rows.length - changes.length,
  };
}
