"use client";

import { BookOpen, KeyRound, LogOut, MonitorSmartphone, Smartphone } from "lucide-react";
import { signOut } from "next-auth/react";
import { useTranslations } from "next-intl";
import { clearPocket, countWaiting } from "../pocket/store";
import { clearDrafts } from "../requests/drafts";
import { Avatar } from "../ui/avatar";
import { Menu } from "../ui/menu";
import type { MenuEntry } from "../ui/menu-entries";

export type ShellUser = {
  name: string;
  email: string;
  role: string;
  language: string;
  theme: string;
};

const roleKeys = ["administrator", "supervisor", "operator", "readOnly"] as const;

/** Account entries: security, devices, sign-out; used by the top bar and by the phone's drawer. */
export function useAccountEntries(onSignOut?: () => void): MenuEntry[] {
  const t = useTranslations("shell.user");
  const pocket = useTranslations("pocket");
  const mayLose = (count: number) => window.confirm(pocket("loses", { count }));
  return [
    { label: t("help"), icon: BookOpen, href: "/help" },
    { label: t("security"), icon: KeyRound, href: "/settings/security" },
    { label: t("sessions"), icon: MonitorSmartphone, href: "/settings/sessions" },
    { label: pocket("menu"), icon: Smartphone, href: "/pocket/install" },
    { kind: "separator" },
    { label: t("signOut"), icon: LogOut, onSelect: onSignOut ?? (() => void leave(mayLose)) },
  ];
}

/** What the pocket version left on this device goes with the session; of unsent replies one is asked. */
async function leave(mayLose: (count: number) => boolean): Promise<void> {
  const waiting = await countWaiting();
  if (waiting > 0 && !mayLose(waiting)) return;
  clearDrafts();
  await clearPocket().catch(() => undefined);
  await signOut({ callbackUrl: "/sign-in" });
}

type UserMenuProps = { user: ShellUser; onSignOut?: () => void; extra?: MenuEntry[] };

export function UserMenu({ user, onSignOut, extra = [] }: UserMenuProps) {
  const t = useTranslations("shell");
  const account = useAccountEntries(onSignOut);
  const role = roleKeys.find((key) => key === user.role);
  const who: MenuEntry = {
    kind: "label",
    label: (
      <span className="block py-0.5">
        <span className="block font-[600] text-base text-ink">{user.name}</span>
        <span className="block font-normal text-ink-2">{user.email}</span>
        <span className="block font-normal text-ink-2">
          {role ? t(`roles.${role}`) : user.role}
        </span>
      </span>
    ),
  };
  return (
    <Menu
      align="end"
      entries={[who, { kind: "separator" }, ...extra, ...account]}
      trigger={
        <button
          type="button"
          aria-label={`${t("user.menu")}: ${user.name}`}
          className="inline-flex size-8 items-center justify-center rounded-full hover:bg-hover data-[state=open]:bg-hover"
        >
          <Avatar name={user.name} size="md" />
        </button>
      }
    />
  );
}
