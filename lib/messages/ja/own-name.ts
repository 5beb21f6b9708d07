import type { ownName as en } from '#lib/messages/en/own-name'
import type { Translation } from '#lib/messages/translation'

export const ownName = {
  title: 'ここでのお名前',
  label: '表示する名前',
  save: '保存',
  provider: '空欄にすると、{provider} での名前「{name}」を表示します。',
  nameless: '空欄にすると、アドレスまたはアカウントを表示します。{provider} から名前は提供されていません。',
} satisfies Translation<typeof en>
