import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";

// The program always starts in its own folder (npm run …), in the bundle too.
const DIRECTORY = join(process.cwd(), "server", "processes");

/**
 * The processes as their files say them, unchecked: the workflow room checks the same files before
 * anything is decided by them, and the database takes of them who may take which step.
 */
export const deliveredDefinitions = (): unknown[] =>
  readdirSync(DIRECTORY)
    .filter((file) => file.endsWith(".yaml"))
    .sort()
    .map((file): unknown => parse(readFileSync(join(DIRECTORY, file), "utf8")));
