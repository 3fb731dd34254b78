"use client";

import { useTranslations } from "next-intl";
import { trpc } from "../api/crm";
import { Section } from "../ui/section";
import { ClientChangeRow } from "./client-change";

/** What the client said of this card; nothing where they never did. */
export function PartyChanges({ partyId }: { partyId: number }) {
  const t = useTranslations("clients.changes");
  const { data } = trpc.organisations.changes.useQuery({ partyId });
  if (!data || data.length === 0) return null;
  return (
    <Section title={t("section")} count={data.length}>
      <ul className="divide-y divide-rule">
        {data.map((change) => (
          <ClientChangeRow key={change.id} change={change} isNamed={false} />
        ))}
      </ul>
    </Section>
  );
}
