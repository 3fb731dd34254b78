import type { CompanyRecord } from "@/server/kernel/company-record";
import type { Asked, RegisterAnswer } from "@/server/kernel/register-answer";
import {
  callRegister,
  type RegisterAccess,
  type RegisterReply,
  troubleOfBody,
  troubleOfStatus,
  unavailable,
} from "../registers";
import { unasked } from "../registers/unasked";
import { readJson } from "../web";
import { companyOf, entityForm, registrationNoOf, resultsForm } from "./rpo-words";

const BYTES_MAX = 16 * 1024 * 1024;
/** RPO says neither how many there are nor where its answer ends. */
const RECORDS_MAX = 100;

/**
 * A Slovak company or entrepreneur by the registration number (IČO), ended ones too: found by its
 * number, then asked for whole, because only that says the legal form of all of them. What was sent
 * and received is the last of the two questions.
 */
export async function askSlovakCompany(
  access: RegisterAccess,
  registrationNo: string,
): Promise<Asked<CompanyRecord> & { questionCount: number }> {
  if (!/^\d{8}$/.test(registrationNo)) return { ...unasked("no_identifier"), questionCount: 0 };
  const found = {
    questionCount: 1,
    ...(await search(access, new URLSearchParams({ identifier: registrationNo }), (all) => {
      const own = all.filter((each) => each.registrationNo === registrationNo);
      if (own.length === 0) return unavailable("wrong_person");
      return { outcome: "found", records: own, quality: "identifier", asOf: null, isCut: false };
    })),
  };
  if (found.answer.outcome !== "found") return found;
  // One number may have been written twice; the record that has not ended is the one that counts.
  const { records } = found.answer;
  const record = records.find(({ ended }) => ended === null) ?? records[0];
  if (record?.registerId === null || record === undefined) return found;
  return { ...(await askEntity(access, record.registerId, registrationNo)), questionCount: 2 };
}

/** Companies by name: what a person chooses from. Historic names are searched too. */
export async function searchSlovakCompanies(
  access: RegisterAccess,
  { name, isActiveOnly = false }: { name: string; isActiveOnly?: boolean },
): Promise<Asked<CompanyRecord>> {
  const fullName = name.trim().slice(0, 500);
  if (fullName === "") return unasked("no_identifier");
  const question = new URLSearchParams({
    fullName,
    ...(isActiveOnly ? { onlyActive: "true" } : {}),
  });
  return search(access, question, (all) => ({
    ...{ outcome: "found", records: all.slice(0, RECORDS_MAX), quality: "suspected" },
    ...{ asOf: null, isCut: all.length > RECORDS_MAX },
  }));
}

const HEADERS = { accept: "application/json" };

function search(
  access: RegisterAccess,
  question: URLSearchParams,
  judge: (records: CompanyRecord[]) => RegisterAnswer<CompanyRecord>,
): Promise<Asked<CompanyRecord>> {
  const call = { method: "GET", path: `search?${question}`, headers: HEADERS } as const;
  return callRegister(access, { ...call, bytesMax: BYTES_MAX }, (reply) =>
    readOk(reply, (json) => {
      const page = resultsForm.safeParse(json);
      if (!page.success) return unavailable("garbage");
      const records = page.data.results.map(companyOf);
      return records.length === 0 ? { outcome: "clear", asOf: null } : judge(records);
    }),
  );
}

function askEntity(
  access: RegisterAccess,
  id: string,
  registrationNo: string,
): Promise<Asked<CompanyRecord>> {
  const path = `entity/${id}?showHistoricalData=false&showOrganizationUnits=false`;
  const call = { method: "GET", path, headers: HEADERS, bytesMax: BYTES_MAX } as const;
  return callRegister(access, call, (reply) =>
    readOk(reply, (json) => {
      const entity = entityForm.safeParse(json);
      if (!entity.success) return unavailable("garbage");
      if (registrationNoOf(entity.data) !== registrationNo) return unavailable("wrong_person");
      const records = [companyOf(entity.data)];
      return { outcome: "found", records, quality: "identifier", asOf: null, isCut: false };
    }),
  );
}

/** Their services say nothing of their own but in an answer with 200. */
export function readOk<Record>(
  { status, body }: RegisterReply,
  read: (json: unknown) => RegisterAnswer<Record>,
): RegisterAnswer<Record> {
  if (status !== 200) return troubleOfStatus(status);
  const json = readJson(body);
  return json === undefined ? troubleOfBody(body) : read(json);
}
