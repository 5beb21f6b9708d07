import { startExport } from '#lib/account/export'
import { countExport } from '#lib/auth/rate-limit'
import { brand } from '#lib/brand'
import { downloadRoute } from '#lib/web/download-route'

/** Everything that we keep about somebody, for them to take along. A form post, so that no link can start it. */
export const POST = downloadRoute({
  page: '/settings',
  fileName: () => `${brand.exportFormat}-${new Date().toISOString().slice(0, 10)}.json`,
  async open({ viewer, client }) {
    await countExport(viewer)
    return startExport(viewer, client)
  },
})
