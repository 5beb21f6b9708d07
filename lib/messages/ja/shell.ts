import type { shell as en } from '#lib/messages/en/shell'
import type { Translation } from '#lib/messages/translation'

export const shell = {
  skip: '本文へ移動',
  navigation: 'アカウント',
  signIn: 'ログイン',
  signOut: 'ログアウト',
  licence: '{brand} は MIT ライセンスのオープンソースであり、{others} とは提携していません。',
} satisfies Translation<typeof en>
