"use client";

import Link from "next/link";
import { useTranslations } from "next-intl";
import { Select } from "../form/select";
import { Button, ButtonLink } from "../ui/button";
import type { MenuEntry } from "../ui/menu-entries";
import type { Place } from "./navigation";
import type { Counts } from "./rail";
import { useAccountEntries } from "./user-menu";

type MobileDrawerProps = {
  places: readonly Place[];
  counts: Counts;
  preferences: MenuEntry[];
  onSignOut?: () => void;
};

/** All rooms, preferences and the account, in finger-sized lines. */
export function MobileDrawer({ places, counts, preferences, onSignOut }: MobileDrawerProps) {
  const t = useTranslations("shell.nav");
  return (
    <div className="grid gap-5">
      <ul className="-mx-2">
        {places.map((place) => (
          <li key={place.key}>
            <Link
              href={place.href}
              prefetch={false}
              className="flex h-11 items-center gap-3 rounded-md px-2 text-md hover:bg-hover"
            >
              <place.icon className="size-5 text-ink-3" strokeWidth={1.75} aria-hidden />
              <span className="flex-1">{t(place.key)}</span>
              {counts[place.key] ? (
                <span className="figures text-ink-2">{counts[place.key]}</span>
              ) : null}
            </Link>
          </li>
        ))}
      </ul>
      <div className="grid gap-3 border-rule border-t pt-4">
        {preferences.map((entry) =>
          entry.kind === "radio" ? <Preference key={String(entry.label)} entry={entry} /> : null,
        )}
      </div>
      <Account onSignOut={onSignOut} />
    </div>
  );
}

function Preference({ entry }: { entry: Extract<MenuEntry, { kind: "radio" }> }) {
  return (
    <div className="grid grid-cols-[7rem_1fr] items-center gap-2">
      <span className="text-ink-2">{entry.label}</span>
      <Select
        aria-label={String(entry.label)}
        value={entry.value}
        onChange={entry.onChange}
        options={entry.options.map(({ value, label }) => ({ value, label: String(label) }))}
      />
    </div>
  );
}

function Account({ onSignOut }: { onSignOut?: () => void }) {
  const entries = useAccountEntries(onSignOut);
  return (
    <div className="grid gap-2 border-rule border-t pt-4">
      {entries.map((entry) => {
        if (!("label" in entry) || entry.kind) return null;
        return entry.href ? (
          <ButtonLink key={entry.href} href={entry.href} icon={entry.icon}>
            {entry.label}
          </ButtonLink>
        ) : (
          <Button key="sign-out" icon={entry.icon} onClick={entry.onSelect}>
            {entry.label}
          </Button>
        );
      })}
    </div>
  );
}
