import type { FileList } from '#lib/drive/list'
import type { FileQuery } from '#lib/drive/query'
import { DriveList } from './drive-list.tsx'
import { DrivePermission } from './drive-permission.tsx'
import { DriveReconnect } from './drive-reconnect.tsx'

type Props = { list: FileList; asked: FileQuery; account: string; address: string }

/** The files, or what has to happen first. `address`: this page, to come back to. */
export function DriveState({ list, asked, account, address }: Props) {
  switch (list.kind) {
    case 'ready':
    case 'unavailable':
      return <DriveList list={list} asked={asked} address={address} />
    case 'reconnect':
      return <DriveReconnect cause={list.reason} account={account} address={address} />
    case 'not-connected':
    case 'missing-scope':
      return <DrivePermission account={account} address={address} />
  }
}
