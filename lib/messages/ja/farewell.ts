import type { farewell as en } from '#lib/messages/en/farewell'
import type { Translation } from '#lib/messages/translation'

export const farewell = {
  signedOut: 'ログアウトしました',
  signedOutText:
    'このブラウザーからはアカウントを開けなくなりました。{providers} にはまだログインしている可能性があります。共用のコンピューターでは、そちらからもログアウトしてください。',
  signOutAt: '{provider} からログアウト',
  signOutIn: '{provider} を開いてログアウト',
  goodbye: '退会完了',
  deleted: 'アカウントを削除しました',
  deletedText:
    '保存していた情報はすべて削除され、すべての場所からログアウトしました。ログインに使っていたアカウントへのアクセス権も終了します。通知が必要なところには、ただいま通知しています。通常は数秒で終わりますが、応答がない場合は最長 1\u00a0週間、通知を繰り返します。',
  thanks: 'ご利用ありがとうございました。もう一度ログインすると、新しい空のアカウントが作成されます。',
  request: '削除リクエスト',
  unknown: '該当するリクエストはありません',
  unknownText:
    'アドレスの末尾のコードが途中で切れているか誤っている、またはリクエストから {days, plural, other {#\u00a0日}}以上が経過しています。その期間を過ぎると、記録を消去します。',
  running: 'データを削除しています',
  runningText: '1\u00a0時間後にもう一度ご確認ください。リクエスト日時：<time></time>',
  done: 'データを削除しました',
  doneText:
    '対象のアカウントに関する情報はすべて削除されました。それが唯一のログイン方法だった場合は、ここでのアカウントとその内容もすべて削除されました。',
  forgotten:
    'ここには、あなたを特定する情報はありません。リクエストの記録は {days, plural, other {#\u00a0日}}後に消去します。',
  asked: 'リクエスト日時：<time></time>',
} satisfies Translation<typeof en>
