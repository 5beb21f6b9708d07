import type { ServerSettings } from './settings.ts'

const TWO_YEARS_SECONDS = 2 * 365 * 24 * 60 * 60

const UNUSED_FEATURES = [
  'accelerometer',
  'camera',
  'display-capture',
  'geolocation',
  'gyroscope',
  'magnetometer',
  'microphone',
  'midi',
  'payment',
  'screen-wake-lock',
  'usb',
  'xr-spatial-tracking',
]

type Site = Pick<ServerSettings, 'origin' | 'development'>

/** The headers that every response carries, files and refusals included. */
export function securityHeaders({ origin, development }: Site): Record<string, string> {
  // In development it would hold for everything else on localhost.
  const promisesHttps = origin.startsWith('https:') && !development
  return {
    'X-Content-Type-Options': 'nosniff',
    // An address may hold the code and state of a sign-in: no other site gets to see any.
    'Referrer-Policy': 'same-origin',
    'X-Frame-Options': 'DENY',
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cross-Origin-Resource-Policy': 'same-origin',
    'Permissions-Policy': UNUSED_FEATURES.map((feature) => `${feature}=()`).join(', '),
    ...(promisesHttps && { 'Strict-Transport-Security': `max-age=${TWO_YEARS_SECONDS}` }),
  }
}
