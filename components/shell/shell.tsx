"use client";

import { usePathname, useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import { GoHint } from "./go-hint";
import { MobileBar } from "./mobile-bar";
import { NavProgress } from "./nav-progress";
import {
  type CreateEntry,
  mayEnter,
  type Place,
  visibleCreateEntries,
  visiblePlaces,
} from "./navigation";
import { NoRight } from "./no-right";
import { Palette } from "./palette";
import { type PaletteAction, PaletteActionsProvider } from "./palette-context";
import { usePalettePreferences } from "./palette-preferences";
import { type Preference, usePreferenceEntries } from "./preferences";
import { type Counts, Rail } from "./rail";
import { railCookie } from "./rail-cookie";
import { ShortcutSheet } from "./shortcut-sheet";
import { ShortcutProvider, useShortcut } from "./shortcuts";
import { TopBar } from "./top-bar";
import type { SearchHit } from "./use-search";
import type { ShellUser } from "./user-menu";

export type ShellProps = {
  user: ShellUser;
  tenant: { name: string };
  permissions: readonly string[];
  /** Read from the cookie by the server, so that the page does not jump. */
  railExpanded?: boolean;
  /** Numbers beside places: open tasks, imports that wait. */
  counts?: Counts;
  /** Finds records for the palette. */
  search?: (query: string) => Promise<SearchHit[]>;
  /** Keeps a language, theme or density with the user as well as in the cookie. */
  onPreference?: (preference: Preference) => void;
  onSignOut?: () => void;
  children: ReactNode;
};

/** The frame of every signed-in page. */
export function Shell(props: ShellProps) {
  return (
    <ShortcutProvider>
      <PaletteActionsProvider>
        <Frame {...props} />
      </PaletteActionsProvider>
    </ShortcutProvider>
  );
}

function Frame(props: ShellProps) {
  const { user, tenant, permissions, counts = {}, search, onPreference, onSignOut } = props;
  const t = useTranslations("shell");
  const [isExpanded, toggleRail] = useRail(props.railExpanded ?? false);
  const [open, setOpen] = useState<"palette" | "keys" | null>(null);
  const path = usePathname();
  const places = visiblePlaces(permissions);
  const creates = visibleCreateEntries(permissions);
  const { language, appearance, spacing } = usePreferenceEntries(onPreference);
  useGeneralShortcuts(setOpen);

  return (
    <div className="flex min-h-dvh">
      <a
        href="#content"
        className="sr-only z-70 rounded-md bg-accent text-on-accent focus:not-sr-only focus:fixed focus:top-2 focus:left-2 focus:px-3 focus:py-2"
      >
        {t("nav.skipToContent")}
      </a>
      <NavProgress />
      <Rail places={places} counts={counts} isExpanded={isExpanded} onToggle={toggleRail} />
      <div className="flex min-w-0 flex-1 flex-col">
        <TopBar
          user={user}
          tenantName={tenant.name}
          creates={creates}
          onSearch={() => setOpen("palette")}
          onPreference={onPreference}
          onSignOut={onSignOut}
        />
        <main id="content" tabIndex={-1} className="min-w-0 flex-1 outline-none max-md:pb-14">
          {mayEnter(path, permissions) ? props.children : <NoRight />}
        </main>
      </div>
      <MobileBar
        places={places}
        counts={counts}
        user={user}
        preferences={[language, appearance, spacing]}
        onSearch={() => setOpen("palette")}
        onSignOut={onSignOut}
      />
      <Palette
        open={open === "palette"}
        onOpenChange={(isOpen) => setOpen(isOpen ? "palette" : null)}
        navigation={places.map((place) => toAction(place, t(`nav.${place.key}`)))}
        creates={creates.map(({ key, href, icon }) => ({
          id: `create:${key}`,
          label: t(`create.${key}`),
          href,
          icon,
        }))}
        preferences={usePalettePreferences(onPreference)}
        search={search}
      />
      <ShortcutSheet
        open={open === "keys"}
        onOpenChange={(isOpen) => setOpen(isOpen ? "keys" : null)}
      />
      {places.map((place) => (
        <GoShortcut key={place.key} place={place} />
      ))}
      <QuickShortcut creates={creates} />
      <GoHint places={places} />
    </div>
  );
}

function toAction(place: Place, label: string): PaletteAction {
  const { key, href, icon, letter } = place;
  return { id: `go:${key}`, label, href, icon, shortcut: `g ${letter}` };
}

function useGeneralShortcuts(setOpen: (which: "palette" | "keys") => void): void {
  const t = useTranslations("shell.shortcuts");
  const openPalette = () => setOpen("palette");
  const group = "general" as const;
  useShortcut({ keys: "mod+k", label: t("palette"), group, run: openPalette, everywhere: true });
  useShortcut({ keys: "/", label: t("search"), group, run: openPalette });
  useShortcut({ keys: "?", label: t("help"), group, run: () => setOpen("keys") });
}

/** The quick form, from wherever one is. */
function QuickShortcut({ creates }: { creates: readonly CreateEntry[] }) {
  const t = useTranslations("shell.create");
  const router = useRouter();
  const href = creates.find(({ key }) => key === "quick")?.href;
  const run = () => (href ? router.push(href) : undefined);
  useShortcut({ keys: "q", label: t("quick"), group: "general", run }, href !== undefined);
  return null;
}

function GoShortcut({ place }: { place: Place }) {
  const t = useTranslations("shell.nav");
  const router = useRouter();
  useShortcut({
    keys: `g ${place.letter}`,
    label: t(place.key),
    group: "goTo",
    run: () => router.push(place.href),
  });
  return null;
}

function useRail(initial: boolean): [boolean, () => void] {
  const [isExpanded, setExpanded] = useState(initial);
  function toggle(): void {
    // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is missing in Firefox and Safari.
    document.cookie = `${railCookie}=${isExpanded ? "0" : "1"}; path=/; max-age=31536000; samesite=lax`;
    setExpanded(!isExpanded);
  }
  return [isExpanded, toggle];
}
