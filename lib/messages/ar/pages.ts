import type { pages as en } from '#lib/messages/en/pages'
import type { Translation } from '#lib/messages/translation'

export const pages = {
  overview: 'نظرة عامة',
  sessions: 'الجلسات',
  activity: 'النشاط',
  drive: 'Drive',
  posts: 'المنشورات',
  connections: 'الحسابات المرتبطة',
  settings: 'الإعدادات',
  backTo: 'العودة إلى {page}',
  start: 'الانتقال إلى صفحة البداية',
  toOverview: 'الانتقال إلى النظرة العامة',
  goOn: 'متابعة',
  tryAgain: 'إعادة المحاولة',
  first: 'الصفحة الأولى',
  next: 'الصفحة التالية',
  list: 'الصفحات',
  missingTitle: 'الصفحة غير موجودة',
  missing: 'لا توجد صفحة في هذا العنوان',
  missingText: 'ربما نُقلت، أو أن الرابط مبتور. لا مشكلة في حسابك.',
  previous: 'الصفحة السابقة',
  elsewhere: 'يفتح {site}',
} satisfies Translation<typeof en>
