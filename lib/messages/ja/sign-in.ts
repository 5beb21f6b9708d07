import type { signIn as en } from '#lib/messages/en/sign-in'
import type { Translation } from '#lib/messages/translation'

export const signIn = {
  title: 'ログイン',
  heading: '{brand} にログイン',
  sameWay:
    '以前に利用したことがある場合は、同じ方法でログインしてください。別の方法では、連携するまで新しいアカウントが作成されます。',
  password:
    'パスワードは {providers} だけが保持し、{brand} が見ることはありません。ログインすると、このブラウザーでログイン状態を保つ Cookie が 1\u00a0つ設定されます。もう 1\u00a0つの Cookie にはタイムゾーンが入ります。',
  already: '{name} としてログインしています',
  alreadyText:
    'このアカウントで続けられます。もう一度ログインすると、このブラウザーは選んだアカウントに切り替わります。',
  goneTitle: 'ログアウトされました',
  gone: 'このブラウザーはログアウトされたか、アカウントが削除されました。ログインすると、アカウントが開くか、新しく作成されます。',
  button: { google: 'Google でログイン', facebook: 'Facebook で続行', twitter: 'X でログイン' },
  goOn: { google: 'Google で続行', facebook: 'Facebook で続行', twitter: 'X で続行' },
  alone: {
    google: 'Google から {brand} に共有されるのは、名前、<nowrap>メールアドレス</nowrap>、写真だけです。',
    facebook:
      'Facebook から {brand} に名前と写真が共有されます。チェックを外さなければ、<nowrap>メールアドレス</nowrap>も共有されます。',
    twitter: 'X から {brand} に、名前、ユーザー名、写真が共有されます。',
    twitterEmail:
      'X から {brand} に、名前、ユーザー名、<nowrap>メールアドレス</nowrap>、写真が共有されます。',
  },
  shares: {
    google: 'Google からは、名前、メールアドレス、写真が共有されます。',
    facebook:
      'Facebook からは、名前と写真が共有されます。チェックを外さなければ、メールアドレスも共有されます。',
    twitter: 'X からは、名前、ユーザー名、写真が共有されます。',
    twitterEmail: 'X からは、名前、ユーザー名、メールアドレス、写真が共有されます。',
  },
  connects: {
    google: 'Google でアカウントを選ぶと、その名前、メールアドレス、写真が共有されます。',
    facebook:
      'Facebook でログイン中のアカウントが使われ、その名前と写真が共有されます。チェックを外さなければ、メールアドレスも共有されます。',
    twitter:
      'X でログイン中のアカウントが使われ、その名前、ユーザー名、写真が共有されます。{brand} は、その X アカウントがあなたのものであることを保存します。',
    twitterEmail:
      'X でログイン中のアカウントが使われ、その名前、ユーザー名、メールアドレス、写真が共有されます。{brand} は、その X アカウントがあなたのものであることを保存します。',
  },
  also: {
    twitter:
      'X にはより小さな権限がないため、ポストの閲覧許可も求められます。{brand} が読むのはユーザー情報だけで、求められない限りポストは読みません。',
  },
  description: 'きちんと作られたログイン。アカウント、セッション、トークンを自社の PostgreSQL に。',
  descriptionOnly:
    'きちんと作られた {provider} ログイン。アカウント、セッション、トークンを自社の PostgreSQL に。',
  picture: 'きちんと作られた Google ログイン。アカウント、セッション、トークンを自社の PostgreSQL に保管。',
} satisfies Translation<typeof en>
