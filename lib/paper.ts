/**
 * `--color-paper` and `--color-ink` of app/theme.css, for what reads no style sheet: the browser around a page, and the pages
 * that Next does not render (lib/plain-page.ts). A test compares them.
 */
export const paper = { light: '#f5f7f4', dark: '#0d1512' } as const

export const ink = { light: '#13211b', dark: '#e8eee9' } as const
