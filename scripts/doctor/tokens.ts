import { createProgress } from '../process/progress.ts'

type Progress = ReturnType<typeof createProgress>

/** Fewer are opened in the blink of an eye. */
const WORTH_A_BAR = 5_000

/** A bar while many tokens are opened, where somebody watches. */
export function watchTokens(out: NodeJS.WriteStream = process.stderr) {
  let progress: Progress | undefined
  let left = 0
  return (tokens: { all: number } | { opened: number }): void => {
    if ('all' in tokens) {
      left = tokens.all
      if (out.isTTY && left >= WORTH_A_BAR) progress = createProgress('Opening tokens', left, out)
      return
    }
    left -= tokens.opened
    progress?.add(tokens.opened)
    if (left <= 0) progress?.end()
  }
}
