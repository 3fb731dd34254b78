import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";

export type MenuAction = {
  kind?: "item";
  label: ReactNode;
  icon?: LucideIcon;
  /** Shown at the right; the menu does not listen for it. */
  shortcut?: string;
  danger?: boolean;
  disabled?: boolean;
  /** A link; `onSelect` may be left out. */
  href?: string;
  onSelect?: () => void;
};

/** What a menu holds. The same list serves a dropdown, a context menu and a row's "…" button. */
export type MenuEntry =
  | MenuAction
  | { kind: "separator" }
  | { kind: "label"; label: ReactNode }
  | { kind: "check"; label: ReactNode; checked: boolean; onChange: (checked: boolean) => void }
  | {
      kind: "radio";
      label?: ReactNode;
      value: string;
      options: { value: string; label: ReactNode; icon?: LucideIcon }[];
      onChange: (value: string) => void;
    }
  | { kind: "sub"; label: ReactNode; icon?: LucideIcon; entries: MenuEntry[] };
