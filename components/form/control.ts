import { cx } from "../ui/cx";

/** The look of everything one types or chooses in. */
export const controlClass = cx(
  "h-control w-full min-w-0 rounded-md border border-edge bg-surface px-2 text-base text-ink",
  "transition-colors duration-75 hover:border-ink-3",
  "focus-visible:border-focus focus-visible:outline-offset-0",
  "aria-invalid:border-danger aria-invalid:focus-visible:outline-danger",
  "disabled:border-rule disabled:bg-sunken disabled:text-ink-3",
  "[&[readonly]]:bg-sunken [&[readonly]]:hover:border-edge",
);
