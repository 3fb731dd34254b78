"use client";

import { PanelLeftClose, PanelLeftOpen } from "lucide-react";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { useTranslations } from "next-intl";
import { Fragment } from "react";
import { cx } from "../ui/cx";
import { Tooltip } from "../ui/tooltip";
import { Logo } from "./logo";
import { isInside, type Place, type PlaceKey } from "./navigation";

export type Counts = Partial<Record<PlaceKey, number>>;

type RailProps = {
  places: readonly Place[];
  counts: Counts;
  isExpanded: boolean;
  onToggle: () => void;
};

const itemClass =
  "relative flex h-8.5 items-center rounded-md outline-offset-[-2px] focus-visible:outline-spine-mark";

/** The spine of the book: the rooms, always in the same place. */
export function Rail({ places, counts, isExpanded, onToggle }: RailProps) {
  const t = useTranslations("shell");
  return (
    <nav
      aria-label={t("nav.main")}
      className={cx(
        "sticky top-0 hidden h-dvh shrink-0 flex-col bg-spine text-spine-ink-2 md:flex print:hidden",
        isExpanded ? "w-52" : "w-rail",
      )}
    >
      <Link
        href="/"
        prefetch={false}
        aria-label={`${t("app.name")} – ${t("nav.overview")}`}
        className="mx-2 mt-1.5 mb-2 flex h-9 items-center gap-2 rounded-md px-2 text-spine-ink focus-visible:outline-spine-mark"
      >
        <Logo className="shrink-0" />
        {isExpanded ? (
          <span className="font-[650] text-lg tracking-tight">{t("app.name")}</span>
        ) : null}
      </Link>
      <ul className="flex min-h-0 flex-1 flex-col gap-0.5 overflow-y-auto px-2 [scrollbar-width:none]">
        {places.map((place, index) => (
          <Fragment key={place.key}>
            {index > 0 && places[index - 1]?.group !== place.group ? (
              <li aria-hidden className="mx-1 my-1.5 h-px shrink-0 bg-spine-rule" />
            ) : null}
            <li>
              <RailLink place={place} count={counts[place.key]} isExpanded={isExpanded} />
            </li>
          </Fragment>
        ))}
      </ul>
      <RailToggle isExpanded={isExpanded} onToggle={onToggle} />
    </nav>
  );
}

type RailLinkProps = { place: Place; count?: number; isExpanded: boolean };

function RailLink({ place, count, isExpanded }: RailLinkProps) {
  const t = useTranslations("shell.nav");
  const isActive = isInside(usePathname(), place.href);
  const label = t(place.key);
  const link = (
    <Link
      href={place.href}
      prefetch={false}
      aria-current={isActive ? "page" : undefined}
      aria-keyshortcuts={`g ${place.letter}`}
      className={cx(
        itemClass,
        isExpanded ? "gap-2.5 px-2.5" : "justify-center",
        isActive
          ? "bg-spine-selected font-[600] text-spine-ink before:absolute before:inset-y-1.5 before:-left-2 before:w-[3px] before:rounded-r-full before:bg-spine-mark"
          : "hover:bg-spine-hover hover:text-spine-ink",
      )}
    >
      <place.icon className="size-4.5 shrink-0" strokeWidth={1.75} aria-hidden />
      <span className={isExpanded ? "min-w-0 flex-1 truncate" : "sr-only"}>{label}</span>
      {count ? <Count value={count} isDot={!isExpanded} /> : null}
    </Link>
  );
  if (isExpanded) return link;
  return (
    <Tooltip label={label} shortcut={`g ${place.letter}`} side="right">
      {link}
    </Tooltip>
  );
}

function Count({ value, isDot }: { value: number; isDot: boolean }) {
  if (isDot) {
    return (
      <>
        <span
          aria-hidden
          className="absolute top-1.5 right-2 size-1.5 rounded-full bg-spine-mark"
        />
        <span className="sr-only">({value})</span>
      </>
    );
  }
  return <span className="figures text-spine-mark text-xs">{value > 999 ? "999+" : value}</span>;
}

function RailToggle({ isExpanded, onToggle }: { isExpanded: boolean; onToggle: () => void }) {
  const t = useTranslations("shell.nav");
  const Icon = isExpanded ? PanelLeftClose : PanelLeftOpen;
  const label = isExpanded ? t("collapse") : t("expand");
  return (
    <div className="p-2">
      <Tooltip label={label} side="right">
        <button
          type="button"
          aria-label={label}
          aria-expanded={isExpanded}
          onClick={onToggle}
          className={cx(
            itemClass,
            "w-full hover:bg-spine-hover hover:text-spine-ink",
            isExpanded ? "px-2.5" : "justify-center",
          )}
        >
          <Icon className="size-4.5" strokeWidth={1.75} aria-hidden />
        </button>
      </Tooltip>
    </div>
  );
}
