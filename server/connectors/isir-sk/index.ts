export { askReplikChanges, type ReplikChange, type ReplikChanges } from "./ask-changes";
export { askReplikProceeding } from "./ask-proceeding";
export { askReplik } from "./ask-replik";
export {
  REPLIK_URL,
  type ReplikPerson,
  type ReplikProceeding,
  type ReplikQuestion,
  type ReplikRecord,
} from "./replik";
