import type { settings as en } from '#lib/messages/en/settings'
import type { Translation } from '#lib/messages/translation'

export const settings = {
  intro: 'プロフィールと名前、言語、受け取るメール、データのコピー、退会の手続きです。',
  profile: 'プロフィール',
  noEmail: 'メールアドレスなし',
  unverified: '<email></email>（未確認）',
  originThis:
    '写真と、下で別の名前を選ばない限り名前は、この {provider} アカウントのものです。<link>{provider} で変更</link>すると、次にそのアカウントでログインしたときに反映されます。',
  originFirst:
    '写真と、下で別の名前を選ばない限り名前は、最初にログインした {provider} アカウント <name></name> のものです。<link>{provider} で変更</link>すると、次にそのアカウントでログインしたときに反映されます。',
  data: 'データ',
  dataText:
    '保存しているすべての情報を 1\u00a0つの JSON ファイルにまとめたものです。プロフィール、ログインに使うアカウントと許可した内容、ログインしている場所、アクティビティが含まれます。パスワードやトークンは含まれないため、このファイルでログインすることはできません。',
  downloadText:
    'ダウンロードはすぐに始まり、進み具合はブラウザーに表示されます。その間もこの画面をお使いいただけます。',
  download: 'データをダウンロード',
  account: 'アカウント',
  deleteText:
    'アカウントを削除すると、保存しているすべての情報が削除され、各プロバイダーへのアクセス権が終了します。次のページで削除される内容を詳しく示し、改めて確認します。',
  delete: 'アカウントを削除',
} satisfies Translation<typeof en>
