export { askVies, VIES_URL, type ViesQuestion, type ViesRecord } from "./ask-vies";
