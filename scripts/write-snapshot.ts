import { readdirSync, rmSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { generateDrizzleJson } from "drizzle-kit/api";
import * as schema from "../db/schema";

// Migrations are written by hand. What the generator compares the schema with is therefore written
// from the schema itself, as of the newest migration.

const folder = fileURLToPath(new URL("../db/migrations", import.meta.url));
const meta = `${folder}/meta`;
const newest = readdirSync(folder)
  .filter((name) => name.endsWith(".sql"))
  .sort()
  .at(-1);
if (!newest) throw new Error("there are no migrations");
const tag = newest.replace(/\.sql$/, "");
const prefix = tag.slice(0, 4);

for (const name of readdirSync(meta)) rmSync(`${meta}/${name}`);
const entry = { idx: Number(prefix), version: "7", when: Date.now(), tag, breakpoints: true };
const journal = { version: "7", dialect: "postgresql", entries: [entry] };
const json = (value: unknown) => `${JSON.stringify(value, null, 2)}\n`;
writeFileSync(`${meta}/_journal.json`, json(journal));
writeFileSync(`${meta}/${prefix}_snapshot.json`, json(generateDrizzleJson(schema)));
console.log(`The snapshot is that of ${tag}.`);
