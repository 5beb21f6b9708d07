import type { signIn as en } from '#lib/messages/en/sign-in'
import type { Translation } from '#lib/messages/translation'

export const signIn = {
  title: 'Anmelden',
  heading: 'Bei {brand} anmelden',
  sameWay:
    'Wenn Sie schon einmal hier waren, nehmen Sie denselben Weg wie damals: Ein anderer legt ein neues Konto an, solange Sie ihn nicht mit Ihrem verbinden.',
  password:
    'Ihr Passwort bleibt bei {providers}: {brand} bekommt es nie zu sehen. Die Anmeldung setzt ein Cookie, das Sie in diesem Browser angemeldet hält. Ein weiteres enthält Ihre Zeitzone.',
  already: 'Sie sind als {name} angemeldet',
  alreadyText:
    'Sie können mit diesem Konto weitermachen. Wenn Sie sich erneut anmelden, wechselt dieser Browser zu dem Konto, das Sie wählen.',
  goneTitle: 'Sie sind abgemeldet',
  gone: 'Dieser Browser wurde abgemeldet, oder sein Konto hier wurde gelöscht. Die Anmeldung öffnet Ihr Konto oder legt ein neues an.',
  button: { google: 'Über Google anmelden', facebook: 'Weiter mit Facebook', twitter: 'Mit X anmelden' },
  goOn: { google: 'Weiter mit Google', facebook: 'Weiter mit Facebook', twitter: 'Weiter mit X' },
  alone: {
    google:
      'Google gibt Ihren Namen, Ihre <nowrap>E-Mail-Adresse</nowrap> und Ihr Bild an {brand} weiter, sonst nichts.',
    facebook:
      'Facebook gibt Ihren Namen und Ihr Bild an {brand} weiter und auch Ihre <nowrap>E-Mail-Adresse</nowrap>, wenn Sie sie angekreuzt lassen.',
    twitter: 'X gibt Ihren Namen, Ihren Nutzernamen und Ihr Bild an {brand} weiter.',
    twitterEmail:
      'X gibt Ihren Namen, Ihren Nutzernamen, Ihre <nowrap>E-Mail-Adresse</nowrap> und Ihr Bild an {brand} weiter.',
  },
  shares: {
    google: 'Google gibt Ihren Namen, Ihre E-Mail-Adresse und Ihr Bild weiter.',
    facebook:
      'Facebook gibt Ihren Namen und Ihr Bild weiter und auch Ihre E-Mail-Adresse, wenn Sie sie angekreuzt lassen.',
    twitter: 'X gibt Ihren Namen, Ihren Nutzernamen und Ihr Bild weiter.',
    twitterEmail: 'X gibt Ihren Namen, Ihren Nutzernamen, Ihre E-Mail-Adresse und Ihr Bild weiter.',
  },
  connects: {
    google:
      'Google fragt Sie, welches Konto es ist, und gibt dessen Namen, E-Mail-Adresse und Bild an uns weiter.',
    facebook:
      'Facebook nimmt das Konto, mit dem Sie dort angemeldet sind, und gibt dessen Namen und Bild an uns weiter und auch die E-Mail-Adresse, wenn Sie sie angekreuzt lassen.',
    twitter:
      'X nimmt das Konto, mit dem Sie dort angemeldet sind, und gibt dessen Namen, Nutzernamen und Bild an uns weiter. {brand} merkt sich dann, dass dieses X-Konto Ihres ist.',
    twitterEmail:
      'X nimmt das Konto, mit dem Sie dort angemeldet sind, und gibt dessen Namen, Nutzernamen, E-Mail-Adresse und Bild an uns weiter. {brand} merkt sich dann, dass dieses X-Konto Ihres ist.',
  },
  also: {
    twitter:
      'X fragt auch nach Ihren Beiträgen, weil es keine kleinere Berechtigung kennt; {brand} liest, wer Sie sind, und Beiträge nur, wenn Sie es verlangen.',
  },
  description:
    'Anmeldung, richtig gemacht: Konten, Sitzungen und Tokens in Ihrer eigenen PostgreSQL-Datenbank.',
  descriptionOnly:
    'Anmeldung mit {provider}, richtig gemacht: Konten, Sitzungen und Tokens in Ihrer eigenen PostgreSQL-Datenbank.',
  picture:
    'Anmeldung mit Google, richtig gemacht: Konten, Sitzungen und Tokens in Ihrer eigenen PostgreSQL-Datenbank.',
} satisfies Translation<typeof en>
