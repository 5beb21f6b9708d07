import type { NextConfig } from 'next'

export default {
  /** Has the build write what it needs to run alone; `npm run standalone` adds our server to it. */
  output: 'standalone',
  poweredByHeader: false,
  reactStrictMode: true,
  typedRoutes: true,
  /** Nobody's metadata comes after the page: what breaks in it would break the page in the browser, in Next's own words. */
  htmlLimitedBots: /.*/,
  /** No page shows a picture through `/_next/image`, which would make one of any size for anybody who asks. */
  images: { unoptimized: true },
  compiler: {
    /** Once a build, and not once a request. */
    runAfterProductionCompile: async ({ distDir }) => {
      const { precompress } = await import('./scripts/build/precompress.ts')
      const { startReactLater } = await import('./scripts/build/start-react-later.ts')
      await Promise.all([precompress(distDir), startReactLater(distDir)])
    },
  },
  serverExternalPackages: ['pg-boss', 'rate-limiter-flexible'],
  experimental: {
    /** A page that is there does not carry the one that is not. */
    globalNotFound: true,
    /** What Next sends with every page is one file, which is smaller than four. Bytes, before they are made small. */
    turbopackChunking: { minChunkSize: 10_000_000, maxMergeChunkSize: 10_000_000 },
    /** Our server does, when it can (server/warm-up.ts). */
    preloadEntriesOnStart: false,
  },
  /** The callback's address holds a code: Next's own request log in development would print it. */
  logging: { incomingRequests: { ignore: [/^\/api\/auth\//] } },
} satisfies NextConfig
