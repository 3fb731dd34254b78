export { ARES_URL } from "./ares-words";
export {
  askCompanies,
  askCompany,
  COMPANIES_MAX,
  type CompanySearch,
  searchCompanies,
} from "./ask-companies";
export { LEGAL_FORMS } from "./legal-forms";
export {
  ADDRESS_RESULTS,
  type AddressResult,
  type AddressStanding,
  addressResult,
  standardiseAddress,
} from "./standardise-address";
