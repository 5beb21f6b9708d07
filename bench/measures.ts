import type { Options } from './context.ts'
import type { Measure } from './measure.ts'
import { ofContent } from './measures/content.ts'
import { loads } from './measures/load.ts'
import { ofProcesses } from './measures/process.ts'
import { signIns } from './measures/sign-in.ts'
import { vitals } from './measures/vitals.ts'

/** Everything that a run can measure, in the order of a round and of the table. */
const measures: readonly Measure[] = [...loads, ...signIns, ...ofProcesses, ...ofContent, vitals]

/** Those that are asked for, or all; Core Web Vitals only when they are. */
export function selectMeasures({ only, withVitals }: Pick<Options, 'only' | 'withVitals'>): Measure[] {
  const unknown = only.filter((name) => measures.every((measure) => measure.name !== name))
  const wanted = (name: string) =>
    name === vitals.name ? withVitals || only.includes(name) : only.length === 0 || only.includes(name)
  if (unknown.length === 0) return measures.filter(({ name }) => wanted(name))
  const names = measures.map(({ name }) => name).join(', ')
  throw new Error(`Nothing measures ${unknown.join(', ')}. There are: ${names}`)
}
