"use client";

import { Menu as MenuIcon, Search } from "lucide-react";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { cx } from "../ui/cx";
import type { MenuEntry } from "../ui/menu-entries";
import { Sheet } from "../ui/sheet";
import { MobileDrawer } from "./mobile-drawer";
import { isInside, type Place } from "./navigation";
import type { Counts } from "./rail";
import type { ShellUser } from "./user-menu";

type MobileBarProps = {
  places: readonly Place[];
  counts: Counts;
  user: ShellUser;
  preferences: MenuEntry[];
  onSearch: () => void;
  onSignOut?: () => void;
};

const inBar = ["overview", "cases", "tasks"];
const itemClass =
  "relative flex min-w-0 flex-1 flex-col items-center justify-center gap-0.5 text-2xs focus-visible:outline-offset-[-3px]";

/** The rooms under a thumb: three of them, search, and the rest in a drawer. */
export function MobileBar(props: MobileBarProps) {
  const { places, counts, onSearch } = props;
  const t = useTranslations("shell");
  const path = usePathname();
  const [isOpen, setOpen] = useState(false);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new page closes the drawer.
  useEffect(() => setOpen(false), [path]);

  return (
    <nav
      aria-label={t("nav.main")}
      className="fixed inset-x-0 bottom-0 z-40 flex h-14 border-rule border-t bg-surface pb-[env(safe-area-inset-bottom)] md:hidden print:hidden"
    >
      {places
        .filter((place) => inBar.includes(place.key))
        .map((place) => {
          const isActive = isInside(path, place.href);
          return (
            <Link
              key={place.key}
              href={place.href}
              prefetch={false}
              aria-current={isActive ? "page" : undefined}
              className={cx(itemClass, isActive ? "font-[600] text-accent" : "text-ink-2")}
            >
              <place.icon className="size-5" strokeWidth={1.75} aria-hidden />
              <span className="max-w-full truncate px-1">{t(`nav.${place.key}`)}</span>
              {counts[place.key] ? (
                <span
                  aria-hidden
                  className="absolute top-2 left-1/2 ml-2.5 size-1.5 rounded-full bg-accent"
                />
              ) : null}
            </Link>
          );
        })}
      <button type="button" onClick={onSearch} className={cx(itemClass, "text-ink-2")}>
        <Search className="size-5" strokeWidth={1.75} aria-hidden />
        {t("search.open")}
      </button>
      <button
        type="button"
        aria-expanded={isOpen}
        onClick={() => setOpen(true)}
        className={cx(itemClass, "text-ink-2")}
      >
        <MenuIcon className="size-5" strokeWidth={1.75} aria-hidden />
        {t("nav.more")}
      </button>
      <Sheet
        open={isOpen}
        onOpenChange={setOpen}
        title={props.user.name}
        description={props.user.email}
      >
        <MobileDrawer {...props} />
      </Sheet>
    </nav>
  );
}
