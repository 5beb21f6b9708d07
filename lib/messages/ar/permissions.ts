import type { permissions as en } from '#lib/messages/en/permissions'
import type { Translation } from '#lib/messages/translation'

export const permissions = {
  recognise: 'التعرّف عليك حين تعود',
  email: 'رؤية عنوان بريدك الإلكتروني',
  emailIfShared: 'رؤية عنوان بريدك الإلكتروني إن شاركته',
  profile: 'رؤية اسمك وصورتك',
  handle: 'رؤية اسمك واسم المستخدم وصورتك',
  posts: 'رؤية المنشورات التي يمكنك رؤيتها: لا يعرف X إذنًا أصغر',
  unused: 'يدرج {provider} هذا الإذن. نحن لا نستخدمه.',
  sharedProfile: 'الاسم والصورة',
  sharedHandle: 'الاسم واسم المستخدم والصورة',
  sharedEmail: 'عنوان البريد الإلكتروني',
  seen: 'ما الذي سنراه',
  never: 'ما لن نفعله أبدًا',
} satisfies Translation<typeof en>
