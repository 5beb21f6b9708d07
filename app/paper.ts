/** `--color-paper` of theme.css, for the browser around the page, which reads no style sheet. A test compares them. */
export const paper = { light: '#f5f7f4', dark: '#0d1512' } as const
