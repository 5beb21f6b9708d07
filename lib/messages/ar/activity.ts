import type { activity as en } from '#lib/messages/en/activity'
import type { Translation } from '#lib/messages/translation'

export const activity = {
  intro:
    'ما حدث في حسابك خلال الأشهر الاثني عشر الماضية. إن كان هنا ما لم تفعله أنت <link>فسجّل خروج الجهاز</link> الذي جاء منه.',
  kinds: 'أنواع النشاط',
  everything: 'الكل',
  'sign-ins': 'تسجيلات الدخول',
  sessions: 'الجلسات',
  permissions: 'الأذونات',
  account: 'الحساب',
  titleOf: '{group} – النشاط',
  summary:
    '{group}: {count, plural, zero {# سطر} one {سطر واحد} two {سطران} few {# أسطر} many {# سطرًا} other {# سطر}}',
  nothingOlder: 'لا شيء أقدم',
  nothingOlderText: 'هنا ينتهي السجل.',
  nothing: 'لا شيء خلال الأشهر الاثني عشر الماضية',
  nothingText: 'لم يحدث شيء.',
  nothingOfKind: 'لم يحدث شيء من هذا النوع.',
  showAll: 'عرض الكل',
  noBrowser: 'ليس من متصفح لك',
} satisfies Translation<typeof en>
