"use client";

import { Building2, type LucideIcon, Store, UserRound } from "lucide-react";
import { useTranslations } from "next-intl";
import type { PartyKind } from "@/db/values/parties";
import { TextLink } from "../ui/button";
import { cx } from "../ui/cx";

const icons: Record<PartyKind, LucideIcon> = {
  natural_person: UserRound,
  sole_trader: Store,
  legal_entity: Building2,
};

/** What sort of party it is, as a glyph; its name is read aloud and shown on hover. */
export function PartyKindGlyph({ kind, className }: { kind: PartyKind; className?: string }) {
  const t = useTranslations("parties.kinds");
  const Icon = icons[kind];
  return (
    <span title={t(kind)} className={cx("inline-flex shrink-0 text-ink-3", className)}>
      <Icon className="size-3.5" aria-hidden />
      <span className="sr-only">{t(kind)}</span>
    </span>
  );
}

export type PartyBadgeProps = {
  party: { id: number; fullName: string; kind?: PartyKind | null };
  /** Off where the badge stands inside something that is a link itself. */
  isLink?: boolean;
  className?: string;
};

/** A party by name, leading to its card. */
export function PartyBadge({ party, isLink = true, className }: PartyBadgeProps) {
  const name = <span className="truncate">{party.fullName}</span>;
  return (
    <span className={cx("inline-flex min-w-0 max-w-full items-center gap-1.5", className)}>
      {party.kind ? <PartyKindGlyph kind={party.kind} /> : null}
      {isLink ? (
        <TextLink href={`/parties/${party.id}`} className="truncate">
          {party.fullName}
        </TextLink>
      ) : (
        name
      )}
    </span>
  );
}
