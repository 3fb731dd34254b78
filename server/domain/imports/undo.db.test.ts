import { beforeEach, describe, expect, it } from "vitest";
import { reading } from "../context";
import { checkParty } from "../registers";
import { openRegisterScene } from "../registers/testing/register-scene";
import { openDesk } from "../testing";
import { getImport } from ".";
import { importer } from "./testing/workbooks";
import { USES_OF_PARTIES } from "./undo/parties";

const desk = await openDesk();
let scene: Awaited<ReturnType<typeof openRegisterScene>>;

beforeEach(async () => {
  scene = await openRegisterScene(desk, []);
  return () => scene.twin.close();
});

const PEOPLE = [
  ["CeleJmeno", "RC", "Obec"],
  ["Jan Novák", "800101/9114", "Praha"],
  ["Eva Malá", null, "Brno"],
];

describe("undo of people", () => {
  it("keeps whoever was asked about in a register, and what was answered", async () => {
    const { admin, tenant } = scene;
    const importing = importer(tenant, admin);
    const importId = await importing.all("parties", PEOPLE);
    const [jan] = await reading(
      admin,
      ({ sql }) => sql<{ id: number }[]>`select id from parties where surname = 'Novák'`,
    );
    await checkParty(admin, { partyId: jan?.id ?? 0, register: "isir_cz", cause: "card" });
    await importing.undo(importId);
    expect(await getImport(admin, { importId })).toMatchObject({ state: "undone", error: null });
    const left = await reading(
      admin,
      ({ sql }) => sql`
        select p.full_name, s.outcome from parties p left join screenings s on s.party_id = p.id`,
    );
    expect([...left]).toEqual([{ full_name: "Jan Novák", outcome: "clear" }]);
  });

  it("asks every table that holds a person", async () => {
    const rows = await reading(
      scene.admin,
      ({ sql }) => sql<{ use: string }[]>`
        select concat(k.conrelid::regclass, '.', a.attname) collate "C" as use
          from pg_constraint k
          join pg_attribute a on a.attrelid = k.conrelid and a.attnum = k.conkey[2]
         where k.confrelid = 'parties'::regclass and k.confdeltype = 'a'
           and k.conrelid <> 'parties'::regclass
         order by use`,
    );
    expect(rows.map(({ use }) => use)).toEqual([...USES_OF_PARTIES]);
  });
});
