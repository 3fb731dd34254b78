import { cx } from "./cx";

export type WaitingOn = "client" | "system" | "operator";

export const waitingText: Record<WaitingOn, string> = {
  client: "text-waiting-client",
  system: "text-waiting-system",
  operator: "text-waiting-operator",
};

/**
 * Who is awaited, told by shape as well as by colour: operator = full disc (it is our move),
 * client = ring (their move), system = square (a machine's), nobody = dash (finished).
 */
export function WaitingGlyph({ on, className }: WaitingGlyphProps) {
  return (
    <svg viewBox="0 0 10 10" aria-hidden="true" className={cx("size-2.5 shrink-0", className)}>
      {on === "dot" ? <circle cx="5" cy="5" r="2.5" fill="currentColor" /> : null}
      {on === "operator" ? <circle cx="5" cy="5" r="4" fill="currentColor" /> : null}
      {on === "client" ? (
        <circle cx="5" cy="5" r="3.25" fill="none" stroke="currentColor" strokeWidth="1.5" />
      ) : null}
      {on === "system" ? (
        <rect
          x="1.75"
          y="1.75"
          width="6.5"
          height="6.5"
          rx="1"
          fill="currentColor"
          fillOpacity="0.3"
          stroke="currentColor"
          strokeWidth="1.25"
        />
      ) : null}
      {on === null ? <path d="M1.5 5h7" stroke="currentColor" strokeWidth="1.75" /> : null}
    </svg>
  );
}

type WaitingGlyphProps = {
  /** "dot": a state of something that waits for nobody. */
  on: WaitingOn | "dot" | null;
  className?: string;
};
