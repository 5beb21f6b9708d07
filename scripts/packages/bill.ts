/** What is delivered, package by package: a bill of materials (CycloneDX 1.6, cyclonedx.org/docs/1.6/json). */
import { createHash } from 'node:crypto'
import type { Lockfile } from '#scripts/packages/advisories'

const MODULES = 'node_modules/'

/**
 * The bill of everything in a lockfile that production needs, on whichever platform. The same lockfile makes the same
 * bill, to the letter. `npm sbom --omit dev` would leave out each package that a tool of development needs as well: of
 * this application React, pg and Next.
 *
 * @param text of `package-lock.json`
 */
export function writeBill(text: string): object {
  const { packages }: Lockfile = JSON.parse(text)
  const { '': root } = packages
  const needs = walk(packages)
  const components = [...needs.keys()].filter(Boolean).map((path) => {
    const { version, license, integrity, optional } = packages[path] ?? {}
    return {
      type: 'library',
      'bom-ref': path,
      name: nameOf(path),
      version,
      scope: optional ? 'optional' : 'required',
      purl: `pkg:npm/${nameOf(path).replace('@', '%40')}@${version}`,
      ...(license && { licenses: [{ expression: license }] }),
      ...(integrity && { hashes: [hashOf(integrity)] }),
    }
  })
  return {
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    serialNumber: `urn:uuid:${uuidOf(text)}`,
    version: 1,
    metadata: {
      component: { type: 'application', 'bom-ref': root?.name, name: root?.name, version: root?.version },
    },
    components,
    dependencies: [...needs].map(([path, dependsOn]) => ({ ref: path || root?.name, dependsOn })),
  }
}

/**
 * What the application needs, and each part of that: paths by path, the application itself as the empty one. Peers are
 * named by whoever wants them to be there, or are not delivered.
 */
function walk(packages: Lockfile['packages']): Map<string, string[]> {
  const needs = new Map<string, string[]>()
  for (const open = ['']; open.length > 0; ) {
    const from = open.pop() ?? ''
    if (needs.has(from)) continue
    const { dependencies, optionalDependencies } = packages[from] ?? {}
    const names = Object.keys({ ...dependencies, ...optionalDependencies })
    const paths = names.flatMap((name) => find(from, name, packages) ?? [])
    needs.set(from, paths)
    open.push(...paths)
  }
  return new Map([...needs].sort(([one], [other]) => (one < other ? -1 : 1)))
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf(MODULES) + MODULES.length)
}

/** Where Node finds a package from another one: beside it, or in a folder further up (nodejs.org/api/modules.html). */
function find(from: string, name: string, packages: object): string | undefined {
  for (let folder = from; ; folder = folder.slice(0, Math.max(0, folder.lastIndexOf(MODULES) - 1))) {
    const path = `${folder && `${folder}/`}${MODULES}${name}`
    if (path in packages) return path
    if (folder === '') return undefined
  }
}

/** Of Subresource Integrity, in which a lockfile has it. */
function hashOf(integrity: string) {
  const [algorithm = '', digest = ''] = integrity.split('-')
  return { alg: algorithm.replace('sha', 'SHA-'), content: Buffer.from(digest, 'base64').toString('hex') }
}

/** A UUID that a text has for good (RFC 9562, section 5.8). */
function uuidOf(text: string): string {
  const hex = createHash('sha256').update(text).digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}
