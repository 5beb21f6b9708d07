import type { Reader } from '#components/ui/reader-place'
import { wordsIn } from '#lib/messages/words'
import { getReader } from '#lib/web/words'

/** What times in the browser are written with: how whoever asks for this page reads, and the words that `Intl` has not. */
export async function findPlace(): Promise<Reader> {
  const { language, ...reader } = await getReader()
  const t = wordsIn(language, 'times')
  return { ...reader, between: t('between'), justNow: t('justNow'), soon: t('soon') }
}
