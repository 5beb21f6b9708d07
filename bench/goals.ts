import { ratioOf, type Series, typical } from './arithmetic.ts'
import type { EntryName } from './entries.ts'

type Goal = {
  title: string
  measure: string
  quantity: string
  /** Whose number it is. */
  entry: EntryName
  /** Whose number it is held against, by ratio within rounds or by difference; left out, it stands for itself. */
  ratioTo?: EntryName
  moreThan?: EntryName
  /** What it may be at most, or at least. */
  most?: number
  least?: number
}

const goals: readonly Goal[] = [
  ...['cpu', 'latency'].flatMap((quantity): Goal[] => [
    {
      ...{ title: '/api/me, as a bare route', measure: 'api-me', quantity },
      ...{ entry: 'app', ratioTo: 'bare', most: 1.2 },
    },
    {
      ...{ title: '/dashboard, as the page with constants', measure: 'dashboard', quantity },
      ...{ entry: 'app', ratioTo: 'constants', most: 1.15 },
    },
    {
      ...{ title: 'the page with constants, as a bare page', measure: 'dashboard', quantity },
      ...{ entry: 'constants', ratioTo: 'bare', most: 1.5 },
    },
    {
      ...{ title: 'forged cookie, as a bare redirect', measure: 'forged', quantity },
      ...{ entry: 'app', ratioTo: 'bare', most: 1 },
    },
    {
      ...{ title: 'no cookie, as a bare redirect', measure: 'no-cookie', quantity },
      ...{ entry: 'app', ratioTo: 'bare', most: 1 },
    },
  ]),
  ...['whole', 'cpu'].flatMap((quantity): Goal[] => [
    {
      ...{ title: 'sign-in, as the bare exchange', measure: 'sign-in', quantity },
      ...{ entry: 'app', ratioTo: 'exchange', most: 1.8 },
    },
    {
      ...{ title: 'sign-in, as next-auth', measure: 'sign-in', quantity },
      ...{ entry: 'app', ratioTo: 'peer', most: 1 },
    },
    {
      ...{ title: 'first sign-in, as next-auth', measure: 'first-sign-in', quantity },
      ...{ entry: 'app', ratioTo: 'peer', most: 1 },
    },
  ]),
  {
    ...{ title: 'statements of a sign-in', measure: 'statements sign-in', quantity: 'statements' },
    ...{ entry: 'app', most: 8 },
  },
  {
    ...{ title: 'statements of a first one', measure: 'statements first-sign-in', quantity: 'statements' },
    ...{ entry: 'app', most: 10 },
  },
  {
    ...{ title: 'requests to the provider', measure: 'requests sign-in', quantity: 'requests' },
    ...{ entry: 'app', most: 1 },
  },
  {
    ...{ title: 'start, as next start', measure: 'start', quantity: 'time' },
    ...{ entry: 'app', ratioTo: 'bare', most: 1.3 },
  },
  {
    ...{ title: 'memory of a process, as bare Next', measure: 'memory', quantity: 'process' },
    ...{ entry: 'app', ratioTo: 'bare', most: 1.15 },
  },
  ...['/dashboard', '/drive', '/connections'].map(
    (path): Goal => ({
      ...{ title: `kB of JavaScript over the framework's, ${path}`, measure: `javascript ${path}` },
      ...{ quantity: 'size', entry: 'app', moreThan: 'bare', most: 8 },
    }),
  ),
  {
    ...{ title: "kB of JavaScript over the framework's, /sign-in", measure: 'javascript /sign-in' },
    ...{ quantity: 'size', entry: 'app', moreThan: 'bare', most: 0 },
  },
  ...['api-me', 'dashboard', 'forged'].map(
    (measure): Goal => ({
      ...{ title: `requests a second at scale, ${measure}`, measure, quantity: 'rate' },
      ...{ entry: 'app-scale', ratioTo: 'app', least: 0.95 },
    }),
  ),
  {
    ...{ title: 'getAccessToken, processor time in ms', measure: 'access-token', quantity: 'cpu' },
    ...{ entry: 'app', most: 0.3 },
  },
  ...['/', '/sign-in', '/dashboard'].flatMap((path): Goal[] => {
    const shared = { measure: `vitals ${path}`, entry: 'app' } as const
    return [
      { ...shared, title: `LCP in ms, ${path}`, quantity: 'LCP', most: 1_500 },
      { ...shared, title: `CLS, ${path}`, quantity: 'CLS', most: 0 },
      { ...shared, title: `INP in ms, ${path}`, quantity: 'INP', most: 100 },
    ]
  }),
]

/** A goal that a run has a number for. */
export type Reached = { title: string; quantity: string; value: number; limit: string; met: boolean }

/** How far what was measured is from what it is to be. */
export function holdAgainstGoals(series: readonly Series[]): Reached[] {
  return goals.flatMap((goal) => {
    const value = measuredBy(goal, series)
    if (value === null) return []
    const { title, quantity, most, least } = goal
    const met = (most === undefined || value <= most) && (least === undefined || value >= least)
    return [{ title, quantity, value, limit: most === undefined ? `≥ ${least}` : `≤ ${most}`, met }]
  })
}

function measuredBy(goal: Goal, series: readonly Series[]): number | null {
  const one = series.find(({ measure, quantity }) => measure === goal.measure && quantity === goal.quantity)
  const valuesOf = (entry: EntryName) => one?.values[entry] ?? []
  const values = valuesOf(goal.entry)
  if (goal.ratioTo) return ratioOf(values, valuesOf(goal.ratioTo))?.median ?? null
  const value = typical(values)
  if (!goal.moreThan || value === null) return value
  const other = typical(valuesOf(goal.moreThan))
  return other === null ? null : value - other
}
