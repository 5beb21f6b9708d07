import type { language as en } from '#lib/messages/en/language'
import type { Translation } from '#lib/messages/translation'

export const language = {
  title: '言語',
  text: '文章、日付、数字の表記に使われます。お送りするメールもこの言語になります。',
  label: 'このサイトの言語',
  automatic: 'ブラウザーの設定に従う',
  save: '言語を保存',
} satisfies Translation<typeof en>
