import {
  askInvalidDocument,
  documentNumber,
  kindsOfNumber,
} from "@/server/connectors/invalid-documents";
import { DomainError } from "@/server/kernel/errors";
import type { Context } from "../context";
import type { Asking } from "./askers";
import type { Question } from "./check-party";
import { mapRecords } from "./record";
import { accessOf } from "./register-access";
import type { Subject } from "./subject";

/**
 * Whether the document that the person showed is listed as invalid. Throws invalid
 * `registers.document_missing` without a number, `registers.document_number` for one that no such
 * document bears.
 */
export function documentQuestion(ctx: Context, subject: Subject, asking: Asking): Question {
  const { documentNo, documentKind } = asking;
  if (!documentNo) throw new DomainError("invalid", "registers.document_missing");
  const kind = documentKind ?? kindsOfNumber(documentNo)[0];
  const number = kind ? documentNumber(kind, documentNo) : null;
  if (!kind || number === null) throw new DomainError("invalid", "registers.document_number");
  return {
    askedBy: "document_no",
    ask: async (service) =>
      mapRecords(await askInvalidDocument(accessOf(ctx, service), { kind, number }), (record) => ({
        ...{ mark: record.number, fileMark: null, court: null, stateCode: record.kind },
        ...{ name: subject.fullName, birthOn: null, registrationNo: null, address: null },
        ...{ startedOn: record.listedSince, endedOn: null, url: null, isCoDebtor: false },
        quality: "identifier",
      })),
  };
}
