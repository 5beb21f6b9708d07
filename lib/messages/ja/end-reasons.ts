import type { endReasons as en } from '#lib/messages/en/end-reasons'
import type { Translation } from '#lib/messages/translation'

export const endReasons = {
  revoked: {
    google:
      'Google アカウントで取り消されたか、パスワードの変更または管理者によって終了した可能性があります。',
    facebook: 'Facebook の設定で取り消されたか、パスワードの変更によって終了した可能性があります。',
    twitter: 'X の設定で取り消されたか、パスワードの変更によって終了した可能性があります。',
  },
  expired: '期限付きで許可され、その期限が過ぎました。',
  testing: 'このアプリケーションがテスト中の間、{provider} は 7\u00a0日後にすべてのアクセス権を終了します。',
  unused: '6\u00a0か月間使用されなかったため、{provider} によって終了しました。',
  no_refresh_token: {
    google: 'Google では約 1\u00a0時間だけ許可され、その時間が過ぎました。',
    facebook: 'Facebook では短時間だけ許可され、その時間が過ぎました。',
    twitter: 'X では短時間だけ許可され、その時間が過ぎました。',
  },
  refused: '{provider} が受け付けなくなりましたが、理由は示されていません。',
  organisation:
    '組織のルールまたは {provider} アカウントの保護機能により、許可されなくなりました。管理者にお問い合わせください。許可されれば、再連携できます。',
  consent: '{provider} で改めて同意が必要です。',
} satisfies Translation<typeof en>
