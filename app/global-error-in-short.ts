import type { Language } from '#lib/messages/languages'

/** What `global-error.tsx` says without its texts: every page has it in its script. A test compares it with the catalogues. */
export const inShort: Record<Language, { title: string; loadAgain: string }> = {
  en: { title: 'Something went wrong in this page', loadAgain: 'Load the page again' },
  de: { title: 'Auf dieser Seite ist etwas schiefgegangen', loadAgain: 'Seite neu laden' },
  ja: { title: 'このページで問題が発生しました', loadAgain: 'ページを再読み込み' },
  ar: { title: 'حدث خطأ في هذه الصفحة', loadAgain: 'إعادة تحميل الصفحة' },
}
