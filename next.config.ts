import type { NextConfig } from 'next'

export default {
  poweredByHeader: false,
  reactStrictMode: true,
  typedRoutes: true,
  serverExternalPackages: ['pg-boss', 'rate-limiter-flexible'],
  /** The callback's address holds a code: Next's own request log in development would print it. */
  logging: { incomingRequests: { ignore: [/^\/api\/auth\//] } },
} satisfies NextConfig
