import type { landing as en } from '#lib/messages/en/landing'
import type { Translation } from '#lib/messages/translation'

export const landing = {
  title: 'ログインを、<nowrap>きちんと。</nowrap>',
  titleOnly: '{provider} ログインを、<nowrap>きちんと。</nowrap>',
  lead: '{brand} は、チームの製品のためのオープンな土台です。アカウント、セッション、トークンを自社の PostgreSQL に保管し、細部まで作り込んでいます。',
  leadOpenid:
    '{brand} は、チームの製品のためのオープンな土台です。アカウント、セッション、{provider} のトークンを自社の PostgreSQL に保管し、細部まで作り込んでいます。',
  welcome: 'おかえりなさい',
  welcomeName: 'おかえりなさい、<name></name> さん',
  signedIn:
    'ログインしています。アカウントページで、{brand} が保持している情報とこのセッションを確認できます。',
  toAccount: 'アカウントへ',
  points: 'チュートリアルの、その先まで',
  start: 'コマンド 1\u00a0つで、アプリ、データベース、サンドボックスが起動します。',
  checked: 'すべての応答を検証',
  checkedText:
    'ログインのたびに state を使い、プロバイダーが対応していれば PKCE と nonce も使います。応答を検証するまで、誰もログインできません。',
  checkedOpenid: '{provider} を検証',
  checkedOpenidText:
    'ログインのたびに PKCE、state、nonce を使います。id_token の署名とクレームを検証してから、ログインを許可します。',
  fresh: 'トークンを安全に、常に新しく',
  freshText:
    '行ごとに暗号化し、同時に何件求められても更新は 1 回。終了したアクセス権は、理由と対処方法を示します。',
  account: 'アカウントページ',
  accountText:
    'どこでログインしているか、アプリに何を許可しているか、いつ何があったか。データの持ち出しも、退会もここから。',
  rehearsed: 'そのすべてを、手元で試す',
  rehearsedText:
    'アカウントと同意画面を備えたサンドボックスが付属し、プロバイダーのプロジェクトなしで開発とテストができます。',
  rehearsedOpenid: '{provider} を、手元で試す',
  rehearsedOpenidText:
    'アカウントと同意画面を備えた {provider} のサンドボックスが付属し、{provider} のプロジェクトなしで開発とテストができます。',
  key: '1 回のログイン、<br></br>4\u00a0つの刻み',
  browser: 'ブラウザー',
  browserText: '1 回のログインだけに有効な新しい state と証明で始めます。',
  browserOpenid: '1 回のログインだけに有効な新しい state、nonce、PKCE チャレンジで始めます。',
  provider: 'プロバイダー',
  providerText: '本人確認を行い、1 度だけ使えるコードを返します。',
  providerOpenid: '本人確認を行い、署名付きの id_token を返します。',
  here: '誰からの、誰のための応答かを検証してから受け入れます。',
  hereOpenid: '署名とすべてのクレームを検証してから受け入れます。',
  database: 'セッションと、そのトークンのハッシュだけを保存します。',
} satisfies Translation<typeof en>
