export { makeCheckRunner } from "./run-checks";
