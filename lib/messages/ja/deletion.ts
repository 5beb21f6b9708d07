import type { deletion as en } from '#lib/messages/en/deletion'
import type { Translation } from '#lib/messages/translation'

export const deletion = {
  title: 'アカウントの削除',
  intro:
    'すぐに実行され、元に戻せません。データを残したい場合は、先に<link>設定からダウンロード</link>してください。',
  goes: '削除されるもの',
  signedOut:
    '{accounts}でログインしています。削除後はこれらで開けるものがなくなり、すべての場所からログアウトされます。',
  accountOf: '{account}（{provider}）',
  stays: '残るもの',
  kept: '{name}。<muted>{until}</muted>',
  order: {
    token:
      '{provider} アカウントごとに、アクセス権の終了を {provider} に伝えるために必要な暗号化されたトークン 1\u00a0つ。{provider} の確認後（通常は数秒以内）、遅くとも 30\u00a0日後に削除されます。',
    tokens:
      'ログイン以外も許可していた {provider} アカウントごとに、アクセス権の終了を {provider} に伝えるために必要な暗号化されたトークン。{provider} の確認後（通常は数秒以内）、遅くとも 30\u00a0日後に削除されます。',
    subject:
      '{provider} アカウントごとに、アクセス権の終了を {provider} に伝えるために必要な、そこでの番号（暗号化済み）。{provider} の確認後（通常は数秒以内）、遅くとも 30\u00a0日後に削除されます。',
  },
  listed: '{provider} の一覧には、<link>そちらで削除</link>するまで {brand} が表示されます。',
  nothingElse: 'ほかには何も残りません。もう一度ログインすると、新しい空のアカウントが作成されます。',
  sure: '本当に削除しますか？',
  know: 'アカウントとその内容がすべて永久に失われることを理解しました。',
  keep: 'アカウントを残す',
  delete: 'アカウントを削除',
} satisfies Translation<typeof en>
