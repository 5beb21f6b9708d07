/** Loaded before a process of ours, whose clock it then sets by what is in the file CLOCK_FILE: milliseconds from the true one. */
import { readFileSync } from 'node:fs'

const LOOK_EVERY_MS = 50

const RealDate = Date
let offsetMs = 0

const now = () => RealDate.now() + offsetMs

globalThis.Date = new Proxy(RealDate, {
  construct: (target, args, self) => Reflect.construct(target, args.length === 0 ? [now()] : args, self),
  apply: (target) => new target(now()).toString(),
  get: (target, name) => (name === 'now' ? now : Reflect.get(target, name)),
})

setInterval(() => {
  const wanted = Number(readFileSync(process.env.CLOCK_FILE ?? '', 'utf8'))
  if (wanted === offsetMs) return
  offsetMs = wanted
  process.stderr.write(`clock ${wanted}\n`)
}, LOOK_EVERY_MS).unref()
