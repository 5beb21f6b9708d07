import type { overview as en } from '#lib/messages/en/overview'
import type { Translation } from '#lib/messages/translation'

export const overview = {
  title: 'حسابك',
  verifiedBy: 'تحقّق منه {provider}',
  workspace: 'حساب Google Workspace تابع لـ {domain}',
  memberSince: 'عضو منذ <when></when>',
  well: 'كل شيء على ما يرام',
  needs:
    '{count, plural, one {أمر واحد يحتاج إلى انتباهك} two {أمران يحتاجان إلى انتباهك} few {# أمور تحتاج إلى انتباهك} many {# أمرًا يحتاج إلى انتباهك} other {# أمر يحتاج إلى انتباهك}}',
  restWell: 'كل ما عدا ذلك على ما يرام.',
  advice: 'لا يلزمك فعل شيء. وهذا يزيد حسابك أمانًا:',
  nothing: 'لا يلزمك فعل شيء، ولا ينقص شيء.',
  ways: {
    title: 'طرق تسجيل دخولك',
    more: 'إدارة<hidden> الحسابات المرتبطة</hidden>',
    current: 'هذه الجلسة',
    used: 'سجّلت الدخول به <when></when>',
    locked: 'مقفل: لا أحد يسجّل الدخول به',
    off: 'متوقف هنا حاليًا',
  },
  devices: {
    title:
      'مسجَّل الدخول على {count, plural, one {جهاز واحد} two {جهازين} few {# أجهزة} many {# جهازًا} other {# جهاز}}',
    hereOnly: 'سجّلت الدخول هنا فقط',
    more: 'عرض الكل<hidden>: الأجهزة</hidden>',
  },
  activity: { title: 'آخر النشاطات', more: 'عرض الكل<hidden>: النشاطات</hidden>' },
  services: {
    title: 'الخدمات المرتبطة',
    link: '{name} لدى {provider}',
    noAccount: 'لا يوجد حساب {provider} مرتبط',
    absent: 'لم يُسمح به بعد',
    off: 'لقد أوقفته',
    broken: 'مسموح به، لكن يجب إعادة ربطه',
    worked:
      'مسموح به في {count, plural, one {حساب واحد} two {حسابين} few {# حسابات} many {# حسابًا} other {# حساب}}، وعمل آخر مرة <when></when>',
  },
  browsers: {
    title:
      '{count, plural, one {سجّل أحدهم الدخول من متصفح جديد} two {عمليتا تسجيل دخول من متصفحين جديدين} few {# عمليات تسجيل دخول من متصفحات جديدة} many {# عملية تسجيل دخول من متصفحات جديدة} other {# عملية تسجيل دخول من متصفحات جديدة}}. هل كان هذا أنت؟',
    more: '{count, plural, one {وواحدة أخرى} two {واثنتان أخريان} few {و# أخرى} many {و# أخرى} other {و# أخرى}}',
    yes: 'كان هذا أنا',
    no: 'لم يكن هذا أنا',
  },
  access: {
    ended: 'انتهى وصولنا إلى {account} لدى {provider}',
    stillIn: 'لا يزال بإمكانك تسجيل الدخول به.',
    ends: 'ينتهي قريبًا وصولنا إلى {account} لدى {provider}',
    endsAt: 'مُنح لفترة محدودة تنتهي <when></when>',
    brief: 'وصولنا إلى {account} لدى {provider} لا يدوم',
    briefText: 'منح {provider} الوصول لفترة قصيرة فقط. أعد الربط ليستمر عمل ما سمحت به.',
    locked: '{account} لدى {provider} مقفل',
    flagged: 'عطّل {provider} {account}',
    byOperator: 'أقفله القائمون على هذا الموقع. اسألهم إن كنت تظن أن ذلك خطأ.',
    reconnect: 'إعادة الربط<hidden>: {account}</hidden>',
  },
  permission: {
    title: 'تحتاج ميزة {feature} إلى إذن من جديد',
    text: 'أُزيل الإذن لدى {provider} للحساب {account}.',
    allow: 'السماح لميزة {feature} لدى {provider}',
  },
  oneWayIn: {
    title: 'لديك طريقة دخول واحدة',
    text: 'إذا فقدت ذلك الحساب فلن تتمكن من الدخول بعدها. حساب ثانٍ يفتح هذا الحساب أيضًا.',
    button: 'ربط حساب آخر',
  },
  noAddress: {
    title: 'ليس لدينا عنوان بريد إلكتروني لك',
    text: 'لا يمكننا الكتابة إليك عندما يحدث شيء في حسابك. اربط حسابًا له عنوان.',
    button: 'ربط حساب',
  },
  unverifiedAddress: {
    title: 'لم يتحقق أحد من عنوان بريدك الإلكتروني',
    text: 'لا يقول أي مزوّد إنه لك. اربط حسابًا يؤكد مزوّده ذلك.',
    button: 'ربط حساب',
  },
} satisfies Translation<typeof en>
