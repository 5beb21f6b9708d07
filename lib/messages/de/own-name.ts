import type { ownName as en } from '#lib/messages/en/own-name'
import type { Translation } from '#lib/messages/translation'

export const ownName = {
  title: 'Ihr Name hier',
  label: 'Anzeigename',
  save: 'Speichern',
  provider: 'Bleibt das Feld leer, gilt Ihr Name bei {provider}: {name}.',
  nameless: 'Bleibt das Feld leer, gilt Ihre Adresse oder Ihr Konto: {provider} nennt uns keinen Namen.',
} satisfies Translation<typeof en>
