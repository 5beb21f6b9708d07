import type { names as en } from '#lib/messages/en/names'
import type { Translation } from '#lib/messages/translation'

export const names = {
  namelessAccount: '{provider} アカウント',
  namelessStart: '{provider} アカウント',
  accountAt: '{account}（{provider}）',
  browser: '{browser}（{system}）',
  unknownBrowser: '不明なブラウザー',
  unknownBrowserStart: '不明なブラウザー',
  thisSession: 'このセッション',
} satisfies Translation<typeof en>
