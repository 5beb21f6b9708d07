import type { NextConfig } from 'next'

export default {
  /** Has the build write what it needs to run alone; `npm run standalone` adds our server to it. */
  output: 'standalone',
  poweredByHeader: false,
  reactStrictMode: true,
  typedRoutes: true,
  /** No page shows a picture through `/_next/image`, which would make one of any size for anybody who asks. */
  images: { unoptimized: true },
  serverExternalPackages: ['pg-boss', 'rate-limiter-flexible'],
  /** A page that is there does not carry the one that is not. */
  experimental: { globalNotFound: true },
  /** The callback's address holds a code: Next's own request log in development would print it. */
  logging: { incomingRequests: { ignore: [/^\/api\/auth\//] } },
} satisfies NextConfig
