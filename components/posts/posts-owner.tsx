import { Avatar } from '#components/ui/avatar'
import { type ProviderBrand, ProviderLogo } from '#components/ui/provider-logo'
import { useWords } from '#lib/web/words'

type Props = {
  provider: ProviderBrand
  /** What people call the provider. */
  providerName: string
  /** Of the account: its handle, where it has one. */
  label: string
  name: string | null
  image: string | null
}

/** Whose posts a page shows: X wants the handle, the picture and its logo to be seen (docs.x.com/developer-terms/policy). */
export function PostsOwner({ provider, providerName, label, name, image }: Props) {
  const t = useWords('posts')
  return (
    <div className="flex items-center gap-3">
      <Avatar name={name} label={label} image={image} size="small" />
      <p className="flex min-w-0 items-center gap-2">
        <span className="shrink-0 text-ink">
          <ProviderLogo provider={provider} />
        </span>
        <span className="wrap-anywhere min-w-0">
          {t.rich('of', { name: () => <bdi className="text-ink">{label}</bdi>, provider: providerName })}
        </span>
      </p>
    </div>
  )
}
