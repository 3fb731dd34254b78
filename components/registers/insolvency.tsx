"use client";

import { CircleHelp, ShieldAlert } from "lucide-react";
import { useTranslations } from "next-intl";
import { useMay } from "../access/account";
import { type RouterOutput, trpc } from "../api/crm";
import { cx } from "../ui/cx";
import { toneText, toneWash } from "../ui/tone";

export type Known = RouterOutput["registers"]["insolvency"][number];
type Standing = "insolvent" | "suspected";

const staleMs = 30_000;

/** What is known of these people's insolvency; asks no register. */
export function useInsolvency(partyIds: readonly number[]) {
  const may = useMay();
  const ids = [...new Set(partyIds)].sort((a, b) => a - b);
  return trpc.registers.insolvency.useQuery(
    { partyIds: ids },
    {
      enabled: may("registers:read") && ids.length > 0,
      staleTime: staleMs,
      placeholderData: (before) => before,
    },
  );
}

const standingOf = (known: readonly Known[], partyId: number): Standing | null => {
  const own = known.filter((each) => each.partyId === partyId);
  if (own.some(({ isActive }) => isActive)) return "insolvent";
  return own.some(({ isSuspected }) => isSuspected) ? "suspected" : null;
};

type BadgeProps = {
  standing: Standing;
  /** Whose it is, where that is not said by what stands beside. */
  name?: string;
  title?: string;
};

function StandingBadge({ standing, name, title }: BadgeProps) {
  const t = useTranslations("registers.badge");
  const tone = standing === "insolvent" ? "danger" : "warning";
  const Icon = standing === "insolvent" ? ShieldAlert : CircleHelp;
  return (
    <span
      title={title}
      className={cx(
        "inline-flex h-5 max-w-full items-center gap-1 self-center rounded-sm px-1.5 font-[600] text-xs",
        toneText[tone],
        toneWash[tone],
      )}
    >
      <Icon className="size-3.5 shrink-0" aria-hidden />
      <span className="truncate">{name ? t(`${standing}Named`, { name }) : t(standing)}</span>
    </span>
  );
}

/**
 * "v insolvenci" or "podezření" beside a name; nothing where nothing is known. `among`: who else stands
 * on the page, so that all of them are asked about at once.
 */
export function InsolvencyBadge({
  partyId,
  among,
}: {
  partyId: number;
  among?: readonly number[];
}) {
  const { data } = useInsolvency(among ?? [partyId]);
  const standing = data ? standingOf(data, partyId) : null;
  const first = data?.find((each) => each.partyId === partyId && each.isActive);
  if (!standing) return null;
  const title = [first?.stateName, first?.fileMark].filter(Boolean).join(" · ");
  return <StandingBadge standing={standing} title={title || undefined} />;
}

type PartiesBadgesProps = {
  parties: readonly { partyId: number; fullName: string }[];
  /** Whoever is called so needs no name at the badge. */
  titleName: string;
};

/** The same for everybody on a case. */
export function PartiesBadges({ parties, titleName }: PartiesBadgesProps) {
  const { data } = useInsolvency(parties.map(({ partyId }) => partyId));
  if (!data || data.length === 0) return null;
  const seen = new Map(parties.map((party) => [party.partyId, party]));
  return [...seen.values()].map(({ partyId, fullName }) => {
    const standing = standingOf(data, partyId);
    if (!standing) return null;
    const name = fullName === titleName ? undefined : fullName;
    return <StandingBadge key={partyId} standing={standing} name={name} />;
  });
}

/** A glyph for narrow places: options of a picker. */
export function InsolvencyGlyph({ known, partyId }: { known?: readonly Known[]; partyId: number }) {
  const t = useTranslations("registers.badge");
  const standing = known ? standingOf(known, partyId) : null;
  if (!standing) return null;
  const Icon = standing === "insolvent" ? ShieldAlert : CircleHelp;
  return (
    <span title={t(standing)} className="inline-flex shrink-0">
      <Icon
        className={cx("size-3.5", standing === "insolvent" ? "text-danger" : "text-warning")}
        aria-hidden
      />
      <span className="sr-only">{t(standing)}</span>
    </span>
  );
}
