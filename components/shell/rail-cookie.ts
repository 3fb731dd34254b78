/** "1" = the rail shows names beside its icons. */
export const railCookie = "saldo_rail";
