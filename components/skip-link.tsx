/** The first thing the Tab key finds: past the header, to what the page is about. */
export function SkipLink() {
  return (
    <a
      href="#main"
      className="-translate-y-24 absolute top-3 left-3 z-10 rounded-control bg-primary px-5 py-3 font-semibold text-on-primary text-small focus:translate-y-0"
    >
      Skip to the content
    </a>
  )
}
