export * from "./inputs";
export { openPocketRequest, type PocketTalk } from "./open-pocket-request";
export {
  type PocketOverview,
  type PocketRequest,
  type PocketTask,
  pocketOverview,
} from "./overview";
