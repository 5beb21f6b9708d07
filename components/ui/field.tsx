import type { ReactNode } from 'react'

type Props = { name: string; children: ReactNode }

/** A box that has to be ticked before its form is sent. The browser says so by itself. */
export function CheckField({ name, children }: Props) {
  return (
    <label className="flex min-h-11 cursor-pointer items-center gap-3 text-small">
      <input type="checkbox" name={name} required className="size-5 shrink-0 cursor-pointer accent-primary" />
      <span className="min-w-0">{children}</span>
    </label>
  )
}

type Choice = {
  value: string
  label: string
  /** The language of the label, where it is another than that of the page. */
  lang?: string
}

type SelectProps = {
  name: string
  label: string
  /** What is chosen now. */
  value: string
  choices: readonly Choice[]
}

/** One of a few, in the browser's own list. */
export function SelectField({ name, label, value, choices }: SelectProps) {
  return (
    <label className="grid min-w-0 gap-1 text-small">
      <span className="font-semibold">{label}</span>
      <select
        name={name}
        defaultValue={value}
        className="min-h-11 min-w-60 max-w-full rounded-control border border-edge bg-card px-3"
      >
        {choices.map(({ value, label, lang }) => (
          <option key={value} value={value} lang={lang}>
            {label}
          </option>
        ))}
      </select>
    </label>
  )
}
