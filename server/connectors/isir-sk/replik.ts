import type { Day } from "@/server/kernel/days";
import type { MatchQuality } from "@/server/kernel/register-answer";
import type { SoapWord } from "../registers";

export const REPLIK_URL = "https://replik-ws.justice.sk/ru-verejnost-ws/";

const NAMESPACE = "datatypes.konanie.verejnost.ru.sk.hp.com";
export const asked = (name: string): SoapWord => ({
  ...{ namespace: NAMESPACE, name: `${name}Request` },
});
export const answered = (name: string): SoapWord => ({
  ...{ namespace: NAMESPACE, name: `${name}Response` },
});

/** Whom the register is asked for. It has no search by birth number. */
export type ReplikQuestion =
  | { by: "registration_no"; registrationNo: string }
  | { by: "person"; surname: string; givenName: string; bornOn: Day }
  /** A proceeding by the court's mark, by which the list finds it: others may bear it too. */
  | { by: "file_mark"; fileMark: string; proceedingId: string };

/** A proceeding of a debtor, as the register lists it. */
export interface ReplikRecord {
  /** How sure it is that this is the one asked for. */
  match: MatchQuality;
  proceedingId: string;
  /** Of the court: "2OdK/99/2025"; of the trustee: "2OdK/99/2025 S9999". */
  fileMark: string | null;
  trusteeFileMark: string | null;
  /** "ODDLZENIE_KONKURZ" as it came, also one that nobody knows. */
  kind: string | null;
  /** "ZACATY_PROCES_KONANIA" as it came. */
  state: string | null;
  filedOn: Day | null;
  /** The proceeding began (začatie konania), and the bankruptcy or relief itself. */
  startedOn: Day | null;
  processStartedOn: Day | null;
  endedOn: Day | null;
  endReason: string | null;
  /** As it is written there: "Testoslav Skúšobný", also with titles. */
  debtorName: string | null;
  registrationNo: string | null;
  bornOn: Day | null;
  lastEvent: string | null;
  lastEventOn: Day | null;
  courtCode: string | null;
  courtName: string | null;
  trusteeName: string | null;
  /** Page of the proceeding on the register's web. */
  detailUrl: string;
}

export interface ReplikPerson {
  /** "FyzickaOsoba", "FyzickaOsobaPodnikatel", "PravnickaOsoba". */
  kind: string | null;
  /** Surname of a person, name of a company. */
  name: string | null;
  tradeName: string | null;
  givenName: string | null;
  titlesBefore: string | null;
  titlesAfter: string | null;
  birthNumber: string | null;
  registrationNo: string | null;
  bornOn: Day | null;
  street: string | null;
  /** "217/3": of the register (súpisné) and of the street (orientačné). */
  houseNumber: string | null;
  city: string | null;
  postalCode: string | null;
  country: string | null;
}

/** A proceeding whole; unlike the list it tells the debtor's birth number. */
export interface ReplikProceeding {
  proceedingId: string;
  fileMark: string | null;
  trusteeFileMark: string | null;
  kind: string | null;
  startedOn: Day | null;
  processStartedOn: Day | null;
  courtName: string | null;
  judge: string | null;
  debtor: ReplikPerson | null;
  petitioners: ReplikPerson[];
  detailUrl: string;
}

export const replikDetailUrl = (proceedingId: string): string =>
  `https://replik.justice.sk/ru-verejnost-web/pages/konanieDetail.xhtml?konanieId=${proceedingId}`;
