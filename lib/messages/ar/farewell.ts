import type { farewell as en } from '#lib/messages/en/farewell'
import type { Translation } from '#lib/messages/translation'

export const farewell = {
  signedOut: 'سُجّل خروجك',
  signedOutText:
    'لم يعد هذا المتصفّح يفتح حسابك هنا. قد تكون ما زلت مسجّل الدخول لدى {providers}: إن كان آخرون يستخدمون هذا الحاسوب فسجّل الخروج هناك أيضًا.',
  signOutAt: 'تسجيل الخروج من {provider}',
  signOutIn: 'فتح {provider} لتسجيل الخروج هناك',
  goodbye: 'وداعًا',
  deleted: 'حُذف حسابك',
  deletedText:
    'زال كل ما كنا نحفظه عنك، وسُجّل خروجك في كل مكان. وينتهي كذلك وصولنا إلى الحسابات التي كنت تسجّل الدخول بها: ونحن نبلّغ بذلك من يلزم إبلاغه. يستغرق ذلك ثوانيَ في العادة؛ ومن لا يجيب نبلّغه مرة أخرى، لمدة أسبوع إذا لزم الأمر.',
  thanks: 'شكرًا لأنك كنت هنا. تسجيل الدخول من جديد ينشئ حسابًا جديدًا فارغًا.',
  request: 'طلب الحذف',
  unknown: 'لا نعرف طلبًا كهذا',
  unknownText:
    'الرمز في نهاية هذا العنوان مبتور أو خاطئ، أو أن الطلب أقدم من {days, plural, zero {# يوم} one {يوم واحد} two {يومين} few {# أيام} many {# يومًا} other {# يوم}}: بعد ذلك ننسى أنه كان هناك طلب.',
  running: 'يجري حذف بياناتك',
  runningText: 'عُد إلى هنا بعد ساعة. طلبت ذلك في <time></time>',
  done: 'حُذفت بياناتك',
  doneText:
    'زال كل ما كان لدينا من الحساب الذي طلبت حذفه. وإن كان طريقتك الوحيدة لتسجيل الدخول هنا، فقد زال حسابك لدينا بكل ما فيه أيضًا.',
  forgotten:
    'لا شيء هنا يدل على هويتك. وننسى أنك طلبت ذلك بعد {days, plural, zero {# يوم} one {يوم واحد} two {يومين} few {# أيام} many {# يومًا} other {# يوم}}.',
  asked: 'طلبت ذلك في <time></time>',
} satisfies Translation<typeof en>
