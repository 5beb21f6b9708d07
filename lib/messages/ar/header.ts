import type { header as en } from '#lib/messages/en/header'
import type { Translation } from '#lib/messages/translation'

export const header = {
  menu: 'قائمة حساب {name}',
  accounts: 'تسجّل الدخول باستخدام',
  manage: 'إدارة الحسابات المرتبطة',
  theme: 'المظهر',
  themes: { system: 'النظام', light: 'فاتح', dark: 'داكن' },
} satisfies Translation<typeof en>
