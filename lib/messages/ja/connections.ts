import type { connections as en } from '#lib/messages/en/connections'
import type { Translation } from '#lib/messages/translation'

export const connections = {
  intro: 'ここでのアカウントにログインできる連携アカウントと、それぞれが {brand} に許可している内容です。',
  since: '連携日',
  lastUsed: '最終使用',
  access: 'アクセス権',
  worked: '動作確認：<time></time>',
  workedText: 'このアカウントについて、{provider} が最後に応答した時刻です。',
  workedUntilAsked:
    'このアカウントについて、{provider} が最後に応答した時刻です。次に問い合わせるまで、その後の状態はわかりません。',
  off: 'ここでは使用停止中',
  offText: '運営者が {provider} を停止しているため、現在は誰もログインに使えません。',
  locked: 'ロック中',
  lockedText:
    '運営者がロックしました。ここではログインに使えず、当サイトも使用しません。誤りだと思われる場合は、運営者にお問い合わせください。',
  endangered: '保護のためロック中',
  endangeredText:
    '{provider} から、第三者がアクセスした可能性があると連絡がありました。{provider} が安全と判断するまで、ここではログインに使えません。',
  suspended: '{provider} により無効',
  suspendedText:
    'アカウントが無効になったと {provider} から連絡がありました。再び使えるようになったと {provider} から連絡があるまで、ここではログインに使えません。',
  gone: '{provider} にはもうありません',
  goneText:
    'アカウントがもう存在しないと {provider} から連絡がありました。ここではログインに使えません。ほかに連携しているアカウントでは、引き続きログインできます。',
  flagged: '{provider} で無効',
  flaggedText:
    '自動的に大量作成されたアカウントの一つと判断され、無効になったと {provider} から連絡がありました。ここでは何も終了していませんが、一度ログアウトすると、{provider} でログインできなくなる可能性があります。今のうちに別のアカウントを連携してください。',
  limited: '期限付き',
  limitedText: '動作確認：<since></since>。終了日時：<until></until>',
  brief: '一時的',
  briefText:
    '{provider} では短時間だけアクセスが許可されました。再連携すると、許可した機能を引き続き使えます。',
  ended: '{provider} により終了',
  notAllowed: '許可されていません',
  endedText: 'このアカウントでのログインは引き続き可能です。',
  reconnect: '再連携',
  may: '{brand} に許可していること',
  could: '{brand} に許可していたこと',
  notGiven: '未許可',
  given: '許可済み',
  givenOn: '許可日：<date></date>',
  turnedOff: 'ここではオフになっており、使用していません。{provider} の一覧には残っています',
  turnedOffSince:
    'ここではオフになっており、使用していません。{provider} の一覧には残っています（許可日：<date></date>）',
  turnOff: '{feature}をオフにする',
  turnOn: '{feature}をオンにする',
  allow: '{provider} で{feature}を許可',
  another: 'ログイン方法を追加',
  anotherText:
    'どのアカウントからでもログインできるようになり、1\u00a0つを失っても安心です。ここですでに使われているアカウントは連携できません。',
  connect: {
    google: 'Google アカウントを連携',
    facebook: 'Facebook アカウントを連携',
    twitter: 'X アカウントを連携',
  },
  lists: '許可した内容は、ここでオフにしたものも含め、<link>{provider} の連携一覧</link>に表示されます。',
  lastUsable:
    'このアカウントが唯一のログイン方法のため、連携を解除できません。解除すると誰もアカウントを開けなくなります。先に別のアカウントを連携してください。',
  last: 'ログインに使えるアカウントがほかにないため、連携を解除できません。先に別のアカウントを連携してください。',
  endsAll: 'このアカウントの連携を解除すると、そのすべてが終了します。',
  endsHere:
    '連携を解除すると、{brand} に許可していた内容は終了します。一覧からの削除は、そちらでのみ行えます。',
  disconnect: '連携を解除',
  disconnectHidden: '<hidden>{account} の</hidden>連携を解除',
  ask: '{account} の連携を解除しますか？',
  keep: '解除しない',
  accessEnds:
    '{brand} が持つ、この {provider} アカウントへのアクセス権はすべて、ここでも {provider} でも終了します。',
  accessEndsHere:
    '{brand} が持つ、この {provider} アカウントへのアクセス権はすべて終了します。{provider} の一覧には、そちらで削除するまで {brand} が表示されます。',
  left: 'ログインに使えなくなります。残るログイン方法：{accounts}。',
  browsers: 'このアカウントでログインしているブラウザーはログアウトされます。',
  browsersButThis:
    'このアカウントでログインしているブラウザーはログアウトされます。ただし、このブラウザーは別のアカウントで続行します。',
  profileAll: 'ここでの名前、写真、メールアドレスは {account} のものになります。',
  profile: 'ここでの名前と写真は {account} のものになります。',
  email: 'ここでのメールアドレスは {email} になります。',
  noEmail: 'ここでのアカウントのメールアドレスはなくなります。',
} satisfies Translation<typeof en>
