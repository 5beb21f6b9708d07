/** Under which terms packages may come in. */
import type { Lockfile } from '#scripts/packages/advisories'

/** They ask for no more than to be named. `CC-BY-4.0` is that of the table of browsers which a build reads. */
const FREE = [
  '0BSD',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'BlueOak-1.0.0',
  'CC-BY-4.0',
  'CC0-1.0',
  'ISC',
  'MIT',
  'MIT-0',
  'OFL-1.1',
  'Unlicense',
]

/** What changes in these stays open, and they go to nobody with this application: they build and test it. */
const FOR_DEVELOPMENT = ['MPL-2.0']

/**
 * Packages of other terms, or of none that npm knows, which somebody has looked at. `@img/…` are libvips, which Next brings
 * for pictures that this application does not make (`images.unoptimized`). `elkjs` is in the Studio of Prisma's command, which
 * nothing here starts. `seq-queue`, of the same command, is MIT by its file LICENSE alone.
 */
const LOOKED_AT: Record<string, RegExp> = {
  'LGPL-3.0-or-later': /^@img\/sharp-/,
  'EPL-2.0': /^elkjs$/,
  none: /^seq-queue$/,
}

/** The packages in a lockfile whose terms nobody has agreed to, each with what they are. */
export function findForeign({ packages }: Lockfile): string[] {
  return Object.entries(packages).flatMap(([path, { license = 'none', dev = false }]) => {
    const name = path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length)
    const mayBe = (one: string) =>
      FREE.includes(one) || (dev && FOR_DEVELOPMENT.includes(one)) || LOOKED_AT[one]?.test(name) === true
    const fits = alternatives(license).some((all) => all.every(mayBe))
    return path === '' || fits ? [] : [`${path}: ${license}`]
  })
}

/** An SPDX expression as npm packages have them (spdx.github.io, annex D): of one alternative, everything holds. */
function alternatives(license: string): string[][] {
  const plain = license.replace(/[()]/g, '')
  return plain.split(/ OR /i).map((all) => all.split(/ AND /i))
}
