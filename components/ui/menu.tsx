"use client";

import { Ellipsis } from "lucide-react";
import { useTranslations } from "next-intl";
import { ContextMenu as RadixContext, DropdownMenu as RadixDropdown } from "radix-ui";
import type { ReactNode } from "react";
import { IconButton } from "./icon-button";
import { MenuBody, menuClass } from "./menu-body";
import type { MenuEntry } from "./menu-entries";

export type { MenuEntry } from "./menu-entries";

export type MenuProps = {
  /** The button that opens the menu (one element that takes a ref). */
  trigger: ReactNode;
  entries: MenuEntry[];
  align?: "start" | "center" | "end";
  side?: "top" | "right" | "bottom" | "left";
};

export function Menu({ trigger, entries, align = "start", side = "bottom" }: MenuProps) {
  return (
    <RadixDropdown.Root modal={false}>
      <RadixDropdown.Trigger asChild>{trigger}</RadixDropdown.Trigger>
      <RadixDropdown.Portal>
        <RadixDropdown.Content
          align={align}
          side={side}
          sideOffset={4}
          collisionPadding={8}
          className={menuClass}
        >
          <MenuBody parts={RadixDropdown} entries={entries} />
        </RadixDropdown.Content>
      </RadixDropdown.Portal>
    </RadixDropdown.Root>
  );
}

/** The "…" button with further actions. */
export function MoreMenu({ entries, label }: { entries: MenuEntry[]; label?: string }) {
  const t = useTranslations("shell.actions");
  return (
    <Menu
      align="end"
      entries={entries}
      trigger={<IconButton icon={Ellipsis} label={label ?? t("more")} size="sm" />}
    />
  );
}

/** The same entries under the right mouse button (or the menu key) of `children`. */
export function ContextMenu({ entries, children }: { entries: MenuEntry[]; children: ReactNode }) {
  return (
    <RadixContext.Root modal={false}>
      <RadixContext.Trigger asChild>{children}</RadixContext.Trigger>
      <RadixContext.Portal>
        <RadixContext.Content collisionPadding={8} className={menuClass}>
          <MenuBody parts={RadixContext} entries={entries} />
        </RadixContext.Content>
      </RadixContext.Portal>
    </RadixContext.Root>
  );
}
