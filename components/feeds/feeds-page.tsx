"use client";

import { ConnectionList } from "./connection-list";
import { SourceList } from "./source-list";

/** Whatever brings payments in by itself. */
export function FeedsPage() {
  return (
    <div className="grid max-w-5xl gap-6">
      <ConnectionList />
      <SourceList />
    </div>
  );
}
