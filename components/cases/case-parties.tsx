"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Section } from "../ui/section";
import { nameIn, type Process, useProcesses } from "../workflow/processes";
import type { CaseParty, DetailProps } from "./case-detail";
import { PartyLines } from "./party-lines";

export type CasePartiesProps = DetailProps & {
  actions?: ReactNode;
  /** What can be done with one party, at the end of its line. */
  partyActions?: (party: CaseParty) => ReactNode;
};

/** Everybody on the case under their role: who gets the letters, how to reach them. */
export function CaseParties({ detail, actions, partyActions }: CasePartiesProps) {
  const t = useTranslations("cases.page");
  const among = detail.parties.map(({ partyId }) => partyId);
  const process = useProcesses().of(detail.category, detail.fields, detail.processVersion);
  return (
    <Section title={t("parties")} count={detail.parties.length} actions={actions}>
      <ul className="grid gap-3.5">
        {inRoleOrder(detail.parties, process).map((party) => (
          <li key={party.id}>
            <PartyLines
              party={party}
              among={among}
              role={nameIn(process?.roles, party.role)}
              actions={partyActions?.(party)}
            />
          </li>
        ))}
      </ul>
    </Section>
  );
}

/** Parties in the order of the process's roles: the debtor first, contacts last. */
function inRoleOrder(parties: readonly CaseParty[], process: Process | undefined): CaseParty[] {
  const rank = (party: CaseParty) => {
    const at = process?.roles.findIndex((role) => role.code === party.role) ?? -1;
    return at < 0 ? Number.MAX_SAFE_INTEGER : at;
  };
  return parties.toSorted((a, b) => rank(a) - rank(b));
}
