import 'server-only'

const UNITS = ['KB', 'MB', 'GB', 'TB', 'PB']

/** A number of bytes as Google Drive words it: in steps of a thousand, with one decimal below ten. */
export function describeSize(bytes: number): string {
  if (bytes < 1000) return `${bytes} ${bytes === 1 ? 'byte' : 'bytes'}`
  let amount = bytes / 1000
  let unit = 0
  while (round(amount) >= 1000 && unit < UNITS.length - 1) {
    amount /= 1000
    unit++
  }
  return `${round(amount)} ${UNITS[unit]}`
}

function round(amount: number): number {
  return amount < 9.95 ? Math.round(amount * 10) / 10 : Math.round(amount)
}
