import type { activity as en } from '#lib/messages/en/activity'
import type { Translation } from '#lib/messages/translation'

export const activity = {
  intro:
    '過去 12\u00a0か月間にアカウントで行われた操作です。心当たりのない操作があれば、その<link>デバイスをログアウト</link>してください。',
  kinds: 'アクティビティの種類',
  everything: 'すべて',
  'sign-ins': 'ログイン',
  sessions: 'セッション',
  permissions: '権限',
  account: 'アカウント',
  titleOf: '{group} – アクティビティ',
  summary: '{group}：{count, plural, other {#\u00a0件}}',
  nothingOlder: 'これより古いものはありません',
  nothingOlderText: '履歴はここまでです。',
  nothing: '過去 12\u00a0か月間にはありません',
  nothingText: '操作はありませんでした。',
  nothingOfKind: 'この種類の操作はありませんでした。',
  showAll: 'すべて表示',
  noBrowser: 'お使いのブラウザーからの操作ではありません',
} satisfies Translation<typeof en>
