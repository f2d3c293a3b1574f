import { PHASE_PRODUCTION_SERVER } from "next/constants.js";

/** Nothing but our own worker, which says itself what is kept (docs/decisions/021). */
const worker = {
  dest: ".next/worker",
  disable: process.env.NODE_ENV !== "production",
  register: false,
  cacheStartUrl: false,
  dynamicStartUrl: false,
  reloadOnOnline: false,
  publicExcludes: ["!**/LICENSE"],
  workboxOptions: {
    swSrc: "lib/offline/worker.ts",
    // The worker itself, and what is no page.
    exclude: [/\.map$/, /^worker\//, /^static\/chunks\/app\/(?!\(resident\))/],
  },
};

/** @type {import("next").NextConfig} */
const config = {
  poweredByHeader: false,
  reactStrictMode: true,
  // better-sqlite3 is native; @react-pdf and the decoder are used by commands only.
  serverExternalPackages: ["better-sqlite3", "date-holidays"],
  // `npm test` checks the types of everything once; a start need not do it again.
  typescript: { ignoreBuildErrors: true },
  // Which files a build would need elsewhere is asked by nobody: a fifth of its time.
  outputFileTracingExcludes: { "*": ["**/*"] },
  images: { unoptimized: true },
  experimental: {
    serverActions: { bodySizeLimit: "64kb" },
  },
};

/** A server that only serves does not load what makes the worker: that took a third of its start. */
export default async function configOf(phase) {
  if (phase === PHASE_PRODUCTION_SERVER) return config;
  const { default: withWorker } = await import("next-pwa");
  return withWorker(worker)(config);
}
