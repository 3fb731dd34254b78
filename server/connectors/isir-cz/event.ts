import type { Day } from "@/server/kernel/days";
import type { IsirAddress } from "./isir";

/** A person of a proceeding, as an event tells of them. */
export interface IsirPerson {
  /** The register's own name of the person in the proceeding. */
  personId: string | null;
  /** "DLUŽNÍK", "SPRÁVCE", "VĚŘITEL" … */
  role: string | null;
  isDebtor: boolean;
  /** "F" a person, "P" a company, "PODNIKATEL" … */
  kind: string | null;
  /** Surname of a person, name of a company. */
  name: string | null;
  tradeName: string | null;
  givenName: string | null;
  titlesBefore: string | null;
  titlesAfter: string | null;
  /** Nine or ten digits. */
  birthNumber: string | null;
  /** Eight digits. */
  registrationNo: string | null;
  bornOn: Day | null;
  /** No longer of the proceeding since. */
  leftOn: Day | null;
  addresses: IsirAddress[];
}

/** What the register says beside an event, from the XML that it wraps in text. */
export interface IsirNote {
  /** "KSJIMBM"; `courtPrefix` is "KSBR". */
  courtCode: string | null;
  courtPrefix: string | null;
  /** The proceeding's state after the event, as the code came. */
  state: string | null;
  /** The proceeding is over, or was a mistake. */
  endedOn: Day | null;
  cancelledOn: Day | null;
  /** Last day to register claims. */
  claimsUntilOn: Day | null;
  /** The debtor was struck off. */
  struckOn: Day | null;
  /** The event itself was taken back. */
  eventCancelledOn: Day | null;
  persons: IsirPerson[];
}

export interface IsirEvent {
  id: number;
  createdAt: Date | null;
  publishedAt: Date | null;
  /** "INS 99001/2025" as it came; what is not of one proceeding bears something else. */
  mark: string;
  proceeding: { number: number; year: number } | null;
  /** A number as text; `isirEventName` knows what it is. */
  type: string;
  description: string | null;
  /** A before the bankruptcy, B after it, C disputes, D other, P claims. */
  section: string | null;
  sectionNo: number | null;
  documentUrl: string | null;
  /** Null where the event has none, or none that can be read (then it is among `unreadable`). */
  note: IsirNote | null;
}

/** A row that could not be read whole; the feed goes on behind it. */
export interface UnreadableEvent {
  /** Null where not even that could be read. */
  id: number | null;
  /** `row`: no event came of it. `note`: the event is there without its note. */
  part: "row" | "note";
}
