/** An address to take elsewhere: chosen as a whole with one tap, which works in every app and without script. */
export function CopyAddress({ address }: { address: string }) {
  return (
    <p className="w-full">
      <span className="block text-muted text-small">The address to open in your browser</span>
      <code className="wrap-anywhere mt-1 block select-all rounded-control bg-sunken px-4 py-3 font-mono text-small">
        {address}
      </code>
    </p>
  )
}
