import type { names as en } from '#lib/messages/en/names'
import type { Translation } from '#lib/messages/translation'

export const names = {
  namelessAccount: '{provider}-Konto ohne Namen',
  namelessStart: '{provider}-Konto ohne Namen',
  accountAt: '{account} bei {provider}',
  browser: '{browser} unter {system}',
  unknownBrowser: 'unbekannter Browser',
  unknownBrowserStart: 'Ein unbekannter Browser',
  thisSession: 'Diese Sitzung',
} satisfies Translation<typeof en>
