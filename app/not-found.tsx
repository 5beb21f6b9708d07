/** Of use to nobody: what is not there has `global-not-found.tsx`. Next writes this one into every page that is. */
export default function NotFound() {
  return null
}
