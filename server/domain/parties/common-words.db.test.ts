import { describe, expect, it } from "vitest";
import { openDesk } from "../testing";
import { listParties } from "./list-parties";
import { quickSearchParties } from "./quick-search";
import { inTenant } from "./testing/rows";

const desk = await openDesk();

/** 3 000 people: every surname Novák or Adamec, every given name Jan or Novák. */
async function crowd() {
  const tenant = await desk.tenant();
  await inTenant(
    tenant,
    ({ sql }) => sql`
      insert into parties (kind, full_name, given_name, surname, name_key, search)
      select 'natural_person', given || ' ' || surname, given, surname, 'x',
             array_to_tsvector(array[word, lower(translate(surname, 'á', 'a'))])
        from (select i, case when i % 3 = 0 then 'Adamec' else 'Novák' end as surname,
                     case when i % 3 = 0 then 'Novák' else 'Jan' end as given,
                     case when i % 3 = 0 then 'novak' else 'jan' end as word
                from generate_series(1, 3000) i) n`,
  );
  return tenant.operator();
}

describe("a word that thousands begin with", () => {
  it("lists surnames first, then the rest, each once", async () => {
    const ctx = await crowd();
    const seen: string[] = [];
    const ids = new Set<number>();
    let cursor: string | null = null;
    do {
      const page: Awaited<ReturnType<typeof listParties>> = await listParties(ctx, {
        filter: { text: "nová" },
        limit: 97,
        cursor,
      });
      for (const item of page.items) {
        seen.push(item.fullName);
        ids.add(item.id);
      }
      cursor = page.nextCursor;
    } while (cursor);
    expect(ids.size).toBe(3000);
    expect(seen).toHaveLength(3000);
    expect(seen.slice(0, 2000).every((name) => name === "Jan Novák")).toBe(true);
    expect(seen.slice(2000).every((name) => name === "Novák Adamec")).toBe(true);
  });

  it("answers two words, fragments and the palette alike", async () => {
    const ctx = await crowd();
    const first = async (text: string) => (await listParties(ctx, { filter: { text } })).items;
    expect((await first("jan nov")).every((item) => item.fullName === "Jan Novák")).toBe(true);
    expect(await first("jan nov")).toHaveLength(50);
    const hits = await quickSearchParties(ctx, { text: "nov" });
    expect(hits.map((hit) => hit.fullName)).toEqual(Array(8).fill("Jan Novák"));
    expect(await quickSearchParties(ctx, { text: "jan n" })).toHaveLength(8);
  });
});
