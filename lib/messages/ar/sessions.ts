import type { sessions as en } from '#lib/messages/en/sessions'
import type { Translation } from '#lib/messages/translation'

export const sessions = {
  title: 'الجلسات',
  intro:
    'الأجهزة التي سجّلت الدخول عليها. سجّل الخروج من أي جهاز لا تعرفه أو لم تعد تستخدمه: يحدث ذلك على الفور.',
  hereOnly: 'سجّلت الدخول هنا فقط',
  hereAnd:
    'هنا وعلى {count, plural, one {جهاز واحد آخر} two {جهازين آخرين} few {# أجهزة أخرى} many {# جهازًا آخر} other {# جهاز آخر}}',
  limits:
    'الجهاز الذي لا يُستخدم لمدة {idle} يُسجَّل خروجه تلقائيًا، ولا يبقى أي جهاز مسجَّل الدخول لأكثر من {absolute}.',
  details: 'التفاصيل<hidden> عن {name}</hidden>',
  signOut: 'تسجيل الخروج<hidden> من {name}</hidden>',
  signOutHere: 'تسجيل الخروج هنا',
  address: 'العنوان',
  addressUnknown: 'غير معروف',
  signedInWith: 'تم الدخول باستخدام',
  account: '{account} لدى {provider}',
  firstSeen: 'أول ظهور',
  lastUsed: 'آخر استخدام',
  endsAt: 'يُسجَّل خروجه على أبعد تقدير',
  callsItself: 'يعرّف نفسه بأنه',
  saysNothing: 'لا يقول ما هو',
  others: {
    label: 'تسجيل خروج البقية',
    title:
      'تسجيل الخروج من {count, plural, one {جهاز واحد آخر} two {جهازين آخرين} few {# أجهزة أخرى} many {# جهازًا آخر} other {# جهاز آخر}}؟',
    text: 'يُسجَّل خروج كل جهاز آخر على الفور أينما كان، وتبقى مسجَّل الدخول هنا.',
    keep: '{count, plural, one {الإبقاء عليه} two {الإبقاء عليهما} other {الإبقاء عليها}}',
    confirm: '{count, plural, one {تسجيل خروجه} two {تسجيل خروجهما} other {تسجيل خروجها}}',
  },
} satisfies Translation<typeof en>
