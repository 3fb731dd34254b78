import type { ModuleRoute } from "./door";
import { takeStatements } from "./statements";

/**
 * What machines may ask, below `/api/module/v1/`. A route is a line here and a function that answers
 * JSON; key, rate, size, language and repetition are the door's.
 */
export const ROUTES: readonly ModuleRoute[] = [
  { route: "POST statements", answer: takeStatements },
];
