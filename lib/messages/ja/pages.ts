import type { pages as en } from '#lib/messages/en/pages'
import type { Translation } from '#lib/messages/translation'

export const pages = {
  overview: '概要',
  sessions: 'セッション',
  activity: 'アクティビティ',
  drive: 'ドライブ',
  posts: 'ポスト',
  connections: '連携',
  settings: '設定',
  backTo: '{page}に戻る',
  start: 'トップページへ',
  toOverview: '概要へ',
  goOn: '続ける',
  tryAgain: 'もう一度試す',
  first: '最初のページ',
  next: '次のページ',
  list: 'ページ',
  missingTitle: 'ページが見つかりません',
  missing: 'このアドレスにページはありません',
  missingText: '移動したか、リンクが途中で切れている可能性があります。アカウントに問題はありません。',
  previous: '前のページ',
  elsewhere: '{site} を開きます',
} satisfies Translation<typeof en>
