import 'server-only'
import {
  BATCH,
  type ReadBatch,
  readAccounts,
  readActivity,
  readAttempts,
  readMails,
  readProfile,
  readSessions,
} from '#lib/account/export-rows'
import { recordEvent } from '#lib/activity/events'
import { brand } from '#lib/brand'
import { db } from '#lib/db/client'
import { log } from '#lib/log'
import type { Client } from '#lib/request/client'
import { requireLiveSession } from '#lib/sessions/find'
import type { Viewer } from '#lib/viewer'

/** Raised when a reader of an older file could misunderstand a newer one (docs/export.md). */
const VERSION = 3

const sections = {
  accounts: readAccounts,
  sessions: readSessions,
  // The name is part of the format, which others read.
  attempts: readAttempts,
  activity: readActivity,
  mails: readMails,
} as const satisfies Record<string, ReadBatch>

/**
 * Everything that is kept about the viewer, and no secret, as one JSON document (docs/export.md). Written while it is
 * read, some rows at a time, and broken off when the session ends meanwhile: then reading the pieces throws.
 */
export async function startExport(viewer: Viewer, client: Client): Promise<AsyncGenerator<string>> {
  await recordEvent(
    db(),
    viewer.userId,
    { kind: 'exported', details: {} },
    { ...client, sessionId: viewer.sessionId },
  )
  log().info({ event: 'exported', sessionId: viewer.sessionId }, 'An export began')
  return writeExport(viewer)
}

async function* writeExport(viewer: Viewer): AsyncGenerator<string> {
  const head = { format: brand.exportFormat, version: VERSION, exportedAt: new Date() }
  const profile = await readProfile(viewer)
  yield JSON.stringify({ ...head, profile }, null, 1).slice(0, -2)
  for (const [name, read] of Object.entries(sections)) {
    yield `,\n "${name}": [`
    yield* writeRows(viewer, read)
    yield ']'
  }
  yield '\n}\n'
}

async function* writeRows(viewer: Viewer, read: ReadBatch): AsyncGenerator<string> {
  let last: Awaited<ReturnType<ReadBatch>>[number] | null = null
  for (;;) {
    await requireLiveSession(viewer)
    const rows = await read(viewer, last)
    const text = rows.map((row) => `\n  ${JSON.stringify(row)}`).join(',')
    if (text) yield last ? `,${text}` : text
    last = rows.at(-1) ?? null
    if (rows.length < BATCH) return
  }
}
