import type { CommandName } from '../control.ts'
import type { Html } from '../pages.ts'
import type { State } from '../state.ts'

/** Where the panel is, at the sandbox's address. */
export const PANEL_PATH = '/panel'

/** What a form of the panel stands for: inputs of one command of the control API, and what is said when they are done. */
export type Action = {
  command: CommandName
  /** One for each time that the command is given. A command without an input has `undefined`. */
  inputs: (form: URLSearchParams, state: State) => unknown[]
  said: (form: URLSearchParams, answers: unknown[]) => string
}

/** What is said at the head of the next page, once. `open` is a page of the app that shows it. */
export type Notice = { tone: 'good' | 'danger'; text: string; open?: { path: string; label: string } }

export type PanelPage = {
  /** In the navigation, as heading, and in the title of the window. */
  title: string
  lead: string
  /** Whether there are pages below it. */
  parts?: true
  /** The content. `rest` is what stands behind the page's own path; null when there is no such page. */
  show: (state: State, rest: string) => Html | null
  /** By the last part of the address that a form is sent to. */
  actions: Readonly<Record<string, Action>>
}

/** The origin of the app, by where it wants people sent back to. */
export function appOrigin({ clientsOf }: State): string | null {
  const uri = [...clientsOf('google'), ...clientsOf('facebook'), ...clientsOf('twitter')][0]?.redirectUris[0]
  return uri ? new URL(uri).origin : null
}

/** What the app is called. */
export function appName({ clientsOf }: State): string {
  return (
    [...clientsOf('google'), ...clientsOf('facebook'), ...clientsOf('twitter')][0]?.name ?? 'the application'
  )
}

/** "1 account", "3 accounts". */
export function count(number: number, one: string, several = `${one}s`): string {
  return `${number.toLocaleString('en-GB')} ${number === 1 ? one : several}`
}

/** A length of time in its largest unit: 90 seconds are "2 minutes". */
export function describeSeconds(seconds: number): string {
  const [size, name] = UNITS.find(([unit]) => Math.abs(seconds) >= unit) ?? [1, 'second']
  return count(Math.round(Math.abs(seconds) / size), name)
}

const UNITS: [seconds: number, name: string][] = [
  [86_400, 'day'],
  [3600, 'hour'],
  [60, 'minute'],
]
