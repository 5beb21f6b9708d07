import type { overview as en } from '#lib/messages/en/overview'
import type { Translation } from '#lib/messages/translation'

export const overview = {
  title: 'アカウント',
  verifiedBy: '{provider} により確認済み',
  workspace: '{domain} の Google Workspace アカウント',
  memberSince: '登録日：<when></when>',
  well: 'すべて問題ありません',
  needs: '{count, plural, other {確認が必要な項目が #\u00a0件あります}}',
  restWell: 'ほかはすべて問題ありません。',
  advice: '対応が必要なことはありません。次のようにすると、さらに安全になります。',
  nothing: '対応が必要なことも、足りないものもありません。',
  ways: {
    title: 'ログイン方法',
    more: '<hidden>連携アカウントを</hidden>管理',
    current: 'このセッション',
    used: '最終ログイン：<when></when>',
    locked: 'ロック中：このアカウントではログインできません',
    off: '現在このサイトでは使えません',
  },
  devices: {
    title: '{count, plural, other {#\u00a0台のデバイス}}でログイン中',
    hereOnly: 'このデバイスだけでログインしています',
    more: '<hidden>デバイスを</hidden>すべて見る',
  },
  activity: { title: '最近のアクティビティ', more: '<hidden>アクティビティを</hidden>すべて見る' },
  services: {
    title: '連携サービス',
    link: '{name}（{provider}）',
    noAccount: '{provider} のアカウントは連携されていません',
    absent: 'まだ許可されていません',
    off: 'オフにしています',
    broken: '許可済みですが、再連携が必要です',
    worked: '{count, plural, other {#\u00a0個のアカウント}}で許可済み、最終確認：<when></when>',
  },
  browsers: {
    title: '{count, plural, other {新しいブラウザーからのログインが #\u00a0件あります}}。ご本人ですか？',
    more: '{count, plural, other {ほか #\u00a0件}}',
    yes: '自分です',
    no: '自分ではありません',
  },
  access: {
    ended: '{provider} の {account} へのアクセスが終了しました',
    stillIn: 'このアカウントでのログインは引き続きできます。',
    ends: '{provider} の {account} へのアクセスがまもなく終了します',
    endsAt: '期限付きで許可されています。終了日時：<when></when>',
    brief: '{provider} の {account} へのアクセスは一時的なものです',
    briefText: '{provider} が許可したのは短い時間だけです。再連携すると、許可した機能を引き続き使えます。',
    locked: '{provider} の {account} はロックされています',
    byProvider:
      '第三者がアクセスした可能性があると {provider} から連絡がありました。{provider} が安全と判断するまで、ここではこのアカウントでログインできません。',
    byOperator: 'サイトの運営者がロックしました。誤りだと思われる場合は、運営者にお問い合わせください。',
    reconnect: '<hidden>{account} を</hidden>再連携',
  },
  permission: {
    title: '{feature} には改めて許可が必要です',
    text: '{account} の許可が {provider} で取り消されました。',
    allow: '{provider} で {feature} を許可',
  },
  oneWayIn: {
    title: 'ログイン方法が 1\u00a0つだけです',
    text: 'そのアカウントを失うと、ログインできなくなります。2\u00a0つ目のアカウントを連携しておくと、それでもログインできます。',
    button: 'もう 1\u00a0つ連携する',
  },
  noAddress: {
    title: 'メールアドレスが登録されていません',
    text: 'アカウントに何かあってもお知らせできません。メールアドレスのあるアカウントを連携してください。',
    button: 'アカウントを連携',
  },
  unverifiedAddress: {
    title: 'メールアドレスが確認されていません',
    text: 'ご本人のものと保証しているプロバイダーがありません。保証するプロバイダーのアカウントを連携してください。',
    button: 'アカウントを連携',
  },
} satisfies Translation<typeof en>
