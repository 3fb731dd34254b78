import { finding } from "@/server/kernel/parsed";
import type { ReportAt, RowValues } from "./row-values";
import type { StagedPlace, StagedRequisites } from "./staged-row";

/** What a row says beyond names, numbers and addresses; null of nearly every row. */
export function requisitesOf(values: RowValues, reportAt: ReportAt): StagedRequisites | null {
  const { shortName, vatId, inn, kpp, ogrn, fileMark } = values;
  const found: StagedRequisites = {
    ...{ shortName, vatId, inn, kpp, ogrn, fileMark },
    licence: licenceOf(values, reportAt),
    places: placesOf(values),
  };
  return Object.values(found).some((each) => each !== undefined) ? found : null;
}

function licenceOf(values: RowValues, reportAt: ReportAt): StagedRequisites["licence"] {
  const { licenceKind: kind, licenceNumber: number, licenceIssuedBy: issuedBy } = values;
  const { licenceFrom: validFrom, licenceTo: validTo } = values;
  if (kind === undefined && number === undefined) return undefined;
  if (kind === undefined || number === undefined) {
    // A licence is known by what it allows and its number; half of one is nobody's.
    const missing = kind === undefined ? "licenceKind" : "licenceNumber";
    reportAt(missing, "error", finding("imports.licence_incomplete"));
    return undefined;
  }
  if (validFrom && validTo && validFrom > validTo) {
    reportAt("licenceTo", "error", finding("parties.licence_days"));
    return undefined;
  }
  return { kind, number, issuedBy, validFrom, validTo };
}

function placesOf(values: RowValues): StagedRequisites["places"] {
  const main = placeOf(values.addressPoint, values.fiasCode);
  const seat = placeOf(values.seatAddressPoint, values.seatFiasCode);
  return main || seat ? { main, seat } : undefined;
}

const placeOf = (addressPoint?: string, fiasCode?: string): StagedPlace | undefined =>
  addressPoint || fiasCode ? { addressPoint, fiasCode } : undefined;
