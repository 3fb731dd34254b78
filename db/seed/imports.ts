import { createReadStream } from "node:fs";
import { fileURLToPath } from "node:url";
import type { ImportKind } from "@/db/values/imports";
import type { Context, SystemActor } from "@/server/domain/context";
import {
  getImport,
  mapImport,
  requestCheck,
  requestPublish,
  runImportStep,
  uploadImport,
} from "@/server/domain/imports";
import type { ImportOptions } from "@/server/domain/imports/inputs";
import type { Agency } from "./agency";

interface Job {
  kind: ImportKind;
  file: string;
  options?: Partial<ImportOptions>;
  isLarge?: boolean;
}

const jobsOf = ({ accessGroups }: Agency): Job[] => [
  {
    kind: "cases",
    file: "pripady-energie.xlsx",
    options: {
      groupCode: "ENERGIE",
      groupDescription: "Moravská energetická, a.s. – elektřina a plyn",
      category: "collection",
      accessGroupId: accessGroups.PRAHA,
    },
  },
  {
    kind: "cases",
    file: "pripady-telefon.xlsx",
    options: {
      groupCode: "TELEFON",
      groupDescription: "Telko Český, a.s. – mobilní služby",
      category: "collection",
      accessGroupId: accessGroups.BRNO,
    },
  },
  {
    kind: "cases",
    file: "pripady-uvery.csv",
    options: {
      groupCode: "UVERY",
      groupDescription: "Finance Morava, a.s. – spotřebitelské úvěry",
      category: "collection",
    },
  },
  { kind: "claims", file: "pohledavky.xlsx" },
  { kind: "payments", file: "platby.xlsx" },
  { kind: "events", file: "ukoly.xlsx" },
];

/** Imports the sample workbooks by the steps that a person takes on the import page. */
export async function importWorkbooks(
  agency: Agency,
  { isSmall, say }: { isSmall: boolean; say: (line: string) => void },
): Promise<void> {
  const folder = isSmall ? "e2e" : "demo";
  for (const job of jobsOf(agency)) {
    const rows = await importOne(agency, job, folder);
    say(`${job.file}: ${rows}`);
  }
}

async function importOne(agency: Agency, job: Job, folder: string): Promise<number> {
  const ctx = agency.supervisor;
  const path = fileURLToPath(
    new URL(`../../examples/workbooks/${folder}/${job.file}`, import.meta.url),
  );
  const uploaded = await uploadImport(
    ctx,
    { kind: job.kind, name: job.file },
    createReadStream(path),
  );
  const { importId, preview } = uploaded;
  const mapping = preview.columns.map(({ column, header, target }) => ({ column, header, target }));
  // What a demo shows is what went well: the few rows that do not fit stay out, as in life.
  await mapImport(ctx, { importId, mapping, options: { mode: "good", ...job.options } });
  await requestCheck(ctx, { importId });
  await step(ctx, importId, "check");
  await requestPublish(ctx, { importId });
  await step(ctx, importId, "publish");
  const { state, error, totalRows } = await getImport(ctx, { importId });
  if (state !== "published") throw new Error(`${job.file}: ${state} ${error?.code ?? ""}`);
  return totalRows;
}

/** What the relay does when the program runs; its fact is taken as delivered. */
async function step(
  ctx: Agency["supervisor"],
  importId: number,
  name: "check" | "publish",
): Promise<void> {
  const { tenantId, operatorId } = ctx.actor;
  const actor: SystemActor = { kind: "system", tenantId, job: "seed", language: "cs" };
  const worker: Context<SystemActor> = { ...ctx, actor };
  await runImportStep(worker, { importId, step: name, operatorId });
}
