import type { FailureCopy } from './shape.ts'

/** What the browser says by itself of a page that broke: every page carries these along, and nothing more. */
export const defectFailures = {
  outdated_page: {
    status: 409,
    level: 'info',
    action: 'reload',
    title: 'This page is from before an update',
    message:
      'We have updated the site since you opened the page, so what you pressed was not done. Load the page again, then try once more.',
  },
  unknown: {
    status: 500,
    level: 'error',
    action: 'operator',
    title: 'Something broke on our side',
    message: 'We have made a note of it. Try again; if it happens again, tell us the reference below.',
  },
} as const satisfies Record<string, FailureCopy>
