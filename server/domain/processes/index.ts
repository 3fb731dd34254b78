export { caseNext, type NextWay } from "./case-next";
export { type ProcessPicture, pictureOf, processPicture } from "./picture";
