"use client";

import { Plus, Search } from "lucide-react";
import { useTranslations } from "next-intl";
import { useTheme } from "../theme/use-theme";
import { Button } from "../ui/button";
import { IconButton } from "../ui/icon-button";
import { Kbd } from "../ui/kbd";
import { Menu } from "../ui/menu";
import type { CreateEntry } from "./navigation";
import { type Preference, themeIcons, useLanguage, usePreferenceEntries } from "./preferences";
import { type ShellUser, UserMenu } from "./user-menu";

type TopBarProps = {
  user: ShellUser;
  tenantName: string;
  creates: readonly CreateEntry[];
  onSearch: () => void;
  onPreference?: (preference: Preference) => void;
  onSignOut?: () => void;
};

export function TopBar(props: TopBarProps) {
  const { user, tenantName, creates, onSearch, onPreference, onSignOut } = props;
  const { spacing } = usePreferenceEntries(onPreference);
  return (
    <header className="sticky top-0 z-30 flex h-bar shrink-0 items-center gap-1 border-rule border-b bg-paper pr-3 pl-gutter print:hidden">
      <span className="min-w-0 shrink truncate pr-3 font-[600] max-md:flex-1">{tenantName}</span>
      <SearchButton onSearch={onSearch} />
      <span className="flex-1 max-md:hidden" />
      <CreateMenu creates={creates} />
      <span className="mx-1 h-4 w-px bg-rule max-md:hidden" />
      <span className="flex items-center gap-0.5 max-md:hidden">
        <LanguageMenu onPreference={onPreference} />
        <ThemeMenu onPreference={onPreference} />
      </span>
      <span className="ml-1 max-md:hidden">
        <UserMenu user={user} onSignOut={onSignOut} extra={[spacing, { kind: "separator" }]} />
      </span>
    </header>
  );
}

/** Looks like a field, opens the palette: one place to look for anything. */
function SearchButton({ onSearch }: { onSearch: () => void }) {
  const t = useTranslations("shell.search");
  return (
    <button
      type="button"
      onClick={onSearch}
      aria-keyshortcuts="/"
      className="flex h-control w-96 min-w-0 items-center gap-2 rounded-md border border-rule-strong bg-surface px-2 text-ink-3 hover:border-edge max-md:hidden"
    >
      <Search className="size-3.5 shrink-0" aria-hidden />
      <span className="flex-1 truncate text-left">{t("placeholder")}</span>
      <span aria-hidden className="inline-flex">
        <Kbd keys="/" />
      </span>
    </button>
  );
}

function CreateMenu({ creates }: { creates: readonly CreateEntry[] }) {
  const t = useTranslations("shell.create");
  if (creates.length === 0) return null;
  return (
    <Menu
      align="end"
      entries={creates.map(({ key, href, icon }) => ({ label: t(key), href, icon }))}
      trigger={
        <Button kind="secondary" icon={Plus} className="max-md:border-transparent">
          {t("open")}
        </Button>
      }
    />
  );
}

type SwitchProps = { onPreference?: (preference: Preference) => void };

function LanguageMenu({ onPreference }: SwitchProps) {
  const t = useTranslations("shell.user");
  const { language } = usePreferenceEntries(onPreference);
  const { locale, isSwitching } = useLanguage(onPreference);
  return (
    <Menu
      align="end"
      entries={[language]}
      trigger={
        <Button
          kind="quiet"
          aria-label={`${t("language")}: ${locale.toUpperCase()}`}
          loading={isSwitching}
          className="w-9 px-0! text-xs"
        >
          {isSwitching ? null : locale.toUpperCase()}
        </Button>
      }
    />
  );
}

function ThemeMenu({ onPreference }: SwitchProps) {
  const t = useTranslations("shell.user");
  const { theme } = useTheme();
  const { appearance } = usePreferenceEntries(onPreference);
  return (
    <Menu
      align="end"
      entries={[appearance]}
      trigger={<IconButton icon={themeIcons[theme]} label={t("theme")} />}
    />
  );
}
