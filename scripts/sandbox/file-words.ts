/** A sort of file: what it is called, what Drive says of it, and about how many bytes it has. */
export type FileKind = { mimeType: string; link: string; nouns: string[]; extension?: string; bytes: number }

const google = 'application/vnd.google-apps'
const viewer = 'https://drive.google.com/file/d/ID/view?usp=drivesdk'

export const fileKinds: FileKind[] = [
  {
    mimeType: `${google}.document`,
    link: 'https://docs.google.com/document/d/ID/edit?usp=drivesdk',
    nouns: ['notes', 'proposal', 'brief', 'minutes', 'essay', 'letter'],
    bytes: 0,
  },
  {
    mimeType: `${google}.spreadsheet`,
    link: 'https://docs.google.com/spreadsheets/d/ID/edit?usp=drivesdk',
    nouns: ['budget', 'tables', 'forecast', 'inventory', 'timesheet'],
    bytes: 0,
  },
  {
    mimeType: `${google}.presentation`,
    link: 'https://docs.google.com/presentation/d/ID/edit?usp=drivesdk',
    nouns: ['talk', 'pitch', 'review', 'lecture'],
    bytes: 0,
  },
  {
    mimeType: `${google}.folder`,
    link: 'https://drive.google.com/drive/folders/ID',
    nouns: ['archive', 'material', 'papers', 'shared'],
    bytes: 0,
  },
  {
    mimeType: `${google}.form`,
    link: 'https://docs.google.com/forms/d/ID/edit?usp=drivesdk',
    nouns: ['survey', 'sign-up', 'feedback'],
    bytes: 0,
  },
  {
    mimeType: 'application/pdf',
    link: viewer,
    nouns: ['report', 'invoice', 'contract', 'manual'],
    extension: 'pdf',
    bytes: 700_000,
  },
  {
    mimeType: 'image/jpeg',
    link: viewer,
    nouns: ['photo', 'portrait', 'scan'],
    extension: 'jpg',
    bytes: 2_400_000,
  },
  {
    mimeType: 'image/png',
    link: viewer,
    nouns: ['diagram', 'screenshot', 'sketch'],
    extension: 'png',
    bytes: 480_000,
  },
  {
    mimeType: 'video/mp4',
    link: viewer,
    nouns: ['recording', 'demonstration'],
    extension: 'mp4',
    bytes: 180_000_000,
  },
  {
    mimeType: 'audio/mpeg',
    link: viewer,
    nouns: ['interview', 'dictation'],
    extension: 'mp3',
    bytes: 9_000_000,
  },
  { mimeType: 'text/csv', link: viewer, nouns: ['export', 'measurements'], extension: 'csv', bytes: 64_000 },
  {
    mimeType: 'application/zip',
    link: viewer,
    nouns: ['backup', 'source'],
    extension: 'zip',
    bytes: 22_000_000,
  },
  {
    mimeType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    link: 'https://docs.google.com/document/d/ID/edit?usp=drivesdk&rtpof=true&sd=true',
    nouns: ['manuscript', 'application', 'agenda'],
    extension: 'docx',
    bytes: 90_000,
  },
]

export const subjects = [
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

export const people = [
  { name: 'Charles Babbage', email: 'charles@analytical.example' },
  { name: 'Mary Somerville', email: 'mary@gmail.example' },
  { name: 'Luigi Menabrea', email: 'luigi@torino.example' },
  { name: 'Augustus De Morgan', email: 'augustus@ucl.example' },
]
