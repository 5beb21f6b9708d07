import 'server-only'
import { connection } from 'next/server'
import type { FailureCode } from '#lib/errors'
import type { Notice } from '#lib/sessions/notice'
import type { Viewer } from '#lib/viewer'

export * from '#lib/auth/viewer'

/** Everybody is the same person, and nobody is looked up. */
const viewer = {
  userId: '5f1c0a52-8a55-4f0e-9a52-0c1f6f4f7a01',
  sessionId: '5f1c0a52-8a55-4f0e-9a52-0c1f6f4f7a02',
  accountId: '5f1c0a52-8a55-4f0e-9a52-0c1f6f4f7a03',
  provider: 'google',
  accountLabel: 'ada@gmail.example',
  accounts: [{ provider: 'google', label: 'ada.lovelace@gmail.example' }],
  providers: ['google'],
  authenticatedAt: new Date(),
  person: {
    name: 'Ada Lovelace',
    ownName: null,
    email: 'ada@gmail.example',
    emailVerified: true,
    label: 'ada@gmail.example',
    image: 'http://127.0.0.1:4010/photos/104857600000000000001.svg',
    memberSince: new Date('2026-11-26T08:00:00Z'),
  },
} as Partial<Viewer> as Viewer

/** A page of somebody is made for each request, whatever it reads. */
async function current(): Promise<Viewer> {
  await connection()
  return viewer
}

export const getViewer: () => Promise<Viewer | null> = current

export const findViewerForHeader: () => Promise<Viewer | null> = current

export const requireViewer: (returnTo: string) => Promise<Viewer> = current

export const expectViewer: () => Promise<Viewer> = current

export async function findEnding(): Promise<FailureCode | null> {
  return null
}

export async function isSessionGone(): Promise<boolean> {
  return false
}

export async function takeNotice(_viewer: Viewer): Promise<Notice | null> {
  return null
}
