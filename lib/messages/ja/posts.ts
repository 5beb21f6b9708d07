import type { posts as en } from '#lib/messages/en/posts'
import type { Translation } from '#lib/messages/translation'

export const posts = {
  about: 'X に投稿した内容です。',
  of: '<name></name> が {provider} に投稿した内容',
  posts: 'ポスト',
  waiting: 'X を読み込んでいます…',
  kinds: '表示するポスト',
  filter: { all: 'すべて', written: 'リポストを除く', own: 'リポストと返信を除く' },
  summary: {
    all: '{count, plural, other {#\u00a0件のポスト}}（新しい順）。',
    first: '最初の {count, plural, other {#\u00a0件のポスト}}（新しい順）。',
    next: '次の {count, plural, other {#\u00a0件のポスト}}（新しい順）。',
    last: '最後の {count, plural, other {#\u00a0件のポスト}}（新しい順）。',
  },
  hiddenAll: 'X はこのページのポストを 1\u00a0件も表示していません',
  hiddenAllText:
    'ここには {count, plural, other {#\u00a0件のポスト}}がありますが、表示しない、または現在は表示しないとだけ返されました。',
  nothingHere: 'このページには何もありません',
  nothingHereText: '続きのページがあります。次のページに見つかるかもしれません。',
  noMore: 'これ以上ポストはありません',
  noMoreText:
    'X が一覧に表示するのは最新の {most, number} 件までです。このページにあったものは、その後削除された可能性があります。',
  noneSuch: '該当するポストはありません',
  noneSuchText: '一部を除くよう X に依頼しています。ほかのポストはあるかもしれません。',
  empty: 'ポストはありません',
  emptyText: 'このアカウントで X に投稿した内容が、ここに表示されます。',
  hidden: 'X はここで {count, plural, other {#\u00a0件のポスト}}を省きました',
  hiddenText: '理由や期間は示されていません。ほかはすべてここにあります。',
  restarted: 'そのページはなくなったため、最初のページを表示しています',
  restartedText: 'X が一覧の位置を保持するのは、しばらくの間だけです。',
  kind: { reply: '返信', quote: '引用', repost: 'リポスト' },
  cut: 'X から取得できるのは冒頭部分だけです。',
  noText: 'テキストとして表示できる内容はありません',
  openX: 'X を開く',
  openAt: 'X で開く',
} satisfies Translation<typeof en>
