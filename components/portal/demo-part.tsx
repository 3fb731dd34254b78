"use client";

import { type ComponentProps, lazy, Suspense } from "react";
import type { DemoEntries as Entries } from "./demo-entries";

// A real tenant's clients have no use for the demo's scripts: they come only where it is one.
const DemoEntries = lazy(() =>
  import("./demo-entries").then((part) => ({ default: part.DemoEntries })),
);
const OwnDemoClient = lazy(() =>
  import("./own-demo-client").then((part) => ({ default: part.OwnDemoClient })),
);

type Props = ComponentProps<typeof Entries> & { isDemo: boolean };

/** Of a demo: clients to enter as, and a way to make one's own. */
export function DemoPart({ isDemo, ...entries }: Props) {
  const { slug, target, clients } = entries;
  return (
    <Suspense fallback={null}>
      {clients.length > 0 ? <DemoEntries {...entries} /> : null}
      {isDemo ? <OwnDemoClient slug={slug} target={target} /> : null}
    </Suspense>
  );
}
