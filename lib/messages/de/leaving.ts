import type { leaving as en } from '#lib/messages/en/leaving'
import type { Translation } from '#lib/messages/translation'

export const leaving = {
  title: 'Weiter zu {provider}',
  'sign-in': '{provider} fragt, wer Sie sind, und bringt Sie angemeldet zurück.',
  link: '{provider} fragt nach dem Konto, das Sie verbinden möchten, und bringt Sie zurück.',
  grant: '{provider} fragt, was Sie erlauben möchten, und bringt Sie zurück.',
  reconnect: '{provider} fragt, ob Sie weiterhin zustimmen, und bringt Sie zurück.',
  confirm: '{provider} fragt, ob Sie es sind, und bringt Sie zurück.',
  sendsBack: '{provider} bringt Sie zurück, und das genügt.',
  stuck: 'Falls nichts geschieht: <link>weiter zu {provider}</link>',
} satisfies Translation<typeof en>
