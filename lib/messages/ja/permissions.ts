import type { permissions as en } from '#lib/messages/en/permissions'
import type { Translation } from '#lib/messages/translation'

export const permissions = {
  recognise: '再訪時に本人だと認識する',
  email: 'メールアドレスを見る',
  emailIfShared: '共有されている場合、メールアドレスを見る',
  profile: '名前と写真を見る',
  handle: '名前、ユーザー名、写真を見る',
  posts: 'あなたが見られるポストを見る（X にはより小さな権限がありません）',
  unused: '{provider} の一覧にある権限です。使用していません。',
  sharedProfile: '名前と写真',
  sharedHandle: '名前、ユーザー名、写真',
  sharedEmail: 'メールアドレス',
  seen: '見る内容',
  never: '決して行わないこと',
} satisfies Translation<typeof en>
