import type { connections as en } from '#lib/messages/en/connections'
import type { Translation } from '#lib/messages/translation'

export const connections = {
  intro: 'الحسابات التي تفتح حسابك هنا، وما يسمح به كلٌّ منها لـ {brand}.',
  since: 'مرتبط منذ',
  lastUsed: 'آخر استخدام',
  access: 'الوصول',
  worked: 'عمل <time></time>',
  workedText: 'هذا آخر وقت أجابنا فيه {provider} بشأن هذا الحساب.',
  workedUntilAsked:
    'هذا آخر وقت أجابنا فيه {provider} بشأن هذا الحساب. ولا يخبرنا بشيء قبل أن نسأله من جديد.',
  off: 'غير مستخدم هنا',
  offText: 'أوقف القائمون على هذا الموقع {provider}: لا يمكن لأحد تسجيل الدخول به حاليًا.',
  locked: 'مقفل',
  lockedText:
    'أقفله القائمون على هذا الموقع: لا يمكن لأحد تسجيل الدخول به هنا، ونحن لا نستخدمه. اسألهم إن ظننت أن في الأمر خطأ.',
  endangered: 'مقفل حفاظًا على أمانه',
  endangeredText:
    'أبلغنا {provider} بأن شخصًا آخر ربما وصل إليه. لا يمكن لأحد تسجيل الدخول به هنا حتى يعلن {provider} أنه آمن.',
  suspended: 'عطّله {provider}',
  suspendedText:
    'أبلغنا {provider} بأنه عطّله. لا يمكن لأحد تسجيل الدخول به هنا حتى يعلن {provider} أنه قيد الاستخدام من جديد.',
  gone: 'لم يعد موجودًا لدى {provider}',
  goneText:
    'أبلغنا {provider} بأنه لم يعد موجودًا لديه. لا يمكن لأحد تسجيل الدخول به هنا، وما ربطته غير ذلك لا يزال يفتح حسابك.',
  flagged: 'معطّل لدى {provider}',
  flaggedText:
    'أبلغنا {provider} بأنه عطّله، إذ يعدّه واحدًا من حسابات كثيرة أُنشئت آليًا. لم يُنهَ شيء هنا، لكن إن خرجت فقد لا يسمح لك {provider} بالعودة به. اربط حسابًا آخر ما دام ذلك ممكنًا.',
  limited: 'ممنوح لمدة محدودة',
  limitedText: 'عمل <since></since>. وينتهي في <until></until>',
  brief: 'غير دائم',
  briefText: 'منح {provider} الوصول لمدة قصيرة فقط. أعد الربط فيواصل العمل ما سمحت به.',
  ended: 'أنهاه {provider}',
  notAllowed: 'لم يعد مسموحًا به',
  endedText: 'ما زال بإمكانك تسجيل الدخول بهذا الحساب.',
  reconnect: 'إعادة الربط',
  may: 'ما يُسمح به لـ {brand}',
  could: 'ما كان يُسمح به لـ {brand}',
  notGiven: 'لم يُمنح',
  given: 'ممنوح',
  givenOn: 'مُنح في <date></date>',
  turnedOff: 'موقَف هنا: نحن لا نستخدمه. وما زال {provider} يدرجه',
  turnedOffSince: 'موقَف هنا: نحن لا نستخدمه. وما زال {provider} يدرجه، منذ <date></date>',
  turnOff: 'إيقاف {feature}',
  turnOn: 'تشغيل {feature}',
  allow: 'السماح بـ {feature} لدى {provider}',
  another: 'ربط طريقة دخول أخرى',
  anotherText:
    'حينها يفتح كلٌّ من حساباتك هذا الحساب، وذلك يفيدك إن فقدت أحدها. ولا يمكن ربط حساب يستخدمه أحد هنا بالفعل.',
  connect: { google: 'ربط حساب Google', facebook: 'ربط حساب Facebook', twitter: 'ربط حساب X' },
  lists: 'يدرج {provider} ما سمحت به، حتى ما أُوقف هنا، ضمن <link>الحسابات المرتبطة لدى {provider}</link>.',
  lastUsable:
    'هذا الحساب طريقتك الوحيدة لتسجيل الدخول هنا، فلا يمكن فصله: لن يستطيع أحد فتح حسابك بعدها. اربط حسابًا آخر أولًا.',
  last: 'لا يمكن تسجيل الدخول بأي حساب آخر من حساباتك، فلا يمكن فصل هذا الحساب. اربط حسابًا آخر أولًا.',
  endsAll: 'فصل هذا الحساب يُنهي ذلك كله.',
  endsHere: 'فصل هذا الحساب يُنهي ما يُسمح به لـ {brand}؛ ولا يمكنك إزالة {brand} من القائمة إلا هناك.',
  disconnect: 'فصل',
  disconnectHidden: 'فصل<hidden> {account}</hidden>',
  ask: 'هل تريد فصل {account}؟',
  keep: 'الإبقاء عليه',
  accessEnds: 'ينتهي كل وصول لـ {brand} إلى حساب {provider} هذا، هنا ولدى {provider}.',
  accessEndsHere:
    'ينتهي كل وصول لـ {brand} إلى حساب {provider} هذا. ويظل {provider} يدرج {brand} حتى تزيله هناك.',
  left: 'لن تسجّل الدخول به بعد ذلك. ما يبقى لتسجيل الدخول: {accounts}.',
  browsers: 'يُسجَّل خروج المتصفحات المسجَّلة به.',
  browsersButThis: 'يُسجَّل خروج المتصفحات المسجَّلة به، عدا هذا المتصفح الذي يتابع بحساب آخر.',
  profileAll: 'يصير اسمك وصورتك وعنوان بريدك الإلكتروني هنا كما في {account}.',
  profile: 'يصير اسمك وصورتك هنا كما في {account}.',
  email: 'يصير عنوان بريدك الإلكتروني هنا {email}.',
  noEmail: 'لن يبقى لحسابك هنا عنوان بريد إلكتروني.',
} satisfies Translation<typeof en>
