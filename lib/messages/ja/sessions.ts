import type { sessions as en } from '#lib/messages/en/sessions'
import type { Translation } from '#lib/messages/translation'

export const sessions = {
  title: 'セッション',
  intro:
    'ログインしている端末の一覧です。心当たりのない端末や、もう使わない端末はログアウトしてください。すぐに反映されます。',
  hereOnly: 'この端末だけでログインしています',
  hereAnd: 'この端末と、ほかの {count, plural, other {# 個のブラウザ}}',
  limits:
    '{idle}使わなかった端末は自動的にログアウトします。また、どの端末も{absolute}を超えてログインしたままにはなりません。',
  details: '<hidden>{name} の</hidden>詳細',
  signOut: '<hidden>{name} を</hidden>ログアウト',
  signOutHere: 'この端末をログアウト',
  address: 'アドレス',
  addressUnknown: '不明',
  signedInWith: 'ログインに使ったアカウント',
  account: '{account}（{provider}）',
  firstSeen: '最初のログイン',
  lastUsed: '最終使用',
  endsAt: '遅くともログアウトする日時',
  callsItself: 'ブラウザの名乗り',
  saysNothing: '名乗っていません',
  others: {
    label: 'ほかをすべてログアウト',
    title: 'ほかの {count, plural, other {# 個のブラウザ}}をログアウトしますか？',
    text: 'ほかのブラウザは、どこにあってもすぐにログアウトします。この端末はログインしたままです。',
    keep: '{count, plural, other {そのままにする}}',
    confirm: '{count, plural, other {ログアウトする}}',
  },
} satisfies Translation<typeof en>
