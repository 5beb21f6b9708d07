import { Fragment } from 'react'

/** A text with an address in it: one of IPv6 that has no room breaks after a colon, one of email before its sign. It is copied as it is. */
export function Breakable({ text }: { text: string }) {
  const parts = text.split(/(?<=[\da-f]:)(?=[\da-f])|(?<=[^\s\u2066-\u2069])(?=@)/)
  return parts.map((part, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: they never change places
    <Fragment key={index}>
      {index > 0 ? <wbr /> : null}
      {part}
    </Fragment>
  ))
}
