import { type ComponentProps, type ReactNode, useId } from 'react'

type Props = { name: string; children: ReactNode }

/** A box that has to be ticked before its form is sent. The browser says so by itself. */
export function CheckField({ name, children }: Props) {
  return (
    <label className="flex min-h-11 cursor-pointer items-center gap-3 py-1 text-small">
      <input type="checkbox" name={name} required className="size-5 shrink-0 cursor-pointer accent-primary" />
      <span className="min-w-0">{children}</span>
    </label>
  )
}

/** A box that may be ticked or not. */
export function OptionField({ name, checked, children }: Props & { checked: boolean }) {
  return (
    <label className="flex min-h-11 cursor-pointer items-center gap-3 py-1 text-small">
      <input
        type="checkbox"
        name={name}
        defaultChecked={checked}
        className="size-5 shrink-0 cursor-pointer accent-primary"
      />
      <span className="min-w-0">{children}</span>
    </label>
  )
}

type TextProps = Pick<
  ComponentProps<'input'>,
  'name' | 'defaultValue' | 'maxLength' | 'placeholder' | 'autoComplete'
> & {
  label: string
  /** What belongs into it, below. */
  hint: ReactNode
  /** The button beside it. */
  children: ReactNode
}

/** One line of text, with the button that sends it. */
export function TextField({ label, hint, children, ...input }: TextProps) {
  const id = useId()
  return (
    <>
      <label htmlFor={id} className="block font-semibold text-small">
        {label}
      </label>
      <div className="mt-1 flex flex-wrap gap-3">
        <input
          {...input}
          id={id}
          type="text"
          dir="auto"
          aria-describedby={`${id}-hint`}
          className="min-h-11 min-w-0 grow basis-56 rounded-control border border-edge bg-card px-3"
        />
        {children}
      </div>
      <p id={`${id}-hint`} className="mt-2 text-muted text-small">
        {hint}
      </p>
    </>
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
