"use client";

import { useId } from "react";

/** A field for what takes more than a line; it grows with its text. */
export function PortalText({
  label,
  value,
  onChange,
}: {
  label: string;
  value: string;
  onChange: (value: string) => void;
}) {
  const id = useId();
  return (
    <div className="grid gap-1">
      <label htmlFor={id} className="font-[550] text-ink-2 text-md">
        {label}
      </label>
      <textarea
        id={id}
        value={value}
        rows={4}
        maxLength={10_000}
        onChange={(event) => onChange(event.target.value)}
        className="field-sizing-content max-h-96 min-h-28 w-full rounded-md border border-edge bg-surface px-3 py-2 text-ink text-lg hover:border-ink-3 focus-visible:border-focus"
      />
    </div>
  );
}
