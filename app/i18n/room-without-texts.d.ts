/** A room whose Czech file does not exist yet has no keys; without this all keys would fail. */
declare module "./cs/*.json" {
  const texts: { pending: string };
  export default texts;
}
