export { askIsirEvents, askLastIsirEvent } from "./ask-events";
export { askIsir } from "./ask-isir";
export { courtPrefixOfCode, courtPrefixOfName, isirFileMark } from "./courts";
export type { IsirEvent, IsirNote, IsirPerson, UnreadableEvent } from "./event";
export { isirEventName } from "./event-types";
export {
  ISIR_EVENTS_URL,
  ISIR_URL,
  type IsirAddress,
  type IsirQuestion,
  type IsirRecord,
} from "./isir";
export { EVENTS_MAX, type IsirEvents, type IsirLastEvent } from "./read-events";
