import type { ownName as en } from '#lib/messages/en/own-name'
import type { Translation } from '#lib/messages/translation'

export const ownName = {
  title: 'اسمك هنا',
  label: 'بماذا نناديك',
  save: 'حفظ',
  provider: 'إذا تركته فارغًا فسيظهر اسمك لدى {provider}: {name}.',
  nameless: 'إذا تركته فارغًا فسيظهر عنوانك أو حسابك، لأن {provider} لا يشارك اسمك معنا.',
} satisfies Translation<typeof en>
