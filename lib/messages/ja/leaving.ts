import type { leaving as en } from '#lib/messages/en/leaving'
import type { Translation } from '#lib/messages/translation'

export const leaving = {
  title: '{provider} へ移動',
  'sign-in': '{provider} で本人確認を行い、ログインした状態で戻ります。',
  link: '{provider} で連携するアカウントを確認し、戻ります。',
  grant: '{provider} で許可する内容を確認し、戻ります。',
  reconnect: '{provider} で引き続き同意するかを確認し、戻ります。',
  confirm: '{provider} で本人であることを確認し、戻ります。',
  sendsBack: '{provider} から戻ってくること自体が本人確認になります。',
  stuck: '何も起きない場合：<link>{provider} へ進む</link>',
} satisfies Translation<typeof en>
