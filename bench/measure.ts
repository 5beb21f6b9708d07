import type { Series } from './arithmetic.ts'
import type { Bench, Running } from './context.ts'
import type { EntryName } from './entries.ts'

/** What a number is about. */
export type About = Omit<Series, 'values'>

export type Recorder = {
  record: (number: About, entry: EntryName, value: number | null) => void
  recordStatements: (action: string, entry: EntryName, statements: string[]) => void
}

export type Measure = {
  name: string
  title: string
  /** Who takes part. */
  entries: readonly EntryName[]
  /** It is the same in every round. */
  once?: boolean
  /** Warms up, and sees that every entry answers as it should. */
  prepare?: (bench: Bench) => Promise<void>
  run: (bench: Bench, recorder: Recorder) => Promise<void>
}

/** Those of a run that a measure is about. */
export function taking({ running }: Bench, { entries }: Pick<Measure, 'entries'>): Running[] {
  return running.filter(({ entry }) => entries.includes(entry.name))
}

/** Of a number that is better when it is less. */
export function lessIsBetter(measure: string, quantity: string, unit: string, floor: EntryName): About {
  return { measure, quantity, unit, better: 'less', floor }
}
