import type { DeviceSign } from '#components/account/device-icon'
import type { Place } from '#lib/place'
import type { Device } from '#lib/request/device'

/** What people call a browser, such as "Firefox on Linux". */
export function nameDevice({ browser, system }: Pick<Device, 'browser' | 'system'>): string {
  if (browser === null) return 'An unknown browser'
  return system === null ? browser : `${browser} on ${system}`
}

export function signOf({ kind, family }: Device): DeviceSign {
  return { kind, family }
}

const regions = new Map<string, Intl.DisplayNames>()

/** "about Berlin, Germany", or the country alone where the city is not known. */
export function namePlace({ country, city }: Place, locale = 'en'): string {
  const names = regions.get(locale) ?? new Intl.DisplayNames(locale, { type: 'region' })
  regions.set(locale, names)
  const town = city[locale] ?? city.en
  return `about ${[town, names.of(country)].filter(Boolean).join(', ')}`
}
