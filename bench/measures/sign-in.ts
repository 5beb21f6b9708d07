import { randomUUID } from 'node:crypto'
import { median } from '../arithmetic.ts'
import { type SignedIn, type SignIn, signIn } from '../browser.ts'
import { addPerson, type Bench } from '../context.ts'
import type { EntryName } from '../entries.ts'
import { lessIsBetter, type Measure, taking } from '../measure.ts'
import { readUsage } from '../process-tree.ts'

const ENTRIES: readonly EntryName[] = ['exchange', 'bare', 'peer', 'app', 'app-2', 'app-scale']

type Kind = {
  name: string
  title: string
  /** The account at the provider that signs in. */
  who: (bench: Bench, index: number) => Promise<string>
  /** In a round. */
  times: number
}

const kinds: readonly Kind[] = [
  { name: 'sign-in', title: 'a sign-in of somebody known', who: chooseKnown, times: 16 },
  { name: 'first-sign-in', title: 'a first sign-in', who: addNew, times: 8 },
]

/**
 * Sign-ins, one after the other, each in a browser of its own: from posting the form to the cookie of the session.
 * `whole` is with the provider's screens, which are the same for everybody, `own` without.
 */
export const signIns: readonly Measure[] = kinds.map(({ name, title, who, times }) => ({
  name,
  title,
  entries: ENTRIES,
  async prepare(bench) {
    for (const { entry } of taking(bench, this))
      for (let index = 0; index < times; index += 1)
        await signInOnce(bench, entry.signIn, await who(bench, index))
  },
  async run(bench, { record }) {
    for (const { entry, process } of taking(bench, this)) {
      const done: SignedIn[] = []
      let cpuMs = 0
      for (let index = 0; index < times; index += 1) {
        const sub = await who(bench, index)
        const before = readUsage(process.pid)?.cpuMs ?? Number.NaN
        done.push(await signInOnce(bench, entry.signIn, sub))
        cpuMs += (readUsage(process.pid)?.cpuMs ?? Number.NaN) - before
      }
      record(
        lessIsBetter(name, 'whole', 'ms', 'exchange'),
        entry.name,
        median(done.map(({ whole }) => whole)),
      )
      record(lessIsBetter(name, 'own', 'ms', 'exchange'), entry.name, median(done.map(({ own }) => own)))
      record(
        lessIsBetter(name, 'cpu', 'ms', 'exchange'),
        entry.name,
        Number.isNaN(cpuMs) ? null : cpuMs / times,
      )
    }
  },
}))

/** Somebody whom every entry has signed in before. */
export async function chooseKnown({ people }: Bench, index: number): Promise<string> {
  return people[index % people.length] ?? ''
}

/** Somebody whom nobody has seen. */
export async function addNew({ google }: Bench): Promise<string> {
  const sub = `new-${randomUUID()}`
  await addPerson(google, sub)
  return sub
}

/** Takes somebody new away again: the provider's list of accounts would grow, and its page with it. */
export async function signInOnce(
  { google, people }: Bench,
  target: SignIn | null,
  sub: string,
): Promise<SignedIn> {
  if (!target) throw new Error('There is no sign-in')
  const done = await signIn(target, sub)
  if (!people.includes(sub)) await google.removePerson(sub)
  return done
}
