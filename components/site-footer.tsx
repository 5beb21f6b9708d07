import { Mark } from './mark.tsx'

/** One quiet line under every page. */
export function SiteFooter() {
  return (
    <footer className="border-line border-t print:hidden">
      <p className="mx-auto flex w-full max-w-6xl items-center gap-3 px-5 py-5 text-caption text-muted sm:px-8">
        <Mark className="h-4 shrink-0" />
        Latchkey is open source under the MIT licence and is not affiliated with Google.
      </p>
    </footer>
  )
}
