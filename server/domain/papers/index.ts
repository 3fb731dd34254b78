export { type CheckedPaper, checkPaper } from "./check-paper";
export { type CaseClient, clientsOfCase, clientsOfCaseInput } from "./clients-of-case";
export * from "./inputs";
export { type IssuedPaper, issuePaper } from "./issue-paper";
export { type DocumentSource, type MyDocument, myDocuments } from "./my-documents";
export { type MyMessage, type MyMessageDetail, myMessage, myMessages } from "./my-messages";
export { type OpenedFile, openMyFile } from "./open-file";
export { type OwnDataFile, ownDataFile } from "./own-data/own-data-file";
export { showDocument } from "./show-document";
