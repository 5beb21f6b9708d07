/** What `npm run dev` keeps in its data directory from start to start. */
import { randomBytes } from 'node:crypto'
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { z } from 'zod'
import { newKeyEntry } from '#lib/key-ring'
import type { ProviderId as SandboxId } from '../sandbox/clients.ts'

export const SECRETS_FILE = 'secrets.json'
export const PORTS_FILE = 'ports.json'
export const CERTIFICATE_FILE = 'localhost.pem'

const secretFields = z.object({
  authSecret: z.string(),
  sandboxClientSecret: z.string(),
  sandboxFacebookSecret: z.string(),
  sandboxTwitterSecret: z.string(),
  databasePassword: z.string(),
  tokenEncryptionKeys: z.string(),
})
const portFields = z.object({ postgres: z.number(), sandbox: z.number(), mail: z.number() })

type StoredSecrets = z.infer<typeof secretFields>

export type Secrets = Pick<StoredSecrets, 'authSecret' | 'databasePassword' | 'tokenEncryptionKeys'> & {
  /** Of the app, as each provider in the sandbox knows it. */
  sandbox: Record<SandboxId, string>
}

/** Where PostgreSQL, the sandbox and its mail server listen. */
export type StatePorts = z.infer<typeof portFields>

/** The secrets of this checkout, made at its first start. Only its owner can read the file. */
export async function ensureSecrets(file: string): Promise<Secrets> {
  const found = await readState(file, secretFields.partial())
  const secrets: StoredSecrets = {
    authSecret: found.authSecret ?? newSecret(),
    sandboxClientSecret: found.sandboxClientSecret ?? newSecret(),
    sandboxFacebookSecret: found.sandboxFacebookSecret ?? newSecret(),
    sandboxTwitterSecret: found.sandboxTwitterSecret ?? newSecret(),
    databasePassword: found.databasePassword ?? newSecret(),
    tokenEncryptionKeys: found.tokenEncryptionKeys ?? newKeyEntry(),
  }
  if (Object.keys(found).length < Object.keys(secrets).length) await writeState(file, secrets)
  const { sandboxClientSecret: google, sandboxFacebookSecret: facebook, ...rest } = secrets
  return { ...rest, sandbox: { google, facebook, twitter: secrets.sandboxTwitterSecret } }
}

/** The ports of the last start, so that everything is found there again. */
export async function readPorts(file: string): Promise<StatePorts> {
  return { postgres: 5434, sandbox: 4010, mail: 4011, ...(await readState(file, portFields.partial())) }
}

export async function writePorts(file: string, ports: StatePorts): Promise<void> {
  await writeState(file, ports)
}

/** Writes a file that only its owner can read; complete or not at all, since a start may be killed at any moment. */
export async function writePrivately(file: string, content: string): Promise<void> {
  const unfinished = `${file}.${process.pid}`
  await mkdir(dirname(file), { recursive: true, mode: 0o711 })
  await writeFile(unfinished, content, { mode: 0o600 })
  await rename(unfinished, file)
}

function newSecret(): string {
  return randomBytes(32).toString('base64url')
}

async function readState<T>(file: string, schema: z.ZodType<T>): Promise<T> {
  const json = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return '{}'
    throw error
  })
  try {
    return schema.parse(JSON.parse(json))
  } catch (cause) {
    throw new Error(`${file} cannot be read. Delete it, or mend it.`, { cause })
  }
}

async function writeState(file: string, content: object): Promise<void> {
  await writePrivately(file, `${JSON.stringify(content, null, 2)}\n`)
}
