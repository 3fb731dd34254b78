/** Stands in a cell that has no value. */
export function Nothing() {
  return (
    <span aria-hidden className="text-ink-3">
      –
    </span>
  );
}
