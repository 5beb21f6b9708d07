import type { shell as en } from '#lib/messages/en/shell'
import type { Translation } from '#lib/messages/translation'

export const shell = {
  skip: 'الانتقال إلى المحتوى',
  navigation: 'الحساب',
  signIn: 'تسجيل الدخول',
  signOut: 'تسجيل الخروج',
  licence: '‏{brand} مفتوح المصدر برخصة MIT ولا صلة له بأيٍّ من {others}.',
} satisfies Translation<typeof en>
