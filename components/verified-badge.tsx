import { CheckIcon, WarningIcon } from './icons.tsx'

/** Whether Google has shown that the address belongs to the person. */
export function VerifiedBadge({ verified }: { verified: boolean }) {
  const Icon = verified ? CheckIcon : WarningIcon
  return (
    <span
      className={`inline-flex items-center gap-1.5 whitespace-nowrap text-small ${verified ? 'text-good' : 'text-warning'}`}
    >
      <Icon className="size-4.5" />
      {verified ? 'Verified by Google' : 'Not verified by Google'}
    </span>
  )
}
