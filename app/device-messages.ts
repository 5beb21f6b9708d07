import type { DeviceSign } from '#components/account/device-icon'
import type { Language } from '#lib/messages/languages'
import { wordsIn } from '#lib/messages/words'
import type { Place } from '#lib/place'
import type { Device } from '#lib/request/device'

/** What the drawing of a device depends on. */
export function signOf({ kind, family }: Device): DeviceSign {
  return { kind, family }
}

/** What people call a browser: "Firefox on Linux". */
export function nameDevice(
  language: Language,
  { browser, system }: Pick<Device, 'browser' | 'system'>,
): string {
  const t = wordsIn(language, 'names')
  if (browser === null) return t('unknownBrowserStart')
  return system === null ? browser : t('browser', { browser, system })
}

/** The same, of one as the history keeps it: see `describeBrowser`. */
export function nameBrowser(language: Language, stored: string | null): string {
  const [browser = null, system = null] = stored?.split(' on ') ?? []
  return nameDevice(language, { browser, system })
}

const regions = new Map<Language, Intl.DisplayNames>()

/** "about Berlin, Germany", or the country alone where the city is not known. */
export function namePlace(language: Language, { country: code, city }: Place): string {
  const t = wordsIn(language, 'devices')
  const names = regions.get(language) ?? new Intl.DisplayNames(language, { type: 'region' })
  regions.set(language, names)
  const country = names.of(code) ?? code
  const town = city[language] ?? city.en
  return t('about', { place: town ? t('town', { town, country }) : country })
}

/** A device with its address, and where that is: "Firefox on Linux at 192.0.2.1, about Berlin, Germany". */
export function nameOrigin(
  language: Language,
  { device, ipAddress, place }: { device: Device; ipAddress: string | null; place: Place | null },
): string {
  const name = nameDevice(language, device)
  if (ipAddress === null) return name
  const at = wordsIn(language, 'devices')('at', { device: name, address: ipAddress })
  return place ? `${at} (${namePlace(language, place)})` : at
}
