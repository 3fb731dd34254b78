export { type ProcessPicture, pictureOf, processPicture } from "./picture";
