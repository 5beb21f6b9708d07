import type { header as en } from '#lib/messages/en/header'
import type { Translation } from '#lib/messages/translation'

export const header = {
  menu: '{name} さんのアカウントメニュー',
  accounts: 'ログインに使うアカウント',
  manage: '連携を管理',
  theme: '外観',
  themes: { system: 'システム', light: 'ライト', dark: 'ダーク' },
} satisfies Translation<typeof en>
