import type { Tx } from "@/db/client";
import { makeCatalogue, type ProcessCatalogue, selectDefinition } from "./catalogue";
import { compileDefinitions } from "./compile";
import type { ProcessDefinition } from "./definition";
import type { FieldValues } from "./facts";
import { DefinitionError, processCatalogue } from "./load";

/** What decides which definition rules a case. */
export interface Ruled {
  category: string;
  /** 0 = as delivered with the program. */
  processVersion: number;
  fields?: FieldValues | undefined;
}

/** The processes of one tenant: those in force, and those by which older cases go on. */
export interface Processes {
  /** What a case opened now goes by. */
  inForce: ProcessCatalogue;
  /** Number of the version in force; 0 where it is the delivered one. */
  versionOf: (category: string) => number;
  /** Numbers of the tenant's own versions of a category that are or were in force. */
  versionsOf: (category: string) => number[];
  /** All definitions of one version of a category: its own, and its variants. */
  definitionsOf: (category: string, version: number) => readonly ProcessDefinition[];
  /** The definition that rules this case; undefined for an unknown category. */
  of: (row: Ruled) => ProcessDefinition | undefined;
  /** The case goes by a stored version that this program cannot read any more. */
  isBroken: (row: Pick<Ruled, "category" | "processVersion">) => boolean;
}

interface Listed {
  id: number;
  revision: number;
  category: string;
  number: number;
  isActive: boolean;
}

type Stored = Pick<Listed, "id" | "revision" | "category"> & { definitions: unknown[] };

interface Version extends Listed {
  /** null: it cannot be read any more. */
  catalogue: ProcessCatalogue | null;
}

// What was once in force never changes, and neither id nor revision is given twice.
const compiled = new Map<string, ProcessCatalogue | null>();
const keyOf = ({ id, revision }: Pick<Listed, "id" | "revision">) => `${id} ${revision}`;
const KEPT_MAX = 500;

/**
 * The tenant's processes as this transaction sees them: the version in force, and of older ones those
 * by which cases go. One quick query; two after an activation.
 */
export async function readProcesses(tx: Tx): Promise<Processes> {
  const listed = await tx.sql<Listed[]>`
    select v.id, v.revision, v.category, v.number, v.status = 'active' as "isActive"
      from process_versions v
     where v.status = 'active' or (v.status = 'retired' and exists (
             select from cases c where c.category = v.category and c.process_version = v.number
                and c.process_version > 0))
     order by v.category, v.number`;
  if (listed.length === 0) return DELIVERED;
  const unknown = listed.filter((each) => !compiled.has(keyOf(each))).map(({ id }) => id);
  const fresh = new Map<string, ProcessCatalogue | null>();
  if (unknown.length > 0) {
    const rows = await tx.sql<Stored[]>`
      select id, revision, category, definitions from process_versions where id = any(${unknown})`;
    for (const row of rows) fresh.set(keyOf(row), compiledOrNull(row));
  }
  const versions = listed.flatMap((each): Version[] => {
    const key = keyOf(each);
    const catalogue = compiled.has(key) ? compiled.get(key) : fresh.get(key);
    return catalogue === undefined ? [] : [{ ...each, catalogue }];
  });
  if (compiled.size > KEPT_MAX) compiled.clear();
  for (const [key, catalogue] of fresh) compiled.set(key, catalogue);
  return joined(versions);
}

/** One version that the format has left behind takes none of the others with it. */
function compiledOrNull({ category, definitions }: Stored): ProcessCatalogue | null {
  try {
    return compileVersion(category, definitions);
  } catch (error) {
    if (error instanceof DefinitionError) return null;
    throw error;
  }
}

/** Definitions of one version, of one that no case goes by too. Empty: there is none to be read. */
export async function definitionsOfVersion(
  tx: Tx,
  { category, number }: { category: string; number: number },
): Promise<readonly ProcessDefinition[]> {
  const known = (await readProcesses(tx)).definitionsOf(category, number);
  if (known.length > 0 || number === 0) return known;
  const [stored] = await tx.sql<Stored[]>`
    select id, revision, category, definitions from process_versions
     where category = ${category} and number = ${number} and status <> 'draft'`;
  return (stored && compiledOrNull(stored)?.definitions) ?? [];
}

// The same versions give the same object, so that what others make of it can be kept beside it.
const known = new Map<string, Processes>();

function joined(versions: readonly Version[]): Processes {
  const key = versions.map((each) => `${keyOf(each)} ${each.isActive}`).join();
  const made = known.get(key) ?? processesOf(versions);
  if (known.size > KEPT_MAX) known.clear();
  known.set(key, made);
  return made;
}

/** One version as a catalogue of its own. Throws DefinitionError where the format has moved on. */
export function compileVersion(category: string, definitions: unknown[]): ProcessCatalogue {
  const { partyRoles } = processCatalogue();
  const sources = definitions.map((raw) => ({ source: category, raw }));
  const result = compileDefinitions(sources, partyRoles);
  if (!result.ok) throw new DefinitionError(result.problems);
  return makeCatalogue(result.definitions, partyRoles);
}

/** The processes as delivered, before a tenant has any of its own. */
export const deliveredProcesses = (): Processes => DELIVERED;

const DELIVERED: Processes = {
  get inForce() {
    return processCatalogue();
  },
  versionOf: () => 0,
  versionsOf: () => [],
  definitionsOf: (category) => ofCategory(processCatalogue(), category),
  of: ({ category, fields }) => selectDefinition(processCatalogue(), category, fields),
  isBroken: () => false,
};

const ofCategory = (catalogue: ProcessCatalogue, category: string) =>
  catalogue.definitions.filter((each) => each.category === category);

function processesOf(versions: readonly Version[]): Processes {
  const delivered = processCatalogue();
  const active = versions.filter(({ isActive }) => isActive);
  // Where the version in force is broken, lists and the editor go on by the delivered one.
  const readable = active.filter(({ catalogue }) => catalogue !== null);
  const replaced = new Set(readable.map(({ category }) => category));
  const inForce = makeCatalogue(
    [
      ...delivered.definitions.filter(({ category }) => !replaced.has(category)),
      ...readable.flatMap(({ catalogue }) => catalogue?.definitions ?? []),
    ],
    delivered.partyRoles,
  );
  const byKey = new Map(versions.map((each) => [`${each.category} ${each.number}`, each]));
  const catalogueOf = (category: string, version: number) =>
    version === 0 ? delivered : byKey.get(`${category} ${version}`)?.catalogue;
  return {
    inForce,
    versionOf: (category) => active.find((each) => each.category === category)?.number ?? 0,
    versionsOf: (category) =>
      versions.filter((each) => each.category === category).map(({ number }) => number),
    definitionsOf: (category, version) => {
      const catalogue = catalogueOf(category, version);
      return catalogue ? ofCategory(catalogue, category) : [];
    },
    of: ({ category, processVersion, fields }) => {
      const catalogue = catalogueOf(category, processVersion);
      return catalogue ? selectDefinition(catalogue, category, fields) : undefined;
    },
    isBroken: ({ category, processVersion }) =>
      byKey.get(`${category} ${processVersion}`)?.catalogue === null,
  };
}
