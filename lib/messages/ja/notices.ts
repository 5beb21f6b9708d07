import type { notices as en } from '#lib/messages/en/notices'
import type { Translation } from '#lib/messages/translation'

export const notices = {
  switched: '{account} としてログインしました。',
  newAccount: '新しいアカウントです。',
  newAccountText:
    'すでにアカウントをお持ちの場合は、ログアウトし、以前の方法でログインしてから {provider} を連携してください。',
  linked: '{account} を連携しました。',
  linkedText: 'これからはこのアカウントでもログインできます。',
  alreadyLinked: '{account} はすでに連携されています。',
  unlinked: '{account} の連携を解除しました。',
  unlinkedAll:
    'アクセス権の終了を {provider} に通知しています。先にもう一度連携しない限り、これでログインすると新しいアカウントが作成されます。',
  unlinkedHere:
    'ここでのアクセス権は終了しました。{provider} の一覧には、そちらで削除するまで {brand} が表示されます。先にもう一度連携しない限り、これでログインすると新しいアカウントが作成されます。',
  notLinked: 'そのアカウントは連携されていないか、すでに解除されています。',
  notLinkedText: '変更するものはありませんでした。現在の連携は「連携」のページで確認できます。',
  permissionGiven: '{account} で許可されました。ほかに変更はありません。',
  permissionWithheld: 'チェックが入っていなかったため、許可されませんでした。',
  permissionWithheldText: '問題ありません。ほかの機能はそのまま使えます。',
  permissionOff: 'ここでオフにしました。今後は使用しません。',
  permissionOffText: '{provider} で削除するか連携を解除するまで、{provider} の一覧には表示されます。',
  permissionOn: '再びオンにしました。',
  permissionGone: '{provider} にこの許可がなくなっているため、{provider} で改めて許可が必要です。',
  permissionGoneText: 'まだ何も変更されていません。',
  reconnected: '{account} を再び連携しました。',
  confirmed: 'ご本人であることを確認しました。そのまま続けてください。',
  cancelled: '{provider} でキャンセルされました。何も変更されていません。',
  languageChosen: '言語を保存しました。',
  sessionEnded: '{browser}をログアウトしました。',
  otherSessionEnded: '別のブラウザーをログアウトしました。',
  sessionOver: 'そのブラウザーはすでにログアウトしています。',
  sessionOverText: '行うことはありませんでした。現在ログインしている場所は以下のとおりです。',
  noneEnded: 'ほかの場所ではログインしていませんでした。',
  othersEnded: 'ほかのすべての場所からログアウトしました（{count, plural, other {ブラウザー #\u00a0個}}）。',
  browsersReviewed: 'ありがとうございます。このブラウザーでは、もうお尋ねしません。',
  nameChanged: 'これからは {name} と表示されます。',
  nameRefused: 'その名前は使えません。',
  nameRefusedText: '表示できる文字で、80 文字以内にしてください。何も変更されていません。',
  nameRestored: 'プロバイダーの名前で再び表示されます。',
  browserOut: 'そのブラウザーはすでにログアウトしています。',
  noticesChosen: '受け取るメールの選択を保存しました。',
} satisfies Translation<typeof en>
