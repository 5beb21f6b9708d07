import type { settings as en } from '#lib/messages/en/settings'
import type { Translation } from '#lib/messages/translation'

export const settings = {
  intro: 'ملفك الشخصي واسمك، ولغتك، والرسائل التي تصلك، ونسخة من بياناتك، وطريق الخروج.',
  profile: 'ملفك الشخصي',
  noEmail: 'لا يوجد عنوان بريد إلكتروني',
  unverified: '<email></email>، لم يتحقّق منه أحد',
  originThis:
    'صورتك، واسمك ما لم تختر غيره أدناه، من حساب {provider} هذا. <link>غيّرهما لدى {provider}</link>؛ وسنراهما حين تسجّل الدخول به في المرة القادمة.',
  originFirst:
    'صورتك، واسمك ما لم تختر غيره أدناه، من أول حساب {provider} سجّلت الدخول به، <name></name>. <link>غيّرهما لدى {provider}</link>؛ وسنراهما حين تسجّل الدخول به في المرة القادمة.',
  data: 'بياناتك',
  dataText:
    'ملف JSON واحد فيه كل ما نحفظه عنك: ملفك الشخصي، والحسابات التي تسجّل الدخول بها وما سمحت به، وأين سُجّل دخولك، ونشاطك. لا يحوي كلمة مرور ولا رمزًا، فهو لا يفتح شيئًا.',
  downloadText: 'يبدأ وصول الملف على الفور، ويعرض متصفحك مدى تقدّمه. يمكنك متابعة العمل هنا في الأثناء.',
  download: 'تنزيل بياناتي',
  account: 'حسابك',
  deleteText:
    'حذف حسابك يزيل كل ما نحفظه عنك ويُنهي وصولنا لدى كل مزوّد. تذكر الصفحة التالية بالضبط ما سيزول، وتسألك من جديد.',
  delete: 'حذف حسابي',
} satisfies Translation<typeof en>
