import type { mail as en } from '#lib/messages/en/mail'
import type { Translation } from '#lib/messages/translation'

export const mail = {
  subject: {
    newBrowser: '{brand} のアカウントに新しいログインがありました',
    browserMoved: '{brand} のアカウントのログイン状態が別のブラウザーに移りました',
    connectionAdded: '{brand} のアカウントに別のアカウントが連携されました',
    connectionRemoved: '{brand} のアカウントから別のアカウントの連携が解除されました',
    addressChanged: '{brand} のアカウントのメールアドレスはこちらになりました',
    addressLeft: '{brand} のアカウントのメールアドレスが変わりました',
    accountAtRisk: '{provider} のアカウントに危険がある可能性があります',
    accountDeleted: '{brand} のアカウントは削除されました',
    dataDownloaded: '{brand} のデータがダウンロードされました',
    accessEnded: '{provider} へのアクセス権が終了しました',
    permissionChanged: '{brand} のアカウントの権限が変わりました',
  },
  title: {
    newBrowser: '新しいブラウザーからのログイン',
    browserMoved: 'ログイン状態が別のブラウザーに移りました',
    connectionAdded: 'ログイン方法が増えました',
    connectionRemoved: 'ログイン方法が減りました',
    addressChanged: '新しいメールアドレス',
    addressLeft: 'このアドレスは使われなくなりました',
    accountAtRisk: '{provider} のアカウントに危険がある可能性があります',
    accountDeleted: 'アカウントは削除されました',
    dataDownloaded: 'データのコピー',
    accessEnded: 'アクセス権が終了しました',
    permissionChanged: '権限が変わりました',
  },
  text: {
    newBrowser: 'これまで使われたことのないブラウザーから、あなたのアカウントにログインがありました。',
    browserMoved:
      '{from}でのログイン状態が、新たにログインすることなく {to}で使われています。デスクトップ版のサイトを表示すると、別の名前を名乗るブラウザーもあります。ログイン状態を保つ情報を誰かにコピーされた場合も、このようになります。',
    browserMovedSomewhere:
      'ログイン状態の一つが、新たにログインすることなく、これまでとは別のブラウザーで使われています。デスクトップ版のサイトを表示すると、別の名前を名乗るブラウザーもあります。ログイン状態を保つ情報を誰かにコピーされた場合も、このようになります。',
    connectionAdded: 'これからは、これまでのログイン方法と同じように、このアカウントでもログインできます。',
    connectionRemoved: 'このアカウントではログインできなくなりました。',
    removedByReport:
      'あなたがここでの削除を希望していると {provider} から連絡があり、削除しました。このアカウントではログインできなくなりました。',
    addressChanged: 'これからはこのアドレスにお送りします。{provider} から共有されているアドレスです。',
    addressLeft:
      'ログインに使うアカウントから共有されるアドレスが変わったか、なくなりました。このアドレスにはもうお送りしません。',
    accountAtRisk:
      '第三者があなたのパスワードを知っている可能性があると {provider} から連絡があり、変更が求められています。ご本人であることを確認するまで、ここのアカウントでは元に戻せない操作は行えません。',
    accountDeleted:
      'プロフィール、アクティビティ、すべてのセッションは削除され、各プロバイダーへのアクセス権も終了します。元に戻すことはできません。このアドレスはこのメールのためだけに保管していたもので、これで消去します。',
    deletedByReport:
      'あなたがここでのデータの削除を希望していると {provider} から連絡があり、プロフィール、アクティビティ、すべてのセッションを削除しました。このアドレスはこのメールのためだけに保管していたもので、これで消去します。',
    dataDownloaded:
      '当サイトに保管されているあなたのデータ（プロフィール、ログイン方法、ログイン中のブラウザー、アクティビティ）がすべてダウンロードされました。パスワードや、アカウントを開けるものは含まれていません。',
    accessEnded:
      '{provider} で許可されていた内容が見られなくなりました。ログインは引き続きできます。また使うには、アカウントの画面でもう一度連携してください。',
    accessRemoved:
      '{provider} のアカウントの設定でこのサイトが削除され、それによるセッションは終了しました。',
    permissionGiven: '許可された内容だけが見られるようになりました。',
    permissionRemoved: '以前に許可されていた内容は、もう見られません。',
  },
  others:
    '{count, plural, other {同じ時間帯に、同じことがほかに #\u00a0件ありました。アクティビティですべて確認できます。}}',
  fact: {
    when: '日時',
    browser: 'ブラウザー',
    from: 'IP アドレス',
    account: 'アカウント',
  },
  wasYou: 'ご自身の操作であれば、何もする必要はありません。',
  wasYouThere: '{provider} でご自身が行った場合は、何もする必要はありません。',
  wasNot: {
    session:
      '心当たりがない場合は、ボタンを押してください。いつものようにログインすると、何があったかが表示され、そのブラウザーをログアウトできます。',
    itself: 'ご希望でない場合は、ボタンを押してください。何があったか、どうすればよいかが表示されます。',
    deleted:
      '心当たりがない場合は、ほかの人が {provider} であなたとしてログインできる状態です。まず {provider} のパスワードを変更し、それからここで新しく始めてください。',
  },
  risk: {
    changed: 'すでに変更した場合は、何もする必要はありません。',
    unchanged: 'まだの場合は今すぐ変更し、そのあとここでアクティビティをご確認ください。',
  },
  button: '心当たりがありません',
  secure: '{provider} のアカウントを保護する',
  footer: {
    why: '{site} のアカウントの安全に関わるため、このメールをお送りしています。アカウントに入り込んだ人が止められないように、停止することはできません。',
    optional:
      '{site} のアカウントをお持ちのため、このメールをお送りしています。受け取るメールは設定で選べます：',
    farewell: '{site} のアカウントにこのアドレスが登録されていたため、このメールをお送りしています。',
    safe: 'このメールのリンクでログインされることはなく、パスワードをお尋ねすることもありません。',
  },
} satisfies Translation<typeof en>
