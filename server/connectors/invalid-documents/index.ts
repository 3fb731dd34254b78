export {
  askInvalidDocument,
  DOCUMENT_KINDS,
  type DocumentKind,
  documentNumber,
  INVALID_DOCUMENTS_URL,
  type InvalidDocument,
  kindsOfNumber,
} from "./ask-document";
