import { cx } from "../ui/cx";

/** The mark: an S on the double rule that closes an account. What stands above it is the balance. */
export function Logo({ className }: { className?: string }) {
  return (
    <svg viewBox="0 0 24 24" aria-hidden="true" className={cx("size-6", className)}>
      <path
        d="M16.2 5.6C15.2 4.3 13.7 3.6 12 3.6c-2.5 0-4.3 1.3-4.3 3.3 0 4.6 8.8 2 8.8 6.4 0 2.1-2 3.3-4.5 3.3-1.9 0-3.5-.7-4.6-2.1"
        fill="none"
        stroke="currentColor"
        strokeWidth="2.3"
        strokeLinecap="round"
      />
      <path d="M5.5 19.6h13M5.5 22.2h13" stroke="var(--spine-mark)" strokeWidth="1.3" />
    </svg>
  );
}
