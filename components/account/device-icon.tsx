/** What a browser runs on, and which family of browsers it is of: as `lib/request/device.ts` tells them. */
export type DeviceSign = {
  kind: 'computer' | 'phone' | 'tablet' | 'television' | 'unknown'
  family: 'chrome' | 'edge' | 'firefox' | 'safari' | 'other'
}

/** Each leaves room for a sign of twelve by twelve, whose upper left corner `at` is. */
const frames: Record<DeviceSign['kind'], { at: string; drawing: string }> = {
  computer: { at: '14 8', drawing: '<path d="M7 6.5h26v17H7zM3.5 28.5h33l-2 4h-29z"/>' },
  phone: { at: '14 11', drawing: '<path d="M11 3.5h18v33H11zM17.5 32.5h5"/>' },
  tablet: { at: '14 11', drawing: '<path d="M6.5 4.5h27v31h-27zM17.5 31.5h5"/>' },
  television: { at: '14 10', drawing: '<path d="M4.5 7.5h31v19h-31zM12 32.5h16M20 26.5v6"/>' },
  unknown: {
    at: '14 14',
    drawing: '<path stroke-dasharray="4 3" d="M5.5 5.5h29v29h-29z"/>',
  },
}

/** Signs of ours, and not the browsers' own: each says something of its name. */
const signs: Record<DeviceSign['family'], string> = {
  // A ring of three.
  chrome:
    '<path d="M6 .75a5.25 5.25 0 1 1 0 10.5A5.25 5.25 0 1 1 6 .75m0 2.9a2.35 2.35 0 1 1 0 4.7 2.35 2.35 0 1 1 0-4.7h4.6M3.97 7.18 1.7 3.2m6.33 3.98L5.75 11.2"/>',
  // A wave at the edge.
  edge: '<path d="M.75 7.5C2 3 5 1 8 2.2s3.7 4.6.9 5.3c-1.9.4-2.9-.5-2.9-1.6M1 7c.4 3.5 4.5 5.4 8.8 3.2"/>',
  // A flame.
  firefox:
    '<path d="M6.2.75c.6 2.4 4.3 3.4 4.3 6.5a4.5 4 0 0 1-9 0c0-1.9 1-2.7 1.5-4.2.9.5 1.4 1.2 1.5 2.2C5.9 4.2 6.6 2.5 6.2.75Z"/>',
  // A needle.
  safari: '<path d="M6 .75a5.25 5.25 0 1 1 0 10.5A5.25 5.25 0 1 1 6 .75m2.5 2.75L7 7 3.5 8.5 5 5z"/>',
  // The world.
  other:
    '<path d="M6 .75a5.25 5.25 0 1 1 0 10.5A5.25 5.25 0 1 1 6 .75m0 0c-3 3-3 7.5 0 10.5m0-10.5c3 3 3 7.5 0 10.5M.75 6h10.5"/>',
}

/** A device with the sign of its browser. Decoration: the text beside it says the same. */
export function DeviceIcon({ kind, family, className = 'size-10' }: DeviceSign & { className?: string }) {
  const { at, drawing } = frames[kind]
  return (
    <svg
      viewBox="0 0 40 40"
      aria-hidden="true"
      className={`icon [stroke-linejoin:round] ${className}`}
      // biome-ignore lint/security/noDangerouslySetInnerHtml: constants of ours
      dangerouslySetInnerHTML={{
        __html: `${drawing}<g transform="translate(${at})" stroke-width="1.25">${signs[family]}</g>`,
      }}
    />
  )
}
