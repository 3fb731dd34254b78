import type { Day } from "@/server/kernel/days";
import type { MatchQuality } from "@/server/kernel/register-answer";

export const ISIR_URL = "https://isir.justice.cz:8443/isir_cuzk_ws/IsirWsCuzkService";
export const ISIR_EVENTS_URL = "https://isir.justice.cz:8443/isir_public_ws/IsirWsPublicService";

/** Whom or what the insolvency register is asked for. */
export type IsirQuestion =
  | { by: "birth_number"; birthNumber: string }
  | { by: "registration_no"; registrationNo: string }
  | { by: "person"; surname: string; givenName: string; bornOn: Day }
  /** "INS 99001/2025": the court is no part of it. */
  | { by: "file_mark"; number: number; year: number };

export interface IsirAddress {
  /** As the register names it: "TRVALÁ", "SÍDLO FY". */
  kind: string | null;
  street: string | null;
  houseNumber: string | null;
  city: string | null;
  district: string | null;
  postalCode: string | null;
  country: string | null;
}

/** A debtor in a proceeding, as the register has them. */
export interface IsirRecord {
  /** How sure it is that this is the one asked for; null for a co-debtor, who was not. */
  match: MatchQuality | null;
  /** Added by the register because of the same proceeding: a spouse, a joint debtor. */
  isCoDebtor: boolean;
  /** "KSBR 37 INS 99001/2025"; without the court's prefix where the court is not known. */
  fileMark: string;
  senate: number;
  number: number;
  year: number;
  courtName: string | null;
  courtPrefix: string | null;
  /** The code as it came, also one that nobody knows: "ODDLUŽENÍ". Null where none came. */
  state: string | null;
  startedOn: Day | null;
  endedOn: Day | null;
  /** Page of the proceeding on the register's web. */
  detailUrl: string | null;
  /** Surname of a person, name of a company. */
  name: string | null;
  givenName: string | null;
  titlesBefore: string | null;
  titlesAfter: string | null;
  /** Nine or ten digits. */
  birthNumber: string | null;
  /** Eight digits. */
  registrationNo: string | null;
  bornOn: Day | null;
  address: IsirAddress;
}
