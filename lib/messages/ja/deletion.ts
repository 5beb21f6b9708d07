import type { deletion as en } from '#lib/messages/en/deletion'
import type { Translation } from '#lib/messages/translation'

export const deletion = {
  title: 'アカウントの削除',
  intro:
    'すぐに実行され、元に戻せません。データを残したい場合は、先に<link>設定からダウンロード</link>してください。',
  goes: '削除されるもの',
  profile: 'プロフィール：名前、メールアドレス、写真',
  accounts: 'ログイン方法と、許可したすべての内容：{accounts}',
  accountOf: '{account}（{provider}）',
  sessions: 'すべてのセッション：ここを含むすべての場所からログアウトします',
  activity: '過去 12 か月間のアクティビティ',
  stays: '残るもの',
  order: {
    token:
      '{provider} アカウントごとに、アクセス権の終了を {provider} に伝えるために必要な暗号化されたトークン 1 つ。{provider} の確認後（通常は数秒以内）、遅くとも 30 日後に削除されます。',
    tokens:
      'ログイン以外も許可していた {provider} アカウントごとに、アクセス権の終了を {provider} に伝えるために必要な暗号化されたトークン。{provider} の確認後（通常は数秒以内）、遅くとも 30 日後に削除されます。',
    subject:
      '{provider} アカウントごとに、アクセス権の終了を {provider} に伝えるために必要な、そこでの番号（暗号化済み）。{provider} の確認後（通常は数秒以内）、遅くとも 30 日後に削除されます。',
  },
  listed: '{provider} の一覧には、<link>そちらで削除</link>するまで {brand} が表示されます。',
  nothingElse: 'ほかには何も残りません。もう一度ログインすると、新しい空のアカウントが作成されます。',
  sure: '本当に削除しますか？',
  know: 'アカウントとその内容がすべて永久に失われることを理解しました。',
  keep: 'アカウントを残す',
  delete: 'アカウントを削除',
} satisfies Translation<typeof en>
