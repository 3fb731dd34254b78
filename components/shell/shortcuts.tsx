"use client";

import {
  createContext,
  type ReactNode,
  useCallback,
  useContext,
  useEffect,
  useMemo,
  useRef,
  useState,
} from "react";
import { matchPress, pressName, sequenceMs } from "./shortcut-keys";

export type Shortcut = {
  /** "j", "mod+k", "g c", "?". */
  keys: string;
  label: string;
  group: "general" | "lists" | "goTo";
  run: () => void;
  /** Works even while one types or a dialog is open. */
  everywhere?: boolean;
};

type Registry = {
  shortcuts: readonly Shortcut[];
  add: (shortcut: Shortcut) => () => void;
  /** First half of a sequence that is waiting for its second key. */
  pending: string | null;
  singleKeys: boolean;
  setSingleKeys: (on: boolean) => void;
};

const ShortcutContext = createContext<Registry | null>(null);
const settingName = "saldo_single_keys";

/** Listens to the keyboard once for the whole application. */
export function ShortcutProvider({ children }: { children: ReactNode }) {
  const [shortcuts, setShortcuts] = useState<readonly Shortcut[]>([]);
  const [singleKeys, setOn] = useSingleKeys();
  const pending = useKeyListener(shortcuts, singleKeys);

  const add = useCallback((shortcut: Shortcut) => {
    setShortcuts((before) => [...before, shortcut]);
    return () => setShortcuts((before) => before.filter((each) => each !== shortcut));
  }, []);

  const registry = useMemo(
    () => ({ shortcuts, add, pending, singleKeys, setSingleKeys: setOn }),
    [shortcuts, add, pending, singleKeys, setOn],
  );
  return <ShortcutContext value={registry}>{children}</ShortcutContext>;
}

export function useShortcutRegistry(): Registry {
  const registry = useContext(ShortcutContext);
  if (!registry) throw new Error("ShortcutProvider is missing");
  return registry;
}

/** Registers a shortcut while the component is mounted; the latest mounted one wins. */
export function useShortcut(shortcut: Shortcut, isEnabled = true): void {
  const add = useContext(ShortcutContext)?.add;
  const run = useRef(shortcut.run);
  run.current = shortcut.run;
  const { keys, label, group, everywhere } = shortcut;

  useEffect(() => {
    if (!isEnabled || !add) return;
    return add({ keys, label, group, everywhere, run: () => run.current() });
  }, [add, keys, label, group, everywhere, isEnabled]);
}

/** WCAG 2.1.4: shortcuts made of one character can be turned off; remembered on this device. */
function useSingleKeys(): [boolean, (on: boolean) => void] {
  const [isOn, setOn] = useState(true);
  useEffect(() => setOn(localStorage.getItem(settingName) !== "off"), []);
  const set = useCallback((on: boolean) => {
    localStorage.setItem(settingName, on ? "on" : "off");
    setOn(on);
  }, []);
  return [isOn, set];
}

function useKeyListener(shortcuts: readonly Shortcut[], singleKeys: boolean): string | null {
  const [pending, setPending] = useState<string | null>(null);

  useEffect(() => {
    if (!pending) return;
    const timer = setTimeout(() => setPending(null), sequenceMs);
    return () => clearTimeout(timer);
  }, [pending]);

  useEffect(() => {
    function listen(event: KeyboardEvent): void {
      const name = pressName(event);
      if (!name || event.defaultPrevented || event.isComposing) return;
      const isBusy = isTyping(event.target) || isDialogOpen();
      const usable = shortcuts.filter(
        (each) => (each.everywhere || !isBusy) && (singleKeys || each.keys.startsWith("mod+")),
      );
      const match = matchPress(
        usable.map((each) => each.keys),
        pending,
        name,
      );
      setPending(match.pending);
      const hit = usable.findLast((each) => each.keys === match.hit);
      if (!hit && !match.pending) return;
      event.preventDefault();
      hit?.run();
    }
    document.addEventListener("keydown", listen);
    return () => document.removeEventListener("keydown", listen);
  }, [shortcuts, singleKeys, pending]);

  return pending;
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable ||
      target.closest("input, textarea, select, [role=combobox]") !== null)
  );
}

function isDialogOpen(): boolean {
  return document.querySelector("[role=dialog], [role=alertdialog], [role=menu]") !== null;
}
