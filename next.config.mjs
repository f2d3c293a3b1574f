/** @type {import("next").NextConfig} */
export default {
  poweredByHeader: false,
  reactStrictMode: true,
  // better-sqlite3 is native; @react-pdf and the decoder are used by commands only.
  serverExternalPackages: ["better-sqlite3", "date-holidays"],
  // `npm test` checks the types of everything once; a start need not do it again.
  typescript: { ignoreBuildErrors: true },
  images: { unoptimized: true },
  experimental: {
    serverActions: { bodySizeLimit: "64kb" },
  },
};
