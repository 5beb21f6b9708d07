import type { endReasons as en } from '#lib/messages/en/end-reasons'
import type { Translation } from '#lib/messages/translation'

export const endReasons = {
  revoked: {
    google:
      'Er wurde wahrscheinlich in Ihrem Google-Konto zurückgenommen oder durch eine Änderung Ihres Passworts oder durch eine Administration beendet.',
    facebook:
      'Er wurde wahrscheinlich in den Einstellungen von Facebook zurückgenommen oder durch eine Änderung Ihres Passworts beendet.',
    twitter:
      'Er wurde wahrscheinlich in den Einstellungen von X zurückgenommen oder durch eine Änderung Ihres Passworts beendet.',
  },
  expired: 'Sie haben ihn für begrenzte Zeit gewährt, und diese Zeit ist vorbei.',
  testing: 'Solange diese Anwendung getestet wird, beendet {provider} jeden Zugriff nach sieben Tagen.',
  unused: 'Er wurde sechs Monate lang nicht benutzt; danach beendet {provider} ihn.',
  no_refresh_token: {
    google: 'Google hat ihn nur für etwa eine Stunde gewährt, und diese Stunde ist vorbei.',
    facebook: 'Facebook hat ihn nur für kurze Zeit gewährt, und diese Zeit ist vorbei.',
    twitter: 'X hat ihn nur für kurze Zeit gewährt, und diese Zeit ist vorbei.',
  },
  refused: '{provider} akzeptiert ihn nicht mehr und sagt nicht, warum.',
  organisation:
    'Eine Regel Ihrer Organisation oder der Schutz Ihres {provider}-Kontos erlaubt ihn nicht mehr. Fragen Sie Ihre Administration: Sobald er erlaubt ist, klappt das erneute Verbinden.',
  consent: '{provider} möchte, dass Sie ihm erneut zustimmen.',
} satisfies Translation<typeof en>
