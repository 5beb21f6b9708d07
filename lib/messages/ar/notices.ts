import type { notices as en } from '#lib/messages/en/notices'
import type { Translation } from '#lib/messages/translation'

export const notices = {
  switched: 'أنت الآن مسجّل الدخول باسم {account}.',
  newAccount: 'هذا حساب جديد.',
  newAccountText:
    'إن كان لديك حساب هنا بالفعل فسجّل الخروج، ثم سجّل الدخول كما كنت تفعل، واربط {provider} هناك.',
  linked: 'رُبط {account}.',
  linkedText: 'يمكنك تسجيل الدخول به من الآن فصاعدًا.',
  alreadyLinked: 'كان {account} مرتبطًا من قبل.',
  unlinked: 'فُصل {account}.',
  unlinkedAll:
    'نحن نبلّغ {provider} بإنهاء وصوله. تسجيل الدخول به من الآن ينشئ حسابًا جديدًا، ما لم تربطه هنا من جديد أولًا.',
  unlinkedHere:
    'انتهى وصوله هنا؛ ويظل {provider} يدرج {brand} حتى تزيله هناك. تسجيل الدخول به من الآن ينشئ حسابًا جديدًا، ما لم تربطه هنا من جديد أولًا.',
  notLinked: 'ذلك الحساب غير مرتبط هنا، أو لم يعد كذلك.',
  notLinkedText: 'لم يبقَ ما يُغيَّر. في الأسفل ما هو مرتبط الآن.',
  permissionGiven: 'منح {account} الإذن. لم يتغيّر شيء آخر.',
  permissionWithheld: 'تركت الخانة غير محدّدة، فلم يُمنح الإذن.',
  permissionWithheldText: 'لا بأس: كل ما عدا ذلك يواصل العمل.',
  permissionOff: 'أُوقف هنا، ولم نعد نستخدمه.',
  permissionOffText: 'يظل {provider} يدرج الإذن حتى تزيله هناك أو تفصل الحساب.',
  permissionOn: 'شُغّل من جديد.',
  permissionGone: 'لم يعد {provider} يدرج هذا الإذن، لذا يجب سؤال {provider}.',
  permissionGoneText: 'لم يتغيّر شيء بعد.',
  reconnected: 'رُبط {account} من جديد.',
  confirmed: 'شكرًا، تأكّدنا أنك أنت. تابع من حيث كنت.',
  cancelled: 'ألغيت العملية لدى {provider}. لم يتغيّر شيء.',
  languageChosen: 'حُفظت اللغة.',
  sessionEnded: 'سُجّل خروج {browser}.',
  otherSessionEnded: 'سُجّل خروج المتصفّح الآخر.',
  sessionOver: 'سُجّل خروج ذلك المتصفّح بالفعل.',
  sessionOverText: 'لم يبقَ ما يُفعل. في الأسفل حيث أنت مسجّل الدخول الآن.',
  noneEnded: 'لم تكن مسجّل الدخول في أي مكان آخر.',
  othersEnded:
    'سُجّل خروجك من كل مكان آخر ({count, plural, zero {# متصفّح} one {متصفّح واحد} two {متصفّحان} few {# متصفّحات} many {# متصفّحًا} other {# متصفّح}}).',
  browsersReviewed: 'شكرًا. لن نسأل عن ذلك مرة أخرى في هذا المتصفّح.',
  nameChanged: 'صرت تُعرف هنا باسم {name}.',
  nameRefused: 'لا يصلح ذلك اسمًا هنا.',
  nameRefusedText: 'يجب أن يكون مما يُرى، وبما لا يزيد على 80 حرفًا. لم يتغيّر شيء.',
  nameRestored: 'عدت تُعرف بالاسم الذي لدى مزوّدك.',
  browserOut: 'سُجّل خروج ذلك المتصفح من قبل.',
  noticesChosen: 'حُفظ اختيارك للرسائل.',
} satisfies Translation<typeof en>
