import type { landing as en } from '#lib/messages/en/landing'
import type { Translation } from '#lib/messages/translation'

export const landing = {
  title: 'تسجيل الدخول، <nowrap>كما ينبغي.</nowrap>',
  titleOnly: 'تسجيل الدخول باستخدام {provider}، <nowrap>كما ينبغي.</nowrap>',
  lead: '‏{brand} أساس مفتوح لمنتج فريقك: الحسابات والجلسات والرموز المميّزة، محفوظة في قاعدة PostgreSQL الخاصة بك ومُتقنة حتى آخر تفصيل.',
  leadOpenid:
    '‏{brand} أساس مفتوح لمنتج فريقك: الحسابات والجلسات ورموز {provider} المميّزة، محفوظة في قاعدة PostgreSQL الخاصة بك ومُتقنة حتى آخر تفصيل.',
  welcome: 'أهلًا بعودتك',
  welcomeName: 'أهلًا بعودتك، <name></name>',
  signedIn: 'أنت مسجّل الدخول. تعرض صفحة حسابك ما يعرفه {brand} عنك، وهذه الجلسة.',
  toAccount: 'الانتقال إلى حسابك',
  points: 'ما يأتي بعد انتهاء الدرس',
  start: 'أمر واحد يشغّل كل شيء: التطبيق وقاعدة البيانات وبيئة التجربة.',
  checked: 'كل إجابة مُتحقَّق منها',
  checkedText:
    'قيمة state مع كل تسجيل دخول، وPKCE وnonce حيثما عرفهما المزوّد. لا يدخل أحد قبل التحقّق من الإجابة.',
  checkedOpenid: '{provider}، بعد التحقّق',
  checkedOpenidText:
    '‏PKCE وstate وnonce مع كل تسجيل دخول. يُتحقَّق من توقيع id_token ومن بياناته قبل السماح لأحد بالدخول.',
  fresh: 'رموز محفوظة ومتجدّدة',
  freshText: 'مشفّرة كلٌّ لصفّه، وتُجدَّد مرة واحدة مهما كثر الطلب، والإذن المنتهي يذكر السبب وطريقة الإصلاح.',
  account: 'صفحة حساب',
  accountText: 'أين سُجّل الدخول، وما يُسمح به للتطبيق، وما حدث ومتى، والبيانات لأخذها معك، وطريقة المغادرة.',
  rehearsed: 'كل ذلك بعد تجربته',
  rehearsedText: 'تأتي معه بيئة تجربة فيها حسابات وشاشات موافقة، فتبني وتختبر من دون مشروع لدى أي مزوّد.',
  rehearsedOpenid: '{provider}، بعد تجربته',
  rehearsedOpenidText:
    'يأتي معه {provider} تجريبي فيه حسابات وشاشات موافقة، فتبني وتختبر من دون مشروع لدى {provider}.',
  key: 'تسجيل دخول واحد،<br></br>وأربعة أسنان',
  browser: 'متصفحك',
  browserText: 'يبدأ بقيمة state جديدة وبراهينها، تصلح لتسجيل دخول واحد.',
  browserOpenid: 'يبدأ بقيم جديدة من state وnonce وتحدّي PKCE، تصلح لتسجيل دخول واحد.',
  provider: 'مزوّدك',
  providerText: 'يسأل من أنت ويجيب برمز يصلح مرة واحدة.',
  providerOpenid: 'يسأل من أنت ويجيب برمز id_token موقَّع.',
  here: 'يتحقّق ممن يجيب ولمن، قبل أن يصدّق كلمة.',
  hereOpenid: 'يتحقّق من التوقيع ومن كل بيان، قبل أن يصدّق كلمة.',
  database: 'يحفظ جلستك، ولا يحفظ من رمزها إلا بصمته.',
} satisfies Translation<typeof en>
