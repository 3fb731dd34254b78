/** "12/2026" as parts of an address. */
export const pathOf = (refNo: string): string => refNo.split("/").map(encodeURIComponent).join("/");
