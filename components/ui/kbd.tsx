import { cx } from "./cx";

const names: Record<string, string> = {
  enter: "↵",
  escape: "Esc",
  up: "↑",
  down: "↓",
  left: "←",
  right: "→",
  shift: "⇧",
  space: "␣",
  mod: "Ctrl",
};

/** One or more keys: `mod+k` pressed together, `g c` one after the other. */
export function Kbd({ keys, className }: { keys: string; className?: string }) {
  return (
    <span className={cx("inline-flex items-center gap-0.5 coarse:hidden", className)}>
      {keys
        .replace("row:", "")
        .split(/[ +](?!$)/)
        .map((key) => (
          <kbd
            key={key}
            className="inline-flex h-4.5 min-w-4.5 items-center justify-center rounded-sm border border-rule-strong bg-surface px-1 font-sans text-2xs text-ink-2"
          >
            {names[key] ?? (key.length === 1 ? key.toUpperCase() : key)}
          </kbd>
        ))}
    </span>
  );
}
