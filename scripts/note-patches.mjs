/* After packages were patched: notes which patches stand in them, for scripts/bootstrap.mjs. */
import { notePatches } from "./bootstrap.mjs";

notePatches();
