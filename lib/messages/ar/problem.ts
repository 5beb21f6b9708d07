import type { problem as en } from '#lib/messages/en/problem'
import type { Translation } from '#lib/messages/translation'

export const problem = {
  title: 'مشكلة في تسجيل الدخول',
  reference: 'عند طلب المساعدة، اذكر هذا المرجع:',
  stillSignedIn: 'ما زلت مسجّل الدخول باسم <name></name>.',
  loadAgain: 'إعادة تحميل الصفحة',
  back: 'العودة إلى حيث كنت',
  goTo: 'الانتقال إلى {host}',
  otherWays: 'طرق أخرى لتسجيل الدخول',
  address: 'العنوان الذي تفتحه في متصفحك',
  brokenTitle: 'حدث خطأ في هذه الصفحة',
  brokenText: 'قد يكون السبب الاتصال. أعد تحميل الصفحة وتحقّق مما إذا تمّ الأمر؛ فإن تكرّر فأخبرنا بما فعلت.',
} satisfies Translation<typeof en>
