import type { language as en } from '#lib/messages/en/language'
import type { Translation } from '#lib/messages/translation'

export const language = {
  title: 'اللغة',
  text: 'بها تُكتب النصوص والتواريخ والأرقام، وكذلك الرسائل التي نرسلها إليك.',
  label: 'لغة هذا الموقع',
  automatic: 'كما يحدّدها متصفحي',
  save: 'حفظ اللغة',
} satisfies Translation<typeof en>
