import type { sessions as en } from '#lib/messages/en/sessions'
import type { Translation } from '#lib/messages/translation'

export const sessions = {
  title: 'セッション',
  intro:
    'ログインしているデバイスの一覧です。心当たりのないデバイスや、もう使わないデバイスはログアウトしてください。すぐに反映されます。',
  hereOnly: 'このデバイスだけでログインしています',
  hereAnd: 'このデバイスと、ほかの {count, plural, other {#\u00a0台のデバイス}}',
  limits:
    '{idle}使わなかったデバイスは自動的にログアウトします。また、どのデバイスも {absolute}を超えてログインしたままにはなりません。',
  details: '<hidden>{name}の</hidden>詳細',
  signOut: '<hidden>{name}を</hidden>ログアウト',
  signOutHere: 'このデバイスをログアウト',
  address: 'アドレス',
  addressUnknown: '不明',
  signedInWith: 'ログインに使ったアカウント',
  account: '{account}（{provider}）',
  firstSeen: '最初のログイン',
  lastUsed: '最終使用',
  endsAt: '遅くともログアウトする日時',
  callsItself: 'ブラウザーの識別情報',
  saysNothing: '送信されていません',
  others: {
    label: 'ほかをすべてログアウト',
    title: 'ほかの {count, plural, other {#\u00a0台のデバイス}}をログアウトしますか？',
    text: 'ほかのデバイスは、どこにあってもすぐにログアウトします。このデバイスはログインしたままです。',
    keep: '{count, plural, other {そのままにする}}',
    confirm: '{count, plural, other {ログアウトする}}',
  },
} satisfies Translation<typeof en>
