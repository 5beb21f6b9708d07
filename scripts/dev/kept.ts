import { randomBytes } from 'node:crypto'
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { z } from 'zod'
import { newKeyEntry } from '#lib/key-ring'

const secretFields = z.object({
  authSecret: z.string(),
  sandboxClientSecret: z.string(),
  databasePassword: z.string(),
  tokenEncryptionKeys: z.string(),
})
const portFields = z.object({ postgres: z.number(), sandbox: z.number() })

export type Secrets = z.infer<typeof secretFields>
export type Ports = z.infer<typeof portFields>

/** The secrets of this checkout, made at its first start. Only its owner can read the file. */
export async function keepSecrets(file: string): Promise<Secrets> {
  const kept = await read(file, secretFields.partial())
  const secrets = {
    authSecret: kept.authSecret ?? makeSecret(),
    sandboxClientSecret: kept.sandboxClientSecret ?? makeSecret(),
    databasePassword: kept.databasePassword ?? makeSecret(),
    tokenEncryptionKeys: kept.tokenEncryptionKeys ?? newKeyEntry(),
  }
  if (Object.keys(kept).length < Object.keys(secrets).length) await write(file, secrets)
  return secrets
}

/** Where PostgreSQL and the sandbox listened last time, so that they are found there again. */
export async function readPorts(file: string): Promise<Ports> {
  return { postgres: 5434, sandbox: 4010, ...(await read(file, portFields.partial())) }
}

export async function writePorts(file: string, ports: Ports): Promise<void> {
  await write(file, ports)
}

function makeSecret(): string {
  return randomBytes(32).toString('base64url')
}

async function read<T>(file: string, schema: z.ZodType<T>): Promise<T> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return '{}'
    throw error
  })
  try {
    return schema.parse(JSON.parse(text))
  } catch (cause) {
    throw new Error(`${file} cannot be read. Delete it, or mend it.`, { cause })
  }
}

/** Complete or not at all: a start may be killed at any moment. */
async function write(file: string, content: unknown): Promise<void> {
  const unfinished = `${file}.${process.pid}`
  await mkdir(dirname(file), { recursive: true, mode: 0o711 })
  await writeFile(unfinished, `${JSON.stringify(content, null, 2)}\n`, { mode: 0o600 })
  await rename(unfinished, file)
}
