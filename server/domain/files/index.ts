export { shownTypeOf } from "./media-type";
export { type FileHead, fileContent, fileHead } from "./read-file";
export { receiveFile } from "./receive-file";
export { cleanName, FILE_BYTES_MAX, type NewFile, storeFile } from "./store-file";
