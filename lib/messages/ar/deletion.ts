import type { deletion as en } from '#lib/messages/en/deletion'
import type { Translation } from '#lib/messages/translation'

export const deletion = {
  title: 'حذف حسابك',
  intro:
    'يحدث هذا فورًا ولا يمكن التراجع عنه. إن أردت الاحتفاظ ببياناتك <link>فنزّلها من الإعدادات</link> أولًا.',
  goes: 'ما سيزول',
  signedOut: 'أنت تسجّل الدخول باستخدام {accounts}: لن يفتح ذلك شيئًا هنا بعد الآن، وسيُسجَّل خروجك من كل مكان.',
  accountOf: '{account} ({provider})',
  stays: 'ما سيبقى',
  kept: '{name}. <muted>{until}</muted>',
  order: {
    token:
      'لكل حساب {provider} رمز مميّز مشفّر واحد نحتاج إليه لإبلاغ {provider} بانتهاء وصولنا. يُحذف متى أكّد {provider} ذلك، في العادة خلال ثوانٍ، وبعد ثلاثين يومًا على أي حال.',
    tokens:
      'لكل حساب {provider} سمح بأكثر من تسجيل الدخول رموزه المميّزة المشفّرة التي نحتاج إليها لإبلاغ {provider} بانتهاء وصولنا. تُحذف متى أكّد {provider} ذلك، في العادة خلال ثوانٍ، وبعد ثلاثين يومًا على أي حال.',
    subject:
      'لكل حساب {provider} رقمه هناك، مشفّرًا، نحتاج إليه لإبلاغ {provider} بانتهاء وصولنا. يُحذف متى أكّد {provider} ذلك، في العادة خلال ثوانٍ، وبعد ثلاثين يومًا على أي حال.',
  },
  listed: 'ويظل {provider} نفسه يدرج {brand} حتى <link>تزيله هناك</link>.',
  nothingElse: 'لا شيء آخر. تسجيل الدخول من جديد ينشئ حسابًا جديدًا فارغًا.',
  sure: 'هل أنت متأكد؟',
  know: 'أعلم أن حسابي وكل ما فيه سيزول إلى الأبد.',
  keep: 'الإبقاء على حسابي',
  delete: 'حذف حسابي',
} satisfies Translation<typeof en>
