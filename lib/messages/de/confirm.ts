import type { confirm as en } from '#lib/messages/en/confirm'
import type { Translation } from '#lib/messages/translation'

export const confirm = {
  title: 'Bestätigen Sie, dass Sie es sind',
  connecting:
    'Um ein weiteres Konto zu verbinden, ist eine Anmeldung in den letzten zehn Minuten nötig, und Ihre ist älter.',
  disconnecting:
    'Um ein Konto zu trennen, ist eine Anmeldung in den letzten zehn Minuten nötig, und Ihre ist älter.',
  sessions:
    'Um andere Browser abzumelden, ist eine Anmeldung in den letzten zehn Minuten nötig, und Ihre ist älter.',
  download:
    'Um Ihre Daten herunterzuladen, ist eine Anmeldung in den letzten zehn Minuten nötig, und Ihre ist älter.',
  delete:
    'Um Ihr Konto zu löschen, ist eine Anmeldung in den letzten zehn Minuten nötig, und Ihre ist älter.',
  otherwise:
    'Für das, was Sie vorhaben, ist eine Anmeldung in den letzten zehn Minuten nötig, und Ihre ist älter.',
  none: 'Jedes Konto, mit dem Sie bestätigen könnten, ist hier gesperrt oder ausgeschaltet: Fragen Sie die Betreiber dieser Website.',
  several: 'Bestätigen Sie mit einem Ihrer Konten: Sie kommen zurück, wo Sie waren.',
  one: 'Bestätigen Sie mit {provider} als <name></name>: Sie kommen zurück, wo Sie waren.',
  as: 'als <name></name>',
  roundTrip:
    '{provider} fragt nicht noch einmal nach Ihrem Passwort: Es genügt, dass Sie von dort zurückkommen.',
  notNow: 'Nicht jetzt',
  nothing: 'Es gibt nichts zu bestätigen',
  nothingText:
    'Sie haben sich in den letzten zehn Minuten angemeldet oder bestätigt; wir wissen also, dass Sie es sind.',
  firstNone:
    'Zuerst muss bestätigt werden, dass Sie es sind, doch alle Konten, mit denen das ginge, sind hier zurzeit nicht nutzbar; danach kommen Sie zu dieser Frage zurück.',
  firstSeveral:
    'Zuerst bestätigt eines Ihrer Konten, dass Sie es sind; dann kommen Sie zu dieser Frage zurück.',
  firstAsks: 'Zuerst bestätigt {provider}, dass Sie es sind; dann kommen Sie zu dieser Frage zurück.',
  firstRoundTrip:
    'Zuerst gehen Sie weiter zu {provider}; dort werden Sie nicht noch einmal nach Ihrem Passwort gefragt: Es genügt, dass Sie von dort zurückkommen. Dann kommen Sie zu dieser Frage zurück.',
  laterNone:
    'Ihre Anmeldung ist eine Weile her. Zuerst muss bestätigt werden, dass Sie es sind, doch alle Konten, mit denen das ginge, sind hier zurzeit nicht nutzbar; danach kommen Sie hierher zurück.',
  laterSeveral:
    'Ihre Anmeldung ist eine Weile her. Zuerst bestätigt eines Ihrer Konten, dass Sie es sind; dann kommen Sie hierher zurück.',
  laterAsks:
    'Ihre Anmeldung ist eine Weile her. Zuerst bestätigt {provider}, dass Sie es sind; dann kommen Sie hierher zurück.',
  laterRoundTrip:
    'Ihre Anmeldung ist eine Weile her. Zuerst gehen Sie weiter zu {provider}; dort werden Sie nicht noch einmal nach Ihrem Passwort gefragt: Es genügt, dass Sie von dort zurückkommen. Dann kommen Sie hierher zurück.',
} satisfies Translation<typeof en>
