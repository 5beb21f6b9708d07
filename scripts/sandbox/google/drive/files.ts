import { createHash } from 'node:crypto'
import type { Person } from '../../people.ts'

/**
 * A file as Drive v3 describes it (https://developers.google.com/workspace/drive/api/reference/rest/v3/files);
 * `size` is bytes in text, and Google's own formats have none. What lies in a shared drive has `driveId` and no owners.
 */
export type DriveFile = {
  kind: 'drive#file'
  id: string
  name: string
  mimeType: string
  createdTime: string
  modifiedTime: string
  trashed: boolean
  starred: boolean
  shared: boolean
  ownedByMe: boolean
  size?: string
  fileExtension?: string
  iconLink: string
  webViewLink: string
  driveId?: string
  owners?: {
    kind: 'drive#user'
    displayName: string
    emailAddress: string
    me: boolean
    permissionId: string
  }[]
}

/** A sort of file: what Drive says of it, what it may be called, and roughly how many bytes it has. */
type Kind = { mimeType: string; link: string; nouns: string[]; extension?: string; bytes: number }

const newest = Date.parse('2026-11-20T16:20:00Z')
const fourYears = 4 * 365 * 86_400_000

/** The files of a person's Drive, a few hundred unless they have a number. The same `sub` always has the same files. */
export function filesOf(person: Person): DriveFile[] {
  const random = createRandom(person.sub)
  const usual = 240 + Math.floor(random() * 80)
  return Array.from({ length: person.files ?? usual }, () => makeFile(person, random))
}

/** Some dozens of files that lie in a drive which an organisation shares, the same for all of its people. */
export function sharedFilesOf({ hd }: Person): DriveFile[] {
  if (!hd) return []
  const random = createRandom(hd)
  const driveId = `0A${text(random, 17)}`
  const nobody = { sub: hd, email: `nobody@${hd}`, email_verified: true, name: 'Nobody' }
  return Array.from({ length: 40 }, () => {
    const { owners: _none, ...file } = makeFile(nobody, random)
    return { ...file, name: `Shared ${file.name}`, ownedByMe: false, shared: true, driveId }
  })
}

type Random = () => number

function makeFile(person: Person, random: Random): DriveFile {
  const kind = pick(kinds, random)
  const id = `1${text(random, 32)}`
  // Squared, so that most files are recent.
  const modified = newest - Math.floor(random() ** 2 * fourYears)
  const created = modified - Math.floor(random() * 90 * 86_400_000)
  const owner = ownerOf(person, random)
  return {
    kind: 'drive#file',
    id,
    name: nameFile(kind, random),
    mimeType: kind.mimeType,
    createdTime: new Date(created).toISOString(),
    modifiedTime: new Date(modified).toISOString(),
    trashed: random() < 0.06,
    starred: random() < 0.08,
    shared: !owner.me || random() < 0.3,
    ownedByMe: owner.me,
    ...(kind.extension ? { size: String(sizeOf(kind, random)), fileExtension: kind.extension } : {}),
    iconLink: `https://drive-thirdparty.googleusercontent.com/16/type/${kind.mimeType}`,
    webViewLink: kind.link.replace('ID', id),
    owners: [owner],
  }
}

function nameFile(kind: Kind, random: Random): string {
  const subject = pick(subjects, random)
  const suffixes = [
    '',
    '',
    ` ${2022 + Math.floor(random() * 5)}`,
    ' (final)',
    ' – draft',
    ` v${1 + Math.floor(random() * 9)}`,
  ]
  const noun = pick(kind.nouns, random)
  return `${subject} ${noun}${pick(suffixes, random)}${kind.extension ? `.${kind.extension}` : ''}`
}

function sizeOf({ bytes }: Kind, random: Random): number {
  return Math.floor(bytes * (0.2 + random() * 3))
}

function ownerOf(person: Person, random: Random) {
  const mine = random() < 0.75
  const { name, email } = mine ? person : pick(otherOwners, random)
  return {
    kind: 'drive#user' as const,
    displayName: name,
    emailAddress: email,
    me: mine,
    permissionId: String(parseInt(createHash('sha256').update(email).digest('hex').slice(0, 12), 16)),
  }
}

function pick<T>(choices: readonly T[], random: Random): T {
  return choices[Math.floor(random() * choices.length)] as T
}

const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_']

function text(random: Random, length: number): string {
  return Array.from({ length }, () => pick(letters, random)).join('')
}

/** Numbers from 0 to 1 that follow from the seed alone (mulberry32). */
function createRandom(seed: string): Random {
  let state = createHash('sha256').update(seed).digest().readUInt32BE(0)
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

const docs = (path: string) => `https://docs.google.com/${path}/d/ID/edit?usp=drivesdk`

const kinds: Kind[] = [
  ownFormat('document', docs('document'), 'notes proposal brief minutes essay letter'),
  ownFormat('spreadsheet', docs('spreadsheets'), 'budget tables forecast inventory timesheet'),
  ownFormat('presentation', docs('presentation'), 'talk pitch review lecture'),
  ownFormat('folder', 'https://drive.google.com/drive/folders/ID', 'archive material papers shared'),
  ownFormat('form', docs('forms'), 'survey sign-up feedback'),
  upload('pdf', 'application/pdf', 700_000, 'report invoice contract manual'),
  upload('jpg', 'image/jpeg', 2_400_000, 'photo portrait scan'),
  upload('png', 'image/png', 480_000, 'diagram screenshot sketch'),
  upload('mp4', 'video/mp4', 180_000_000, 'recording demonstration'),
  upload('mp3', 'audio/mpeg', 9_000_000, 'interview dictation'),
  upload('csv', 'text/csv', 64_000, 'export measurements'),
  upload('zip', 'application/zip', 22_000_000, 'backup source'),
  {
    mimeType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    link: `${docs('document')}&rtpof=true&sd=true`,
    nouns: ['manuscript', 'application', 'agenda'],
    extension: 'docx',
    bytes: 90_000,
  },
]

function ownFormat(name: string, link: string, nouns: string): Kind {
  return { mimeType: `application/vnd.google-apps.${name}`, link, nouns: nouns.split(' '), bytes: 0 }
}

function upload(extension: string, mimeType: string, bytes: number, nouns: string): Kind {
  const link = 'https://drive.google.com/file/d/ID/view?usp=drivesdk'
  return { mimeType, link, nouns: nouns.split(' '), extension, bytes }
}

// Among them what a search or a page may trip over: accents, other scripts, a quote, a backslash.
const subjects = [
  'Analytical Engine',
  'Bernoulli numbers',
  'Difference Engine',
  'Jacquard loom',
  'Punched card',
  'Royal Society',
  'Steam power',
  'Calculus',
  'Garden',
  'Household',
  'Kitchen renovation',
  'Summer holiday',
  'Piano lessons',
  'Book club',
  'Quarterly',
  'Annual',
  'Weekly team',
  'Onboarding',
  'Budget committee',
  'Travel to Torino',
  'Menabrea translation',
  'Customer research',
  'Launch',
  'Website',
  'Tax',
  'Insurance',
  'Thesis chapter',
  'Bug hunt',
  'Compiler',
  'Zürich office',
  'Café menu',
  '東京 trip',
  "Lady Lovelace's",
  'C:\\Engine',
]

const otherOwners = [
  { name: 'Charles Babbage', email: 'charles@analytical.example' },
  { name: 'Mary Somerville', email: 'mary@gmail.example' },
  { name: 'Luigi Menabrea', email: 'luigi@torino.example' },
  { name: 'Augustus De Morgan', email: 'augustus@ucl.example' },
]
