import { describe, expect, it } from "vitest";
import { type AllocationEntry, allocate, type Charge, type Profile } from "./allocation";

const FEES_FIRST: Profile = {
  kindOrder: [["costs", "fee"], ["lateInterest"], ["interest"], ["principal"]],
  isClaimFirst: true,
};
const KIND_FIRST: Profile = { ...FEES_FIRST, isClaimFirst: false };

const DUE = { 1: "2026-01-10", 2: "2026-02-10", 3: "2026-03-10" } as const;
type ClaimNo = keyof typeof DUE;

/** Component 10 is the principal of claim 1, 11 its fee, 20 the principal of claim 2 … */
function charge(componentKey: number, amountMinor: number, valueOn?: string): Charge {
  const claimKey = Math.trunc(componentKey / 10) as ClaimNo;
  return {
    componentKey,
    claimKey,
    kind: componentKey % 10 === 0 ? "principal" : "fee",
    dueOn: DUE[claimKey],
    claimLabel: "",
    componentLabel: "",
    valueOn: valueOn ?? "2026-01-01",
    amountMinor,
  };
}

const pay = (paymentKey: number, amountMinor: number, valueOn: string, claimKey?: number) => ({
  paymentKey,
  amountMinor,
  valueOn,
  claimKey: claimKey ?? null,
});

type Facts = Partial<Parameters<typeof allocate>[0]>;

/** "1 10 2026-01-05 500": payment, component (- is overpayment), day, amount. */
function run(facts: Facts): string[] {
  const entries = allocate({
    charges: [],
    payments: [],
    reversals: [],
    profile: FEES_FIRST,
    ...facts,
  });
  return entries.map(text).sort();
}

const text = ({ paymentKey, componentKey, valueOn, amountMinor }: AllocationEntry) =>
  `${paymentKey} ${componentKey ?? "-"} ${valueOn.slice(5)} ${amountMinor}`;

describe("a payment", () => {
  it.each([
    ["exact", 1000, ["1 10 01-05 1000"]],
    ["too small", 400, ["1 10 01-05 400"]],
    ["too large", 1500, ["1 - 01-05 500", "1 10 01-05 1000"]],
  ])("that is %s", (_, amountMinor, expected) => {
    const charges = [charge(10, 1000)];
    expect(run({ charges, payments: [pay(1, amountMinor, "2026-01-05")] })).toEqual(expected);
  });

  it("without anything owed is an overpayment", () => {
    expect(run({ payments: [pay(1, 700, "2026-01-05")] })).toEqual(["1 - 01-05 700"]);
  });

  it("pays the fee before the principal when the profile says so", () => {
    const charges = [charge(10, 1000), charge(11, 200)];
    const payments = [pay(1, 1000, "2026-01-05")];
    expect(run({ charges, payments })).toEqual(["1 10 01-05 800", "1 11 01-05 200"]);
    const profile = { kindOrder: [["principal"], ["fee"]], isClaimFirst: true };
    expect(run({ charges, payments, profile })).toEqual(["1 10 01-05 1000"]);
  });

  it("finishes the claim due first, or a kind across all claims, as the profile says", () => {
    const charges = [charge(20, 1000), charge(21, 100), charge(10, 1000), charge(11, 100)];
    const payments = [pay(1, 1250, "2026-01-05")];
    expect(run({ charges, payments })).toEqual([
      "1 10 01-05 1000",
      "1 11 01-05 100",
      "1 20 01-05 50",
      "1 21 01-05 100",
    ]);
    expect(run({ charges, payments, profile: KIND_FIRST })).toEqual([
      "1 10 01-05 1000",
      "1 11 01-05 100",
      "1 20 01-05 50",
      "1 21 01-05 100",
    ]);
    const less = [pay(1, 300, "2026-01-05")];
    expect(run({ charges, payments: less })).toEqual(["1 10 01-05 200", "1 11 01-05 100"]);
    expect(run({ charges, payments: less, profile: KIND_FIRST })).toEqual([
      "1 10 01-05 100",
      "1 11 01-05 100",
      "1 21 01-05 100",
    ]);
  });

  it("pays the claim that the payer named before older ones, then goes on", () => {
    const charges = [charge(10, 1000), charge(20, 1000)];
    const payments = [pay(1, 1200, "2026-01-05", 2)];
    expect(run({ charges, payments })).toEqual(["1 10 01-05 200", "1 20 01-05 1000"]);
  });

  it("naming a claim of which nothing is known pays the others", () => {
    const payments = [pay(1, 300, "2026-01-05", 9)];
    expect(run({ charges: [charge(10, 1000)], payments })).toEqual(["1 10 01-05 300"]);
  });

  it("ranks kinds that the profile does not name last", () => {
    const penalty = { ...charge(11, 100), kind: "contractualPenalty" };
    const payments = [pay(1, 1050, "2026-01-05")];
    expect(run({ charges: [penalty, charge(10, 1000)], payments })).toEqual([
      "1 10 01-05 1000",
      "1 11 01-05 50",
    ]);
  });
});

