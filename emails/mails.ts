import type { Day } from "@/server/kernel/days";
import type { Currency } from "@/server/kernel/money";

/** What each mail is made of: ids and plain values, as its row keeps them. */
export interface Mails {
  schedule_broken: {
    name: string;
    caseId: number;
    refNo: string;
    debtorName: string;
    position: number;
    count: number;
    dueOn: Day;
    openMinor: number;
    currency: Currency;
  };
  /** A case came to rest in a state that its process tells of. */
  case_step: {
    name: string;
    caseId: number;
    refNo: string;
    title: string;
    /** Names in the reader's language. */
    category: string;
    state: string;
    byName: string | null;
    note: string | null;
    dueOn: Day | null;
  };
  /** What colleagues ask of the reader: new to them, nearly due, or late. */
  collegial_actions: {
    name: string;
    items: {
      actionId: number;
      round: number;
      kind: "vote" | "approve" | "sign" | "acknowledge";
      /** It is theirs now; it is due by tomorrow; its day is over. */
      stage: "asked" | "soon" | "late";
      caseId: number;
      refNo: string;
      title: string;
      dueOn: Day | null;
      assignedName: string;
      /** For whom the reader stands in; null: it is theirs. */
      forName: string | null;
    }[];
  };
  insolvency_changes: {
    runId: number;
    day: Day;
    /** Parties of the check, and how many were done with when it ended. */
    total: number;
    done: number;
    state: "done" | "cancelled" | "failed";
    /** All that changed; the first of them are listed. */
    count: number;
    parties: {
      partyId: number;
      partyName: string;
      isActive: boolean;
      isSuspected: boolean;
      wasActive: boolean | null;
      stateCode: string | null;
      fileMark: string | null;
    }[];
  };
  overdue_digest: {
    name: string;
    day: Day;
    /** All overdue cases; the oldest of them are listed. */
    count: number;
    totals: { currency: Currency; amountMinor: number }[];
    cases: {
      caseId: number;
      refNo: string;
      debtorName: string;
      since: Day;
      balances: { currency: Currency; amountMinor: number }[];
    }[];
    promises: {
      caseId: number;
      refNo: string;
      debtorName: string;
      amountMinor: number;
      currency: Currency;
    }[];
  };
  /** Calls to a program of the customer's were switched off. */
  trigger_off: {
    name: string;
    endpoint: string;
    /** ISO instant. */
    since: string;
  };
  /** To a client: the way to an account at the portal. */
  client_invitation: {
    /** Whose portal it is. */
    sender: string;
    /** The day on which it ends. */
    until: Day;
    /** "/portal/demo/invitation/…", sealed while the row waits: whoever reads it may register. */
    sealedPath: string;
    path?: string;
  };
  /** To a client who asked for it: the way in, for a quarter of an hour. */
  client_sign_in: { sender: string; minutes: number; sealedPath: string; path?: string };
  /** To somebody who wants an account: the way to it, or that they have one. */
  client_registration: {
    sender: string;
    isKnown: boolean;
    sealedPath: string;
    path?: string;
  };
  /** To whom a late request was escalated: its number and subject, nothing of its client. */
  request_escalated: {
    name: string;
    caseId: number;
    refNo: string;
    subject: string;
    promise: "reply" | "resolution";
  };
  /** To whom was erased: what is kept, and why. */
  data_erased: { sender: string; refNo: string };
  /** To a client: somebody of the house has written into their request. */
  request_answered: { sender: string; refNo: string; subject: string; path: string };
}
