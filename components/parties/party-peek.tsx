"use client";

import { useTranslations } from "next-intl";
import { trpc } from "../api/crm";
import { InsolvencyBadge } from "../registers/insolvency";
import { ButtonLink } from "../ui/button";
import { Section } from "../ui/section";
import { Sheet } from "../ui/sheet";
import { SkeletonLines } from "../ui/skeleton";
import { PartyCases } from "./party-cases";
import type { PartyRow } from "./party-columns";
import { PartyIdentity } from "./party-identity";
import { PartyAddresses, PartyContacts } from "./party-reach";

/** A quick look at a party beside the list. */
export function PartyPeek({ row, onClose }: { row: PartyRow | null; onClose: () => void }) {
  const t = useTranslations("parties");
  const { data } = trpc.parties.get.useQuery({ partyId: row?.id ?? 0 }, { enabled: row !== null });
  const party = row && data?.id === row.id ? data : null;
  return (
    <Sheet
      open={row !== null}
      onOpenChange={(isOpen) => (isOpen ? undefined : onClose())}
      title={row?.fullName ?? ""}
      description={row ? t(`kinds.${row.kind}`) : undefined}
      footer={
        row ? (
          <ButtonLink href={`/parties/${row.id}`} kind="primary">
            {t("duplicates.open")}
          </ButtonLink>
        ) : null
      }
    >
      {party ? (
        <div className="grid gap-5">
          <span className="flex empty:hidden">
            <InsolvencyBadge partyId={party.id} />
          </span>
          <PartyIdentity party={party} isBrief />
          <Section title={t("card.contacts")} level={3}>
            <PartyContacts party={party} />
          </Section>
          <Section title={t("card.addresses")} level={3}>
            <PartyAddresses party={party} />
          </Section>
          <Section title={t("card.cases")} level={3} count={party.cases.length}>
            <PartyCases party={party} />
          </Section>
        </div>
      ) : (
        <SkeletonLines lines={8} />
      )}
    </Sheet>
  );
}
