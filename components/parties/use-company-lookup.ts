"use client";

import { useEffect, useRef, useState } from "react";
import type { CompanyRecord } from "@/server/kernel/company-record";
import type { Finding } from "@/server/kernel/parsed";
import { trpc } from "../api/crm";
import { useErrorText } from "../form/error-text";
import { type Difference, type FilledField, fillCompany, takeField } from "./company-fill";
import type { PartyForm, PartyValues } from "./party-draft";

/** What stands below the fields after a look-up. */
export type Looked =
  | { kind: "found"; company: CompanyRecord; differences: Difference[]; filled: FilledField[] }
  | { kind: "list"; companies: CompanyRecord[]; isCut: boolean }
  | { kind: "clear" }
  | { kind: "unavailable"; reason: string }
  | { kind: "failed"; text: string };

export interface CompanyLookup {
  looked: (Looked & { warnings: Finding[]; taxTrouble: string | null }) | null;
  isLooking: boolean;
  /** There is something to look up: a number, or two letters of a name. */
  isAble: boolean;
  /** There is a number, and it is not the one that was looked up last. */
  isNew: boolean;
  look(): void;
  choose(company: CompanyRecord): void;
  take(field: FilledField): void;
  dismiss(): void;
}

const countryOf = (form: PartyForm) =>
  form.values.country === "SK" ? ("SK" as const) : ("CZ" as const);

/** Sets those fields that a look-up gave another value. */
function setChanged(
  form: PartyForm,
  { before, values }: { before: PartyValues; values: PartyValues },
): void {
  for (const key of ["fullName", "registrationNo", "taxId", "vatId", "legalForm"] as const) {
    if (values[key] !== before[key]) form.set(key, values[key]);
  }
  if (values.kind !== before.kind) form.set("kind", values.kind);
  if (values.addresses !== before.addresses) form.set("addresses", values.addresses);
}

/** Looks a company up by its number, or by its name where there is none, and fills the form. */
export function useCompanyLookup(form: PartyForm): CompanyLookup {
  const lookUp = trpc.registers.lookUpCompany.useMutation();
  const find = trpc.registers.findCompanies.useMutation();
  const errorText = useErrorText();
  const [looked, setLooked] = useState<CompanyLookup["looked"]>(null);
  const [askedNo, setAskedNo] = useState<string | null>(null);
  const number = form.values.registrationNo?.trim() ?? "";
  const name = form.values.fullName?.trim() ?? "";
  const isHome = ["CZ", "SK"].includes(form.values.country ?? "CZ");

  const plain = { warnings: [], taxTrouble: null };
  // A register takes its time, and people type on: what stands by then is not overwritten either.
  const latest = useRef(form.values);
  useEffect(() => {
    latest.current = form.values;
  });

  const put = (values: PartyValues): void => setChanged(form, { before: latest.current, values });

  function fill(
    company: CompanyRecord,
    more: Pick<NonNullable<typeof looked>, "warnings" | "taxTrouble">,
  ): void {
    const { values, filled, differences } = fillCompany(latest.current, company, countryOf(form));
    put(values);
    setLooked({ kind: "found", company, filled, differences, ...more });
  }

  async function byNumber(registrationNo: string): Promise<void> {
    setAskedNo(registrationNo);
    const said = await lookUp.mutateAsync({ registrationNo, country: countryOf(form) });
    if (said.outcome === "found") fill(said.company, said);
    else if (said.outcome === "clear")
      setLooked({ kind: "clear", ...plain, warnings: said.warnings });
    else setLooked({ kind: "unavailable", reason: said.reason, ...plain });
  }

  async function byName(): Promise<void> {
    const said = await find.mutateAsync({ name, country: countryOf(form) });
    if (said.outcome === "found") setLooked({ kind: "list", ...plain, ...said });
    else if (said.outcome === "clear") setLooked({ kind: "clear", ...plain });
    else setLooked({ kind: "unavailable", reason: said.reason, ...plain });
  }

  async function attempt(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      setLooked({ kind: "failed", text: errorText(error), ...plain });
    }
  }

  return {
    looked,
    isLooking: lookUp.isPending || find.isPending,
    isAble: isHome && (number !== "" || name.length >= 2),
    isNew: isHome && number !== "" && number !== askedNo,
    look: () => void attempt(() => (number === "" ? byName() : byNumber(number))),
    // Asked for by its number: only that says the tax number of a Slovak one.
    choose: ({ registrationNo }) => void attempt(() => byNumber(registrationNo)),
    take: (field) => {
      if (looked?.kind !== "found") return;
      put(takeField(latest.current, looked.company, { field, country: countryOf(form) }));
      const differences = looked.differences.filter((each) => each.field !== field);
      setLooked({ ...looked, differences, filled: [...looked.filled, field] });
    },
    dismiss: () => setLooked(null),
  };
}
