/** Names in -el that drop their e; others keep it (Danieli, Doležele). */
export const MOVABLE_E: ReadonlySet<string> = new Set(
  "pavel karel havel kozel orel osel posel kotel uzel pytel ďábel vorel čumel kužel".split(" "),
);

/** Vocatives that no rule makes. */
export const EXCEPTIONS: Readonly<Record<string, string>> = {
  král: "králi",
  lev: "lve",
  švec: "ševče",
  kadlec: "kadleče",
  tkadlec: "tkadleče",
  pes: "pse",
  bůh: "bože",
  kníže: "kníže",
  člověk: "člověče",
  otec: "otče",
  chlapec: "chlapče",
  syn: "synu",
  pytel: "pytle",
};

/** Surnames of large communities here that Czech leaves as they are. */
export const FOREIGN_SURNAMES: ReadonlySet<string> = new Set(
  (
    "nguyen nguyễn tran trần le lê pham phạm hoang hoàng phan vu vũ vo võ dang đặng bui bùi do đỗ " +
    "ho hồ ngo ngô duong dương ly lý dinh đinh mai luong lương trinh trịnh chen zhang wang liu yang " +
    "huang zhao wu zhou kim park lee singh khan van"
  ).split(" "),
);

export const PARTICLES: ReadonlySet<string> = new Set(
  "van von de der den di da del della du la le al el bin ibn ben ter zu zum dos".split(" "),
);

/** Letters that Czech and its neighbours' names here do not have. */
export const FOREIGN_LETTERS = /[^a-záčďéěíňóřšťúůýžäöüľĺŕôőűëß'’]/;

/** Endings whose pronunciation, and so the declension, the spelling does not tell. */
export const FOREIGN_TAIL = /(?:w|[^áó]th|gh|ough|eau|eux|ieu|aux|oux)$/;
