import { cx } from "./cx";

/** A breathing bar in place of one line of text. Give it the width of what is coming. */
export function Skeleton({ className }: { className?: string }) {
  return (
    <span aria-hidden className={cx("block h-2.5 animate-breathe rounded-sm bg-rule", className)} />
  );
}

const widths = ["w-3/5", "w-2/5", "w-1/2", "w-3/4", "w-1/3"];

/** Rows exactly as high as the rows of a list, so that nothing moves when the data arrives. */
export function SkeletonRows({ rows = 8, className }: { rows?: number; className?: string }) {
  return (
    <div aria-hidden className={className}>
      {Array.from({ length: rows }, (_, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the rows have no identity and never move.
        <div key={row} className="flex h-row items-center gap-6 border-rule border-b px-2">
          <Skeleton className="w-16" />
          <div className="flex-1">
            <Skeleton className={widths[row % widths.length]} />
          </div>
          <Skeleton className="w-20" />
        </div>
      ))}
    </div>
  );
}

/** The lines of a definition list that is on its way. */
export function SkeletonLines({ lines = 4 }: { lines?: number }) {
  return (
    <div aria-hidden>
      {Array.from({ length: lines }, (_, line) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the lines have no identity and never move.
        <div key={line} className="flex h-6.5 items-center gap-4">
          <Skeleton className="w-24" />
          <Skeleton className={widths[line % widths.length]} />
        </div>
      ))}
    </div>
  );
}
