import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { inTransaction, type OperatorContext } from "../../context";

interface Raw {
  boardColumns: { code: string }[];
  states: { code: string }[];
  transitions: { from: string[] | string; to: string }[];
}

/** Puts a version of a category in force from which one of its states is gone. */
export async function withoutState(ctx: OperatorContext, category: string, state: string) {
  const path = join(process.cwd(), "server", "processes", `${category}.yaml`);
  const raw = parse(readFileSync(path, "utf8")) as Raw;
  const isKept = ({ code }: { code: string }) => code !== state;
  const definition = {
    ...raw,
    boardColumns: raw.boardColumns.filter(isKept),
    states: raw.states.filter(isKept),
    transitions: raw.transitions
      .filter(({ to }) => to !== state)
      .map((each) => {
        if (!Array.isArray(each.from)) return each;
        return { ...each, from: each.from.filter((code) => code !== state) };
      }),
  };
  await inTransaction(ctx, (_, { sql }) => {
    return sql`
      insert into process_versions (category, number, status, definitions, base_number,
             delivered_hash, updated_at, updated_by_name, activated_at, activated_by_name)
      values (${category}, 1, 'active', ${sql.json([definition] as never)}, 0, '', ${ctx.now}, '',
              ${ctx.now}, '')`;
  });
}
