"use client";

import { Check, ChevronRight } from "lucide-react";
import Link from "next/link";
import type { ContextMenu, DropdownMenu } from "radix-ui";
import { Fragment, type ReactNode } from "react";
import { cx } from "./cx";
import { Kbd } from "./kbd";
import type { MenuAction, MenuEntry } from "./menu-entries";
import { popClass } from "./popover";

/** Both Radix menus have the same parts; the entries are drawn once for either. */
export type MenuParts = typeof DropdownMenu | typeof ContextMenu;

export const menuClass = cx(popClass, "min-w-44 max-w-80 overflow-y-auto p-1");

const itemClass =
  "flex min-h-7 select-none items-center gap-2 rounded-sm px-2 py-0.5 outline-none " +
  "data-[highlighted]:bg-hover data-[disabled]:opacity-45 data-[state=open]:bg-hover coarse:min-h-10";

export function MenuBody({ parts, entries }: { parts: MenuParts; entries: MenuEntry[] }) {
  return entries.map((entry, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: entries are a fixed list without identity.
    <Fragment key={index}>
      <Entry parts={parts as typeof DropdownMenu} entry={entry} />
    </Fragment>
  ));
}

function Entry({ parts, entry }: { parts: typeof DropdownMenu; entry: MenuEntry }): ReactNode {
  switch (entry.kind) {
    case "separator":
      return <parts.Separator className="-mx-1 my-1 h-px bg-rule" />;
    case "label":
      return <parts.Label className="caption px-2 pt-1.5 pb-1">{entry.label}</parts.Label>;
    case "check":
      return (
        <parts.CheckboxItem
          className={cx(itemClass, "pl-7")}
          checked={entry.checked}
          onCheckedChange={entry.onChange}
          onSelect={(event) => event.preventDefault()}
        >
          <Indicator parts={parts} />
          {entry.label}
        </parts.CheckboxItem>
      );
    case "radio":
      return <RadioEntry parts={parts} entry={entry} />;
    case "sub":
      return <SubEntry parts={parts} entry={entry} />;
    default:
      return <ActionEntry parts={parts} entry={entry} />;
  }
}

function Indicator({ parts }: { parts: typeof DropdownMenu }) {
  return (
    <parts.ItemIndicator className="absolute left-3">
      <Check className="size-3.5 text-accent" aria-hidden />
    </parts.ItemIndicator>
  );
}

type Of<Kind> = { parts: typeof DropdownMenu; entry: Extract<MenuEntry, { kind: Kind }> };

function RadioEntry({ parts, entry }: Of<"radio">) {
  return (
    <parts.RadioGroup value={entry.value} onValueChange={entry.onChange}>
      {entry.label ? (
        <parts.Label className="caption px-2 pt-1.5 pb-1">{entry.label}</parts.Label>
      ) : null}
      {entry.options.map((option) => (
        <parts.RadioItem key={option.value} value={option.value} className={cx(itemClass, "pl-7")}>
          <Indicator parts={parts} />
          {option.icon ? <option.icon className="size-3.5 text-ink-3" aria-hidden /> : null}
          {option.label}
        </parts.RadioItem>
      ))}
    </parts.RadioGroup>
  );
}

function SubEntry({ parts, entry }: Of<"sub">) {
  return (
    <parts.Sub>
      <parts.SubTrigger className={itemClass}>
        {entry.icon ? <entry.icon className="size-3.5 text-ink-3" aria-hidden /> : null}
        <span className="flex-1">{entry.label}</span>
        <ChevronRight className="size-3.5 text-ink-3" aria-hidden />
      </parts.SubTrigger>
      <parts.Portal>
        <parts.SubContent sideOffset={4} collisionPadding={8} className={menuClass}>
          <MenuBody parts={parts} entries={entry.entries} />
        </parts.SubContent>
      </parts.Portal>
    </parts.Sub>
  );
}

function ActionEntry({ parts, entry }: { parts: typeof DropdownMenu; entry: MenuAction }) {
  const content = (
    <>
      {entry.icon ? (
        <entry.icon className={cx("size-3.5", entry.danger ? "" : "text-ink-3")} aria-hidden />
      ) : null}
      <span className="flex-1">{entry.label}</span>
      {entry.shortcut ? <Kbd keys={entry.shortcut} className="ml-3" /> : null}
    </>
  );
  return (
    <parts.Item
      asChild={Boolean(entry.href)}
      disabled={entry.disabled}
      onSelect={entry.onSelect}
      className={cx(itemClass, entry.danger && "text-danger data-[highlighted]:bg-danger-wash")}
    >
      {entry.href ? (
        <Link href={entry.href} prefetch={false}>
          {content}
        </Link>
      ) : (
        content
      )}
    </parts.Item>
  );
}
