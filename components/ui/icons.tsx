type Props = { className?: string }

/**
 * A drawing on twenty by twenty units, in the colour of the text. Decoration: the text beside it says the same.
 *
 * @param drawing SVG of ours. As text it is one value of a page, which React neither renders nor sends twice part by part
 */
export function Icon({ className = 'size-5', drawing }: Props & { drawing: string }) {
  return (
    <svg
      viewBox="0 0 20 20"
      aria-hidden="true"
      className={`icon ${className}`}
      // biome-ignore lint/security/noDangerouslySetInnerHtml: a constant of ours
      dangerouslySetInnerHTML={{ __html: drawing }}
    />
  )
}

export const CheckIcon = (props: Props) => (
  <Icon {...props} drawing='<circle cx="10" cy="10" r="7.5"/><path d="m6.5 10.25 2.4 2.4 4.6-5"/>' />
)

export const InfoIcon = (props: Props) => (
  <Icon {...props} drawing='<circle cx="10" cy="10" r="7.5"/><path d="M10 9.25v4.5M10 6v1.75"/>' />
)

export const WarningIcon = (props: Props) => (
  <Icon {...props} drawing='<path d="M10 2.75 18 16.5H2L10 2.75Z"/><path d="M10 8v4m0 1.25V15"/>' />
)

export const ProblemIcon = (props: Props) => (
  <Icon {...props} drawing='<circle cx="10" cy="10" r="7.5"/><path d="m7.25 7.25 5.5 5.5m0-5.5-5.5 5.5"/>' />
)

/** Points down; turned by a class. */
export const ArrowIcon = (props: Props) => (
  <Icon {...props} drawing='<path d="M10 3.5v13M4.75 11.25 10 16.5l5.25-5.25"/>' />
)

export const RetryIcon = (props: Props) => (
  <Icon {...props} drawing='<path d="M16.5 10a6.5 6.5 0 1 1-1.9-4.6l1.9 1.9m0-4.3v4.3h-4.3"/>' />
)
