import type { PortalOutput } from "../api/portal";
import { useLabelOf } from "../help/label-of";
import { ManualBlocks } from "../help/manual-blocks";

/** How the portal is used: words alone, written by the server, so that a phone loads no more for it. */
export function ClientManual({ manual }: { manual: PortalOutput["manual"] }) {
  const labelOf = useLabelOf();
  return (
    <article className="grid gap-6">
      <header className="grid gap-2">
        <h1 className="font-[650] text-2xl">{manual.title}</h1>
        <div className="text-ink-2">
          <ManualBlocks blocks={manual.lead} labelOf={labelOf} />
        </div>
      </header>
      {manual.tasks.map((task) => (
        <section key={task.id} className="grid gap-2">
          <h2 className="font-[620] text-xl">{task.title}</h2>
          <ManualBlocks blocks={task.blocks} labelOf={labelOf} />
        </section>
      ))}
    </article>
  );
}
