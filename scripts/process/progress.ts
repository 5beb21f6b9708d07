const WIDTH = 30

/** A bar on a terminal; a line every ten percent elsewhere, as in a log. */
export function createProgress(name: string, total: number, out: NodeJS.WriteStream = process.stderr) {
  let done = 0
  let shown = -1
  const write = () => {
    const share = total === 0 ? 1 : Math.min(done / total, 1)
    const step = out.isTTY ? done : Math.floor(share * 10)
    if (step === shown) return
    shown = step
    const filled = Math.round(share * WIDTH)
    const bar = `${'█'.repeat(filled)}${'░'.repeat(WIDTH - filled)}`
    const line = `${name} ${bar} ${Math.floor(share * 100)} % (${done} of ${total})`
    out.write(out.isTTY ? `\r${line}` : `${line}\n`)
  }
  write()
  return {
    add(count: number): void {
      done += count
      write()
    },
    end(): void {
      if (out.isTTY) out.write('\n')
    },
  }
}
