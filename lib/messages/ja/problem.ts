import type { problem as en } from '#lib/messages/en/problem'
import type { Translation } from '#lib/messages/translation'

export const problem = {
  title: 'ログインの問題',
  reference: 'お問い合わせの際は、この参照番号をお伝えください：',
  stillSignedIn: '引き続き <name></name> としてログインしています。',
  loadAgain: 'ページを再読み込み',
  back: '元のページに戻る',
  goTo: '{host} へ',
  otherWays: 'ほかのログイン方法',
  address: 'ブラウザーで開くアドレス',
  brokenTitle: 'このページで問題が発生しました',
  brokenText:
    '通信の問題かもしれません。ページを再読み込みし、操作が完了しているかご確認ください。再び起きた場合は、行った操作をお知らせください。',
} satisfies Translation<typeof en>
