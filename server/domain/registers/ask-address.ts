import type { AddressCheck, AddressKind } from "@/db/values/parties";
import type { HitRemark } from "@/db/values/register-meanings";
import { standardiseAddress } from "@/server/connectors/ares";
import type { Context } from "../context";
import { postalAddress } from "../parties";
import type { Asking } from "./askers";
import type { Question } from "./check-party";
import { askOffline } from "./offline-addresses";
import { mapRecords, type RegisterRecord } from "./record";
import { accessOf } from "./register-access";
import type { Subject, SubjectAddress } from "./subject";

/** Candidates that a person may choose from; more are no help. */
const CANDIDATES_MAX = 20;

/** Whether a Czech address of the party exists; the one that letters go to unless another is named. */
export function addressQuestion(ctx: Context, subject: Subject, asking: Asking): Question | null {
  const address = addressOf(subject, asking.addressKind);
  if (address === null || !address.city || address.country !== "CZ") return null;
  return {
    askedBy: "address",
    address: { kind: address.kind, key: address.key },
    ask: async (service) =>
      mapRecords(await standardiseAddress(accessOf(ctx, service), address), (standing) =>
        addressRecord(subject, address, {
          result: standing.result,
          point: standing.address?.addressPoint ?? null,
          line: standing.address?.text ?? null,
          candidates: standing.candidates.flatMap(({ text }) => text ?? []),
          isOffline: false,
        }),
      ),
    askOffline: async (tx) => {
      const asked = await askOffline(tx, address.key);
      return asked && mapRecords(asked, (found) => addressRecord(subject, address, found));
    },
  };
}

function addressOf(
  { addresses }: Subject,
  kind: AddressKind | null | undefined,
): SubjectAddress | null {
  if (kind) return addresses.find((each) => each.kind === kind) ?? null;
  return postalAddress(addresses) ?? addresses[0] ?? null;
}

export interface FoundAddress {
  result: Exclude<AddressCheck, "not_found">;
  point: string | null;
  line: string | null;
  candidates: readonly string[];
  isOffline: boolean;
}

const REMARKS: Readonly<Record<FoundAddress["result"], readonly HitRemark[]>> = {
  exact: [],
  ambiguous: ["address_ambiguous"],
  number_unknown: ["address_number_unknown"],
  municipality_only: ["address_municipality_only"],
};

function addressRecord(
  subject: Subject,
  address: SubjectAddress,
  found: FoundAddress,
): RegisterRecord {
  const { result, point, line, isOffline } = found;
  const candidates = found.candidates.slice(0, CANDIDATES_MAX);
  const { kind, key } = address;
  return {
    ...{ mark: point ?? key, fileMark: null, court: null, stateCode: result },
    ...{ name: subject.fullName, birthOn: null, registrationNo: null },
    address: line ?? candidates[0] ?? null,
    ...{ startedOn: null, endedOn: null, isCoDebtor: false },
    url: point === null ? null : `https://vdp.cuzk.gov.cz/vdp/ruian/adresnimista/${point}`,
    quality: result === "exact" ? "identifier" : "suspected",
    remarks: REMARKS[result],
    details: { address: { kind, key, result, addressPoint: point, candidates, isOffline } },
  };
}
