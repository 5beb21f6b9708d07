import type { Language } from '#lib/messages/languages'
import type { ProblemTexts } from './describe-error.ts'

/** What `problemTexts` says, for `global-error.tsx`, which asks for it once it is needed. A test compares them. */
export const texts: Record<Language, ProblemTexts> = {
  en: {
    outdated: {
      title: 'This page is from before an update',
      message:
        'We have updated the site since you opened the page, so what you pressed was not done. Load the page again, then try once more.',
    },
    unknown: {
      title: 'Something broke on our side',
      message: 'We have made a note of it. Try again; if it happens again, tell us the reference below.',
    },
    broken: {
      title: 'Something went wrong in this page',
      message:
        'It may be the connection. Load the page again and see whether it was done; if it happens again, tell us what you did.',
    },
    reference: 'If you ask for help, give this reference:',
    tryAgain: 'Try again',
    loadAgain: 'Load the page again',
  },
  de: {
    outdated: {
      title: 'Diese Seite ist von vor einer Aktualisierung',
      message:
        'Wir haben die Website aktualisiert, seit Sie die Seite geöffnet haben; deshalb wurde Ihre Eingabe nicht ausgeführt. Laden Sie die Seite neu und versuchen Sie es noch einmal.',
    },
    unknown: {
      title: 'Bei uns ist etwas schiefgegangen',
      message:
        'Wir haben es festgehalten. Versuchen Sie es erneut; wenn es wieder geschieht, nennen Sie uns die Kennung unten.',
    },
    broken: {
      title: 'Auf dieser Seite ist etwas schiefgegangen',
      message:
        'Es kann an der Verbindung liegen. Laden Sie die Seite neu und sehen Sie nach, ob es geklappt hat; wenn es wieder geschieht, sagen Sie uns, was Sie getan haben.',
    },
    reference: 'Wenn Sie um Hilfe bitten, nennen Sie diese Kennung:',
    tryAgain: 'Erneut versuchen',
    loadAgain: 'Seite neu laden',
  },
  ja: {
    outdated: {
      title: 'このページは更新前のものです',
      message:
        'ページを開いた後にサイトが更新されたため、操作は実行されませんでした。ページを再読み込みして、もう一度お試しください。',
    },
    unknown: {
      title: 'こちらの側で問題が発生しました',
      message:
        '問題を記録しました。もう一度お試しください。再び起きた場合は、下の参照番号をお知らせください。',
    },
    broken: {
      title: 'このページで問題が発生しました',
      message:
        '通信の問題かもしれません。ページを再読み込みし、操作が完了しているかご確認ください。再び起きた場合は、行った操作をお知らせください。',
    },
    reference: 'お問い合わせの際は、この参照番号をお伝えください：',
    tryAgain: 'もう一度試す',
    loadAgain: 'ページを再読み込み',
  },
  ar: {
    outdated: {
      title: 'هذه الصفحة من قبل تحديث',
      message: 'حدّثنا الموقع بعد أن فتحت الصفحة، فلم يُنفَّذ ما ضغطت عليه. أعد تحميل الصفحة ثم حاول مرة أخرى.',
    },
    unknown: {
      title: 'حدث خلل من جانبنا',
      message: 'سجّلنا ما حدث. حاول من جديد، فإن تكرّر فأخبرنا بالمرجع المذكور أدناه.',
    },
    broken: {
      title: 'حدث خطأ في هذه الصفحة',
      message: 'قد يكون السبب الاتصال. أعد تحميل الصفحة وتحقّق مما إذا تمّ الأمر؛ فإن تكرّر فأخبرنا بما فعلت.',
    },
    reference: 'عند طلب المساعدة، اذكر هذا المرجع:',
    tryAgain: 'حاول من جديد',
    loadAgain: 'إعادة تحميل الصفحة',
  },
}