describe("dates", () => {
  it("money that comes before the debt waits as overpayment and is used when the debt comes", () => {
    const charges = [charge(10, 1000, "2026-02-01")];
    expect(run({ charges, payments: [pay(1, 600, "2026-01-05")] })).toEqual([
      "1 - 01-05 600",
      "1 - 02-01 -600",
      "1 10 02-01 600",
    ]);
  });

  it("a debt known before its due day is paid at once", () => {
    const charges = [charge(30, 1000, "2026-01-01")];
    expect(run({ charges, payments: [pay(1, 1000, "2026-01-02")] })).toEqual(["1 30 01-02 1000"]);
  });

  it("a payment of an earlier day goes before those that were there already", () => {
    const charges = [charge(10, 1000), charge(20, 1000)];
    const late = pay(1, 1000, "2026-02-20");
    expect(run({ charges, payments: [late] })).toEqual(["1 10 02-20 1000"]);
    expect(run({ charges, payments: [late, pay(2, 600, "2026-02-01")] })).toEqual([
      "1 10 02-20 400",
      "1 20 02-20 600",
      "2 10 02-01 600",
    ]);
  });

  it("a charge of an earlier day takes money that had gone elsewhere", () => {
    const payments = [pay(1, 1000, "2026-02-20")];
    const charges = [charge(10, 1000), charge(11, 300, "2026-02-19")];
    expect(run({ charges, payments })).toEqual(["1 10 02-20 700", "1 11 02-20 300"]);
  });

  it("a fee charged later takes nothing from what was paid before", () => {
    const charges = [charge(10, 1000), charge(11, 300, "2026-03-01")];
    const payments = [pay(1, 1000, "2026-02-20"), pay(2, 100, "2026-03-02")];
    expect(run({ charges, payments })).toEqual(["1 10 02-20 1000", "2 11 03-02 100"]);
  });

  it("overpayment absorbs a later fee, the oldest overpayment first", () => {
    const charges = [charge(10, 1000), charge(11, 300, "2026-03-01")];
    const payments = [pay(1, 1100, "2026-02-20"), pay(2, 250, "2026-02-21")];
    expect(run({ charges, payments })).toEqual([
      "1 - 02-20 100",
      "1 - 03-01 -100",
      "1 10 02-20 1000",
      "1 11 03-01 100",
      "2 - 02-21 250",
      "2 - 03-01 -200",
      "2 11 03-01 200",
    ]);
  });

  it("a charge of the payment's own day is there first", () => {
    const charges = [charge(10, 1000), charge(11, 300, "2026-02-20")];
    const payments = [pay(1, 500, "2026-02-20")];
    expect(run({ charges, payments })).toEqual(["1 10 02-20 200", "1 11 02-20 300"]);
  });
});

describe("a reversal", () => {
  const charges = [charge(10, 1000), charge(20, 1000)];
  const payments = [pay(1, 1000, "2026-01-05"), pay(2, 500, "2026-01-06")];

  it("as correction: the payment never was, and later ones move up", () => {
    const reversals = [{ paymentKey: 1, kind: "correction" as const, valueOn: "2026-01-05" }];
    expect(run({ charges, payments, reversals })).toEqual(["2 10 01-06 500"]);
  });

  it("as bounce: what it paid is open again from that day on, others stay where they are", () => {
    const reversals = [{ paymentKey: 1, kind: "bounce" as const, valueOn: "2026-01-09" }];
    expect(run({ charges, payments, reversals })).toEqual([
      "1 10 01-05 1000",
      "1 10 01-09 -1000",
      "2 20 01-06 500",
    ]);
  });

  it("as bounce takes back the overpayment of its payment as well", () => {
    const reversals = [{ paymentKey: 1, kind: "bounce" as const, valueOn: "2026-01-09" }];
    const large = [pay(1, 2500, "2026-01-05")];
    expect(run({ charges, payments: large, reversals })).toEqual([
      "1 - 01-05 500",
      "1 - 01-09 -500",
      "1 10 01-05 1000",
      "1 10 01-09 -1000",
      "1 20 01-05 1000",
      "1 20 01-09 -1000",
    ]);
  });

  it("as bounce lets the overpayment of another payment fill the gap the same day", () => {
    const two = [pay(1, 1000, "2026-01-05"), pay(2, 1300, "2026-01-06")];
    const reversals = [{ paymentKey: 1, kind: "bounce" as const, valueOn: "2026-01-09" }];
    expect(run({ charges, payments: two, reversals })).toEqual([
      "1 10 01-05 1000",
      "1 10 01-09 -1000",
      "2 - 01-06 300",
      "2 - 01-09 -300",
      "2 10 01-09 300",
      "2 20 01-06 1000",
    ]);
  });

  it("on the payment's own day leaves no trace", () => {
    const reversals = [{ paymentKey: 1, kind: "bounce" as const, valueOn: "2026-01-05" }];
    expect(run({ charges, payments: [pay(1, 500, "2026-01-05")], reversals })).toEqual([]);
  });

  it("of one of two equal payments is the same whichever it is", () => {
    const twins = [pay(1, 300, "2026-01-05"), pay(2, 300, "2026-01-05")];
    const of = (paymentKey: number) => [
      { paymentKey, kind: "bounce" as const, valueOn: "2026-01-09" },
    ];
    const fee = [charge(10, 1000), charge(11, 300)];
    const left = (reversed: number) =>
      run({ charges: fee, payments: twins, reversals: of(reversed) })
        .map((line) => line.slice(2))
        .sort();
    expect(left(1)).toEqual(left(2));
    expect(left(1)).toEqual(["11 01-05 300", "10 01-05 300", "10 01-09 -300"].sort());
  });
});

