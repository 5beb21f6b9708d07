type Props = { name: string | null; label: string; image: string | null; size?: keyof typeof sizes }

const sizes = {
  small: { pixels: 36, box: 'size-9 text-small' },
  medium: { pixels: 56, box: 'size-14 text-subtitle' },
  large: { pixels: 104, box: 'size-20 text-title sm:size-26' },
} as const

/** By grapheme: a letter as its reader sees it, not a code unit. */
const letters = new Intl.Segmenter(undefined, { granularity: 'grapheme' })

const tones = ['tone-1', 'tone-2', 'tone-3', 'tone-4', 'tone-5', 'tone-6', 'tone-7', 'tone-8'] as const

/**
 * A person's picture, for use beside their name (it says nothing to a screen reader). The initial lies
 * behind the picture, and over it when the browser could not load it, so that either still looks meant.
 */
export function Avatar({ name, label, image, size = 'medium' }: Props) {
  const { pixels, box } = sizes[size]
  const initial = initialOf(name, label)
  return (
    <span
      className={`relative inline-grid shrink-0 select-none place-items-center overflow-hidden rounded-full bg-(--tone) font-semibold forced-color-adjust-none text-on-tone ${box} ${toneOf(label)}`}
    >
      <span aria-hidden="true">{initial}</span>
      {image ? (
        // biome-ignore lint/performance/noImgElement: next/image would send providers' pictures through our server
        <img
          src={image}
          alt=""
          width={pixels}
          height={pixels}
          decoding="async"
          referrerPolicy="no-referrer"
          data-initial={initial}
          className="absolute inset-0 size-full object-cover after:absolute after:inset-0 after:grid after:place-items-center after:bg-(--tone) after:content-[attr(data-initial)]"
        />
      ) : null}
    </span>
  )
}

function initialOf(name: string | null, label: string): string {
  const text = name?.trim() || label.replace(/^@/, '')
  const [first] = letters.segment(text)
  return first?.segment.toLocaleUpperCase() ?? ''
}

function toneOf(label: string): string {
  let sum = 7
  for (const letter of label.toLowerCase()) sum = (sum * 31 + (letter.codePointAt(0) ?? 0)) % 65_521
  return tones[sum % tones.length] ?? tones[0]
}
