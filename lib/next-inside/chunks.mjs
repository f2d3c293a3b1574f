/** What Next calls the files that no page which is kept asks for: asked of the build in tests/e2e/next-inside.spec.ts. */
export const CHUNKS_NEVER_READ = [
  // The router of pages of another kind, and what old browsers lack.
  /^static\/chunks\/(framework|main(?!-app)|polyfills)-/,
  /^static\/chunks\/(pages|next)\//,
  // Pages of other audiences, and pages that are not kept.
  /^static\/chunks\/app\/(?!\(resident\))/,
  /^static\/chunks\/app\/\(resident\)\/\[lang\]\/(q|rezerwacja|wizyta)\//,
  /_ssgManifest\.js$/,
];