describe("a charge that is lowered", () => {
  it("after payment gives back the latest money first, and open debts take it", () => {
    const charges = [
      charge(10, 1000),
      charge(10, -700, "2026-03-01"),
      charge(20, 1000, "2026-02-01"),
    ];
    const payments = [pay(1, 600, "2026-01-05"), pay(2, 400, "2026-01-06")];
    expect(run({ charges, payments })).toEqual([
      "1 10 01-05 600",
      "1 10 03-01 -300",
      "1 20 03-01 300",
      "2 10 01-06 400",
      "2 10 03-01 -400",
      "2 20 03-01 400",
    ]);
  });

  it("from its first day was never there", () => {
    const charges = [charge(10, 1000), charge(11, 200), charge(11, -200)];
    expect(run({ charges, payments: [pay(1, 900, "2026-01-05")] })).toEqual(["1 10 01-05 900"]);
  });

  it("with nothing else open leaves an overpayment", () => {
    const charges = [charge(10, 1000), charge(10, -1000, "2026-03-01")];
    expect(run({ charges, payments: [pay(1, 1000, "2026-01-05")] })).toEqual([
      "1 - 03-01 1000",
      "1 10 01-05 1000",
      "1 10 03-01 -1000",
    ]);
  });

  it("and charged anew on the same day releases nothing", () => {
    const charges = [
      charge(10, 1000),
      charge(10, -1000, "2026-03-01"),
      charge(10, 1000, "2026-03-01"),
    ];
    expect(run({ charges, payments: [pay(1, 1000, "2026-01-05")] })).toEqual(["1 10 01-05 1000"]);
  });
});

it("decides between claims of one due day by what people call them, not by their numbers", () => {
  const one = { ...charge(10, 500), claimLabel: "FV-2" };
  const two = { ...charge(20, 500), dueOn: DUE[1], claimLabel: "FV-1" };
  const payments = [pay(1, 500, "2026-01-15")];
  expect(run({ charges: [one, two], payments })).toEqual(["1 20 01-15 500"]);
});

it("of two equal payments, what leaves one of them later turns nothing before that day", () => {
  const charges = [charge(10, 300), charge(20, 200)];
  const payments = [pay(1, 300, "2026-02-15"), pay(2, 300, "2026-02-15")];
  const first = { paymentKey: 2, valueOn: "2026-03-01", amountMinor: 200 };
  const then = run({ charges, payments, withdrawals: [first] });
  for (const valueOn of ["2026-03-02", "2026-05-01"]) {
    const later = { paymentKey: 1, valueOn, amountMinor: 100 };
    const now = run({ charges, payments, withdrawals: [later, first] });
    expect(now.filter((row) => (row.split(" ")[2] as string) <= "03-01")).toEqual(then);
  }
  const equal = { paymentKey: 1, valueOn: "2026-03-01", amountMinor: 100 };
  const bounce = { paymentKey: 2, kind: "bounce" as const, valueOn: "2026-04-01" };
  const unbounced = run({ charges, payments, withdrawals: [equal] });
  const bounced = run({ charges, payments, withdrawals: [equal], reversals: [bounce] });
  expect(bounced.filter((row) => (row.split(" ")[2] as string) <= "03-01")).toEqual(unbounced);
});

it("takes thousands of claims and payments in one case", () => {
  const claims = Array.from({ length: 4_000 }, (_, i) => ({
    ...charge(10, 1_000),
    componentKey: i,
    claimKey: i,
    claimLabel: String(i).padStart(5, "0"),
  }));
  const payments = Array.from({ length: 4_000 }, (_, i) => pay(i, 1_001, "2026-02-01"));
  const entries = allocate({ charges: claims, payments, reversals: [], profile: FEES_FIRST });
  expect(entries.reduce((sum, { amountMinor }) => sum + amountMinor, 0)).toBe(4_000 * 1_001);
});
