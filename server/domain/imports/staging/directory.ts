import type { Tx } from "@/db/client";
import { fold } from "@/server/kernel/fold";

/** Operators and tags of the tenant by what a workbook calls them. */
export interface Directory {
  operatorId(text: string): number | null;
  tagCode(text: string): string | null;
}

/** Reads the tenant's operators and tags once; a name that two share means nobody. */
export async function readDirectory({ sql }: Tx): Promise<Directory> {
  const operators = new Map<string, number | null>();
  const people = await sql<{ id: number; email: string; name: string }[]>`
    select id, email, name from operators where is_active order by id`;
  for (const { id, email, name } of people) {
    operators.set(fold(email), id);
    const key = fold(name);
    operators.set(key, operators.has(key) ? null : id);
  }
  const tags = new Map<string, string>();
  const codes = await sql<{ code: string; name: string }[]>`select code, name from tags`;
  for (const { code, name } of codes) {
    tags.set(fold(code), code);
    if (!tags.has(fold(name))) tags.set(fold(name), code);
  }
  return {
    operatorId: (text) => operators.get(fold(text)) ?? null,
    tagCode: (text) => tags.get(fold(text)) ?? null,
  };
}
