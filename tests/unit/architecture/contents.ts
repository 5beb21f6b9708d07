import { brand } from '#lib/brand'
import { providerIds } from '#lib/provider-ids'
import { importsOf, layerOf, type Sources, withoutComments } from '#scripts/test/sources'

const PRODUCT = ['app', 'components', 'lib']
const ENVIRONMENT = /\bprocess\s*\.\s*env\b|\bfrom\s+['"](node:)?process['"]/
const SECRETS = /^(lib\/env\.ts|lib\/db\/.*)$/
const RE_EXPORT = /\bexport\s+(type\s+)?(\*|\{[^}]*\})[^;\n]*\sfrom\s/
/** Not `scripts`: what they name is on the disk of a developer, and stays theirs under any name. */
const BRANDED = [...PRODUCT, 'server']
const BRAND = patternOf(brand.name, brand.slug)
const TRANSACTION = /\.\s*\$transaction\b/
/** A type argument that promises more than PostgreSQL does. */
const TRUSTED_ROWS = /(\$queryRaw(Unsafe)?|\bquery)\s*<(?!\s*unknown\[\]\s*>)/
const VIEWER_CAST = /\bas\s+Viewer\b/

/** Any of these words as they stand: a name may have a dot or a plus. */
export function patternOf(...words: string[]): RegExp {
  return new RegExp(words.map((word) => word.replaceAll(/[^\w\s]/g, '\\$&')).join('|'), 'i')
}

export function findEnvironmentReaders(sources: Sources): string[] {
  return findText(sources, PRODUCT, ENVIRONMENT, 'lib/env.ts', 'reads the environment: only lib/env.ts does')
}

export function findViewerMakers(sources: Sources): string[] {
  const layers = [...PRODUCT, 'server', 'scripts']
  return findText(
    sources,
    layers,
    VIEWER_CAST,
    'lib/auth/viewer.ts',
    'makes a Viewer: only lib/auth/viewer.ts does',
  )
}

export function findTransactions(sources: Sources): string[] {
  const layers = [...PRODUCT, 'server', 'scripts']
  return findText(
    sources,
    layers,
    TRANSACTION,
    'lib/db/transaction.ts',
    'opens a transaction: ask inTransaction',
  )
}

export function findTrustedRows(sources: Sources): string[] {
  const layers = [...PRODUCT, 'server']
  return findText(sources, layers, TRUSTED_ROWS, null, 'trusts the rows of SQL: parse them')
}

/** Documents, package.json, .env.example, compose.yaml, pictures and tests may name the product; its code asks `brand`. */
export function findTypedBrand(sources: Sources): string[] {
  return findText(sources, BRANDED, BRAND, 'lib/brand.ts', 'names the product: only lib/brand.ts does')
}

/** What knows a secret or a row must not be able to reach a browser. */
export function findUnguardedSecrets(sources: Sources): string[] {
  return [...sources.keys()]
    .filter((path) => layerOf(path) === 'lib')
    .filter((path) => {
      const imports = importsOf(path, sources)
      const knows =
        SECRETS.test(path) ||
        imports.some(({ target, typeOnly }) => !typeOnly && target && SECRETS.test(target))
      return knows && !imports.some(({ specifier }) => specifier === 'server-only')
    })
    .map((path) => `${path} uses the environment or the database and does not import 'server-only'`)
}

/** An upgrade of next-auth, or another library in its place, is about these files alone. */
const AUTHJS_FILES = [
  'lib/auth/authjs.ts',
  'lib/provider/provider.ts',
  'lib/google/provider.ts',
  'lib/facebook/provider.ts',
  'lib/x/provider.ts',
]
const AUTHJS = /^(next-auth|@auth)(\/|$)/

export function findAuthjsUsers(sources: Sources): string[] {
  return [...sources.keys()]
    .filter(
      (path) => [...PRODUCT, 'server', 'scripts'].includes(layerOf(path)) && !AUTHJS_FILES.includes(path),
    )
    .filter((path) => importsOf(path, sources).some(({ specifier }) => AUTHJS.test(specifier)))
    .map((path) => `${path} knows Auth.js: only ${AUTHJS_FILES.join(', ')} do`)
}

/** Where the id of a provider may be written: what is a provider's, the tables, and what was stored before there were others. */
const PROVIDER_FILES = [
  /^lib\/(google|facebook|x)\//,
  /^lib\/(provider-ids|env-schema|errors)\.ts$/,
  /^lib\/provider\/features\.ts$/,
  /^lib\/auth\/intents\.ts$/,
  /^lib\/doctor\//,
]
const TYPED_PROVIDER = new RegExp(`(['"])(${providerIds.join('|')})\\1`)

export function findTypedProviders(sources: Sources): string[] {
  return [...sources]
    .filter(
      ([path]) =>
        [...PRODUCT, 'server'].includes(layerOf(path)) && !PROVIDER_FILES.some((one) => one.test(path)),
    )
    .filter(([, source]) => TYPED_PROVIDER.test(withoutComments(source)))
    .map(([path]) => `${path} names a provider: take it from the row, the intent or the table`)
}

export function findBarrels(sources: Sources): string[] {
  const named = [...sources.keys()]
    .filter((path) => /(^|\/)index\.tsx?$/.test(path))
    .map((path) => `${path} is a barrel: name the file after what is in it`)
  const handedOn = findText(
    sources,
    [...PRODUCT, 'server', 'scripts'],
    RE_EXPORT,
    null,
    'hands on what is not its own',
  )
  return [...named, ...handedOn]
}

function findText(
  sources: Sources,
  layers: string[],
  pattern: RegExp,
  exception: string | null,
  message: string,
): string[] {
  return [...sources]
    .filter(([path]) => layers.includes(layerOf(path)) && path !== exception)
    .filter(([, source]) => pattern.test(withoutComments(source)))
    .map(([path]) => `${path} ${message}`)
}
